/**
 * Why a server answers a request with no, or with half an answer. In a browser it reads them who asked, in
 * the panel who serves. They repeat neither the name that was asked for nor any path of the server.
 */
export const refusals = {
  /** Headings of pages, by the status of HTTP; below it stands one of the sentences. */
  title: {
    '400': 'Bad Request',
    '401': 'Unauthorized',
    '403': 'Forbidden',
    '404': 'Not Found',
    '405': 'Method Not Allowed',
    '412': 'Precondition Failed',
    '413': 'Content Too Large',
    '414': 'URI Too Long',
    '416': 'Range Not Satisfiable',
    '417': 'Expectation Failed',
    '421': 'Misdirected Request',
    '429': 'Too Many Requests',
    '431': 'Request Header Fields Too Large',
    '500': 'Internal Server Error',
    '501': 'Not Implemented',
    '503': 'Service Unavailable',
    '505': 'HTTP Version Not Supported',
  },

  'not-found': 'There is no such file in the shared folder.',
  /** The same sentence on purpose: it does not tell whether there is such a file. */
  'not-shared': 'There is no such file in the shared folder.',
  'not-a-file': 'This is not a regular file; only regular files are served.',
  folder: 'This is a folder, not a file.',
  outside: 'This name leads out of the shared folder.',
  unreadable: 'The server is not allowed to read this file.',
  unnameable: 'This link leads to a file whose own name is not allowed.',
  'untrue-size': 'The system does not report the true size of this file, so it cannot be served.',
  replaced: 'This file is being replaced repeatedly. Try again later.',
  exhausted: 'The server has too many open files. Try again later.',
  'failed-reading': 'The server could not read this file.',
  'root-gone': 'The shared folder no longer exists.',
  /** Of a download that was to be continued. */
  'changed-since': 'The file has changed since; fetch it from its beginning.',
  'another-version': 'The file is another version than the one that was asked for.',
  'no-such-page': 'There is no such page.',

  /** "auth" is a word of the protocol. */
  'login-needed': 'This server asks for an access code. Log in with "auth" first.',
  'no-login-needed': 'This server asks for no access code.',
  'malformed-login': 'The login is not one of SCRAM-SHA-256 without channel binding (RFC 7677).',
  'wrong-code': 'That is not the access code.',
  'code-needed-as-password':
    'This server asks for an access code: send it as the password, with any user name.',
  /** The "plain dialect" is a simple protocol; words with -- are options of the command line. */
  'code-not-in-plain':
    'The plain dialect cannot ask for the access code; --allow-plain lets it in.',
  /** A form of a web page. */
  'foreign-form': 'This form does not come from a page of this server. Open the page again.',
  'encryption-needed': 'This server takes encrypted connections only. Connect with TLS (--tls).',
  'https-needed': 'This server takes encrypted connections only. Use an https:// address.',
  'unknown-host-name':
    'This server does not know the host name that was asked for. Use its address, or allow the name with --allow-host.',
  'metrics-not-shared':
    'Metrics are for this computer only; start the server with --metrics to share them.',
  'method-not-allowed': 'This server answers GET, HEAD and OPTIONS.',
  'malformed-path': 'The path is not a name in UTF-8, percent-encoded once.',

  stopping: 'The server is stopping. Try again when it is back.',
  'connection-limit': 'Connection limit reached. Try again later.',

  'changed-while-sent': 'The file changed while it was sent.',
  'changed-in-archive': 'A file changed while the archive was sent.',
  'client-gone': 'The client went away.',
  'connection-lost': 'The connection was lost.',
  'server-stopped': 'The server was stopped.',

  /** `rule`: one of the namespace `names`, such as `it is empty`. */
  name: 'The name is not allowed: {{rule}}.',
  /** `code`: the system's own, such as EIO. */
  system: 'The server could not read this file ({{code}}).',
  /**
   * What is wrong with a request: a whole English sentence of the program that reads it. Other languages
   * may say in front of it that the request cannot be understood.
   */
  malformed: '{{sentence}}',
  'beyond-end': 'The file has {{size}} bytes.',
  'long-line': 'A request line may have {{limit}} bytes at most.',
  guesses: 'Too many wrong access codes came from this address. Try again in {{seconds}} s.',
} as const;
