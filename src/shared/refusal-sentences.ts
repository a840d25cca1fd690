import { nameProblemText } from './name-sentences.ts';
import type { PlainReason, RefusalReason } from './refusal-reason.ts';
import { asSentence } from './sentence.ts';

/** Repeats neither the name nor any path of the server. */
const SENTENCES: Readonly<Record<PlainReason, string>> = {
  'not-found': 'There is no such file in the shared folder.',
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
  'changed-since': 'The file has changed since; fetch it from its beginning.',
  'another-version': 'The file is another version than the one that was asked for.',
  'no-such-page': 'There is no such page.',

  'login-needed': 'This server asks for an access code. Log in with "auth" first.',
  'no-login-needed': 'This server asks for no access code.',
  'malformed-login': 'The login is not one of SCRAM-SHA-256 without channel binding (RFC 7677).',
  'wrong-code': 'That is not the access code.',
  'code-needed-as-password':
    'This server asks for an access code: send it as the password, with any user name.',
  'code-not-in-plain':
    'The plain dialect cannot ask for the access code; --allow-plain lets it in.',
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
};

/** Why a request was answered with no, or with half an answer: for whoever asked, and for logs. */
export function refusalSentence(why: RefusalReason): string {
  switch (why.reason) {
    case 'name':
      return `The name is not allowed: it ${nameProblemText(why.problem)}.`;
    case 'system':
      return `The server could not read this file (${why.systemCode}).`;
    case 'malformed':
      return asSentence(why.detail.charAt(0).toUpperCase() + why.detail.slice(1));
    case 'beyond-end':
      return `The file has ${why.size} bytes.`;
    case 'long-line':
      return `A request line may have ${why.limitBytes} bytes at most.`;
    case 'guesses':
      return `Too many wrong access codes came from this address. Try again in ${why.waitSeconds} s.`;
    default:
      return SENTENCES[why.reason];
  }
}
