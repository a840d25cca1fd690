/** What a server says of a name that it does not serve. Repeats neither the name nor any path of the server. */
const SENTENCES = {
  'not-found': 'There is no such file in the shared folder.',
  /** It may be there, but says nothing of it. */
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
} as const;

/** Why a name is not served; `name` breaks the rule in the detail, `system` failed with the code in it. */
export type RefusalReason = keyof typeof SENTENCES | 'name' | 'system';

/** For whoever asked, where a server writes its answer or its log. */
export function refusalSentence({
  reason,
  detail = '',
}: {
  readonly reason: RefusalReason;
  readonly detail?: string;
}): string {
  switch (reason) {
    case 'name':
      return `The name is not allowed: it ${detail}.`;
    case 'system':
      return `The server could not read this file (${detail}).`;
    default:
      return SENTENCES[reason];
  }
}
