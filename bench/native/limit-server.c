/*
 * The least that a server can do: it answers every request with the same bytes from memory. What it
 * reaches is what loopback allows on this machine. Two threads, epoll, Linux only.
 *
 *   limit-server PORT ANSWER_BYTES keep|close LINES
 *
 * `keep` answers every request, which has so many lines, and keeps the connection; `close` answers the first bytes that arrive,
 * whatever they are, and closes it. An answer is a `{` and filler. Runs until it is ended, or until
 * the program that started it is gone.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

enum {
  THREADS = 2,
  MAX_EVENTS = 64,
  BACKLOG = 511,
  REQUEST_BUFFER_BYTES = 16 * 1024,
  /* Answers that one call sends at most. */
  MAX_PARTS = 64,
};

struct connection {
  int descriptor;
  /* Bytes of answers that were asked for and not yet sent. */
  unsigned long long unsent;
  /* Of the request that is arriving. */
  unsigned lines;
  bool waits_for_room;
};

static char *answer;
static size_t answer_bytes;
static bool closes;
static unsigned request_lines;
static unsigned short port;

static void fail_system(const char *what) {
  fprintf(stderr, "limit-server: %s: %s\n", what, strerror(errno));
  exit(1);
}

static void end_connection(struct connection *connection) {
  close(connection->descriptor);
  free(connection);
}

static void watch(int epoll, struct connection *connection, int operation, unsigned events) {
  struct epoll_event event = {.events = events, .data.ptr = connection};
  if (epoll_ctl(epoll, operation, connection->descriptor, &event) != 0) fail_system("epoll_ctl");
}

/* Sends what the socket takes; `false` when the connection has ended. */
static bool send_answers(int epoll, struct connection *connection) {
  while (connection->unsent > 0) {
    struct iovec parts[MAX_PARTS];
    size_t part_count = 0;
    unsigned long long left = connection->unsent;
    while (left > 0 && part_count < MAX_PARTS) {
      /* The first may be the rest of an answer. */
      size_t length = left % answer_bytes == 0 ? answer_bytes : left % answer_bytes;
      parts[part_count++] = (struct iovec){answer + answer_bytes - length, length};
      left -= length;
    }
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = part_count};
    ssize_t sent = sendmsg(connection->descriptor, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0) {
      if (errno != EAGAIN) {
        end_connection(connection);
        return false;
      }
      if (!connection->waits_for_room) watch(epoll, connection, EPOLL_CTL_MOD, EPOLLOUT);
      connection->waits_for_room = true;
      return true;
    }
    connection->unsent -= (unsigned long long)sent;
  }
  if (closes) {
    end_connection(connection);
    return false;
  }
  if (connection->waits_for_room) watch(epoll, connection, EPOLL_CTL_MOD, EPOLLIN);
  connection->waits_for_room = false;
  return true;
}

static void receive_requests(int epoll, struct connection *connection) {
  char buffer[REQUEST_BUFFER_BYTES];
  ssize_t length = recv(connection->descriptor, buffer, sizeof buffer, MSG_DONTWAIT);
  if (length < 0 && errno == EAGAIN) return;
  if (length <= 0) {
    end_connection(connection);
    return;
  }
  if (closes) connection->unsent = answer_bytes;
  for (const char *at = buffer, *end = buffer + length;
       !closes && (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++) {
    if (++connection->lines < request_lines) continue;
    connection->lines = 0;
    connection->unsent += answer_bytes;
  }
  send_answers(epoll, connection);
}

static int listen_on_port(void) {
  int one = 1;
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (listener < 0) fail_system("socket");
  if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) != 0 ||
      setsockopt(listener, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one) != 0)
    fail_system("setsockopt");
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_port = htons(port),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0) fail_system("bind");
  if (listen(listener, BACKLOG) != 0) fail_system("listen");
  return listener;
}

static void accept_connections(int epoll, int listener) {
  int one = 1, descriptor;
  while ((descriptor = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
    if (setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one) != 0) {
      /* The client is gone already. */
      close(descriptor);
      continue;
    }
    struct connection *connection = calloc(1, sizeof *connection);
    if (connection == NULL) fail_system("calloc");
    connection->descriptor = descriptor;
    watch(epoll, connection, EPOLL_CTL_ADD, EPOLLIN);
  }
  if (errno != EAGAIN && errno != ECONNABORTED && errno != EINTR) fail_system("accept4");
}

/* One thread: a listener of its own on the port that all share, and the connections it accepts. */
__attribute__((noreturn)) static void *serve(void *unused) {
  (void)unused;
  int listener = listen_on_port();
  int epoll = epoll_create1(EPOLL_CLOEXEC);
  if (epoll < 0) fail_system("epoll_create1");
  /* The listener is the one without a connection. */
  struct epoll_event listening = {.events = EPOLLIN, .data.ptr = NULL};
  if (epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &listening) != 0) fail_system("epoll_ctl");
  struct epoll_event events[MAX_EVENTS];
  for (;;) {
    int ready = epoll_wait(epoll, events, MAX_EVENTS, -1);
    if (ready < 0 && errno != EINTR) fail_system("epoll_wait");
    for (int each = 0; each < ready; each++) {
      struct connection *connection = events[each].data.ptr;
      if (connection == NULL) accept_connections(epoll, listener);
      else if (connection->waits_for_room) send_answers(epoll, connection);
      else receive_requests(epoll, connection);
    }
  }
}

int main(int argc, char **argv) {
  if (argc != 5) {
    fputs("Usage: limit-server PORT ANSWER_BYTES keep|close LINES\n", stderr);
    return 2;
  }
  if (prctl(PR_SET_PDEATHSIG, SIGTERM) != 0) fail_system("prctl");
  port = (unsigned short)strtoul(argv[1], NULL, 10);
  answer_bytes = strtoul(argv[2], NULL, 10);
  request_lines = (unsigned)strtoul(argv[4], NULL, 10);
  closes = strcmp(argv[3], "close") == 0;
  answer = malloc(answer_bytes);
  if (answer_bytes == 0 || answer == NULL) fail_system("malloc");
  memset(answer, '.', answer_bytes);
  answer[0] = '{';
  pthread_t threads[THREADS];
  for (int each = 0; each < THREADS; each++) {
    if (pthread_create(&threads[each], NULL, serve, NULL) != 0) fail_system("pthread_create");
  }
  pthread_join(threads[0], NULL);
}
