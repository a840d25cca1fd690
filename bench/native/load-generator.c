/*
 * Asks a server over loopback as fast as it answers, counts the answers, and tells what that took.
 * One thread, epoll, Linux only.
 *
 *   load-generator PORT CONNECTIONS MODE SECONDS MAX_ANSWERS FIRST TIME_LIMIT QUESTIONS
 *
 * MODE is a number (the requests kept outstanding on each connection, which is kept), or
 * `client-closes` or `server-closes` (a new connection for each request; who ends it).
 * But for the first, no request is sent after SECONDS, and none beyond MAX_ANSWERS; all that were
 * sent are waited for.
 * QUESTIONS is a file: for each question a line `REQUEST_BYTES ANSWER_BYTES FIRST_BYTE`, then the
 * bytes of the request. They are asked in turn, the one with the index FIRST first.
 *
 * Prints `ready` once its connections are open, waits for a byte on standard input, and when all is
 * done prints one line of JSON. Every byte is copied out of the socket, as any client must; an
 * answer has to be exactly as long as it was said to be, and to begin where the one before ended.
 * Whatever is not as expected ends the program with status 1 and a line on standard error; so does
 * the end of the program that started it, by a signal.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
  MAX_PIPELINE = 64,
  MAX_EVENTS = 64,
  /* Large enough that calls cost little, small enough to stay in a core's own cache. */
  BUFFER_BYTES = 256 * 1024,
  /* What one connection sends at once; always fits into an empty socket. */
  BURST_BYTES = 64 * 1024,
};

struct question {
  const char *request;
  size_t request_bytes;
  unsigned long long answer_bytes;
  unsigned char first_byte;
};

struct connection {
  int descriptor;
  /* Whether the kernel is still connecting, so that nothing could be sent yet. */
  bool is_connecting;
  /* Questions sent and not yet answered, in order: a ring. */
  const struct question *waiting[MAX_PIPELINE];
  unsigned oldest, count;
  /* Of the answer that is arriving. */
  unsigned long long received;
};

static enum { KEPT, CLIENT_CLOSES, SERVER_CLOSES } mode;
static unsigned pipeline = 1;
static unsigned long max_answers, asked, answered;
static unsigned long long received_bytes;
static struct question *questions;
static size_t question_count, next_question;
static struct sockaddr_in server;
static int epoll;
static double deadline;

static void fail(const char *what) {
  fprintf(stderr, "load-generator: %s\n", what);
  exit(1);
}

static void fail_system(const char *what) {
  fprintf(stderr, "load-generator: %s: %s\n", what, strerror(errno));
  exit(1);
}

static double seconds_of(clockid_t clock) {
  struct timespec now;
  if (clock_gettime(clock, &now) != 0) fail_system("clock_gettime");
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static unsigned long number(const char *text) {
  char *end;
  errno = 0;
  unsigned long value = strtoul(text, &end, 10);
  if (errno != 0 || end == text || *end != '\0') fail("an argument is not a number");
  return value;
}

static void read_questions(const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) fail_system(path);
  size_t room = 0, request_bytes;
  unsigned long long answer_bytes;
  unsigned first_byte;
  int fields;
  while ((fields = fscanf(file, "%zu %llu %u", &request_bytes, &answer_bytes, &first_byte)) == 3) {
    if (fgetc(file) != '\n' || request_bytes == 0 || answer_bytes == 0 || first_byte > 255 ||
        request_bytes * MAX_PIPELINE > BURST_BYTES)
      fail("a question is malformed");
    char *request = malloc(request_bytes);
    if (request == NULL) fail_system("malloc");
    if (fread(request, 1, request_bytes, file) != request_bytes) fail("a question is cut short");
    if (question_count == room) {
      room = room == 0 ? 64 : room * 2;
      questions = realloc(questions, room * sizeof *questions);
      if (questions == NULL) fail_system("realloc");
    }
    questions[question_count++] =
        (struct question){request, request_bytes, answer_bytes, (unsigned char)first_byte};
  }
  if (fields != EOF || ferror(file) || question_count == 0) fail("the questions are malformed");
  fclose(file);
}

static bool may_ask(void) {
  return asked < max_answers && (asked == 0 || seconds_of(CLOCK_MONOTONIC) < deadline);
}

/* Sends up to so many further requests in one call. */
static void ask(struct connection *connection, unsigned wanted) {
  static char burst[BURST_BYTES];
  size_t bytes = 0;
  for (; wanted > 0 && may_ask(); wanted--) {
    const struct question *question = &questions[next_question];
    next_question = (next_question + 1) % question_count;
    memcpy(burst + bytes, question->request, question->request_bytes);
    bytes += question->request_bytes;
    connection->waiting[(connection->oldest + connection->count++) % MAX_PIPELINE] = question;
    asked++;
  }
  if (bytes == 0) return;
  ssize_t sent = send(connection->descriptor, burst, bytes, MSG_NOSIGNAL | MSG_DONTWAIT);
  if (sent < 0) fail_system("send");
  /* The requests on their way are far smaller than any socket's buffer. */
  if ((size_t)sent != bytes) fail("a request was not taken whole");
}

static void open_connection(struct connection *connection) {
  int one = 1, blocking = mode == KEPT ? 0 : SOCK_NONBLOCK;
  connection->descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | blocking, 0);
  if (connection->descriptor < 0) fail_system("socket");
  if (setsockopt(connection->descriptor, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one) != 0)
    fail_system("setsockopt");
  connection->oldest = connection->count = 0;
  connection->received = 0;
  int outcome = connect(connection->descriptor, (struct sockaddr *)&server, sizeof server);
  if (outcome != 0 && errno != EINPROGRESS) fail_system("connect");
  connection->is_connecting = outcome != 0;
  struct epoll_event event = {.events = connection->is_connecting ? EPOLLOUT : EPOLLIN,
                              .data.ptr = connection};
  if (epoll_ctl(epoll, EPOLL_CTL_ADD, connection->descriptor, &event) != 0)
    fail_system("epoll_ctl");
}

/* Ends a connection and, while there is something to ask, puts a new one in its place. */
static void replace_connection(struct connection *connection) {
  if (close(connection->descriptor) != 0) fail_system("close");
  connection->descriptor = -1;
  if (may_ask()) open_connection(connection);
}

static void finish_connecting(struct connection *connection) {
  int error;
  socklen_t bytes = sizeof error;
  if (getsockopt(connection->descriptor, SOL_SOCKET, SO_ERROR, &error, &bytes) != 0)
    fail_system("getsockopt");
  if (error != 0) {
    errno = error;
    fail_system("connect");
  }
  connection->is_connecting = false;
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
  if (epoll_ctl(epoll, EPOLL_CTL_MOD, connection->descriptor, &event) != 0)
    fail_system("epoll_ctl");
  ask(connection, 1);
  /* Time was up meanwhile. */
  if (connection->count == 0) replace_connection(connection);
}

/* Tells the answers in what has arrived apart; gives how many were completed. */
static unsigned count_answers(struct connection *connection, const char *bytes, size_t length) {
  unsigned completed = 0;
  size_t at = 0;
  while (at < length) {
    if (connection->count == 0) fail("more came than was asked for");
    const struct question *question = connection->waiting[connection->oldest];
    if (connection->received == 0 && (unsigned char)bytes[at] != question->first_byte)
      fail("an answer is not as long as it should be");
    unsigned long long missing = question->answer_bytes - connection->received;
    if (length - at < missing) {
      connection->received += length - at;
      break;
    }
    at += missing;
    connection->received = 0;
    connection->oldest = (connection->oldest + 1) % MAX_PIPELINE;
    connection->count--;
    completed++;
  }
  return completed;
}

static void receive(struct connection *connection) {
  static char buffer[BUFFER_BYTES];
  ssize_t length = recv(connection->descriptor, buffer, sizeof buffer, MSG_DONTWAIT);
  if (length < 0) {
    if (errno == EAGAIN || errno == EINTR) return;
    fail_system("recv");
  }
  if (length == 0) {
    if (mode != SERVER_CLOSES || connection->count > 0)
      fail("the server closed a connection before its answer was complete");
    answered++;
    replace_connection(connection);
    return;
  }
  received_bytes += (unsigned long long)length;
  unsigned completed = count_answers(connection, buffer, (size_t)length);
  if (mode == SERVER_CLOSES || completed == 0) return;
  answered += completed;
  if (mode == KEPT) ask(connection, completed);
  else replace_connection(connection);
}

static void run(struct connection *connections, unsigned count) {
  for (unsigned each = 0; each < count; each++) {
    if (mode == KEPT) ask(&connections[each], pipeline);
    else if (asked + each < max_answers) open_connection(&connections[each]);
  }
  struct epoll_event events[MAX_EVENTS];
  for (;;) {
    bool is_busy = answered < asked;
    for (unsigned each = 0; mode != KEPT && !is_busy && each < count; each++)
      is_busy = connections[each].descriptor >= 0;
    if (!is_busy) return;
    int ready = epoll_wait(epoll, events, MAX_EVENTS, -1);
    if (ready < 0 && errno != EINTR) fail_system("epoll_wait");
    for (int each = 0; each < ready; each++) {
      struct connection *connection = events[each].data.ptr;
      if (connection->is_connecting) finish_connecting(connection);
      else receive(connection);
    }
  }
}

int main(int argc, char **argv) {
  if (argc != 9) fail("takes 8 arguments");
  server = (struct sockaddr_in){.sin_family = AF_INET,
                                .sin_port = htons((unsigned short)number(argv[1])),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  unsigned connection_count = (unsigned)number(argv[2]);
  if (strcmp(argv[3], "client-closes") == 0) mode = CLIENT_CLOSES;
  else if (strcmp(argv[3], "server-closes") == 0) mode = SERVER_CLOSES;
  else pipeline = (unsigned)number(argv[3]);
  if (pipeline < 1 || pipeline > MAX_PIPELINE) fail("the pipeline is out of bounds");
  double seconds = strtod(argv[4], NULL);
  max_answers = number(argv[5]);
  read_questions(argv[8]);
  next_question = number(argv[6]) % question_count;
  if (prctl(PR_SET_PDEATHSIG, SIGTERM) != 0) fail_system("prctl");
  /* Its signal ends the program, whatever it waits for. */
  alarm((unsigned)number(argv[7]));

  epoll = epoll_create1(EPOLL_CLOEXEC);
  if (epoll < 0) fail_system("epoll_create1");
  struct connection *connections = calloc(connection_count, sizeof *connections);
  if (connections == NULL) fail_system("calloc");
  for (unsigned each = 0; each < connection_count; each++) {
    connections[each].descriptor = -1;
    if (mode == KEPT) open_connection(&connections[each]);
  }

  puts("ready");
  if (fflush(stdout) != 0) fail_system("fflush");
  if (getchar() == EOF) fail("was not told to start");

  double cpu_before = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
  double started = seconds_of(CLOCK_MONOTONIC);
  deadline = started + seconds;
  run(connections, connection_count);
  double took = seconds_of(CLOCK_MONOTONIC) - started;
  double cpu = seconds_of(CLOCK_PROCESS_CPUTIME_ID) - cpu_before;
  printf("{\"seconds\":%.9f,\"answers\":%lu,\"bytes\":%llu,\"generatorCpuSeconds\":%.9f}\n", took,
         answered, received_bytes, cpu);
  return fflush(stdout) == 0 ? 0 : 1;
}
