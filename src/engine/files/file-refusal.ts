import type { RefusalCode } from '../../shared/server-state.ts';
import type { NameProblem } from './name-rules.ts';

/** A name that is not served, and why. */
export interface FileRefusal {
  readonly ok: false;
  readonly code: Exclude<RefusalCode, 'bad-request' | 'changed' | 'shutting-down'>;
  /** For a person. Repeats neither the name nor any path of the server. */
  readonly message: string;
}

function refusal(code: FileRefusal['code'], message: string): FileRefusal {
  return { ok: false, code, message };
}

/** The table of everything that can be wrong with a name or with what it leads to. */
export const FILE_REFUSALS = {
  notFound: refusal('not-found', 'There is no such file in the shared folder.'),
  /** It may be there, but says nothing of it. */
  notShared: refusal('not-found', 'There is no such file in the shared folder.'),
  notAFile: refusal('not-a-file', 'This is not a regular file; only regular files are served.'),
  folder: refusal('not-a-file', 'This is a folder, not a file.'),
  outside: refusal('forbidden', 'This name leads out of the shared folder.'),
  unreadable: refusal('forbidden', 'The server is not allowed to read this file.'),
  unnameable: refusal('forbidden', 'This link leads to a file whose own name is not allowed.'),
  untrueSize: refusal(
    'not-a-file',
    'The system does not report the true size of this file, so it cannot be served.',
  ),
  replaced: refusal('busy', 'This file is being replaced repeatedly. Try again later.'),
  exhausted: refusal('busy', 'The server has too many open files. Try again later.'),
  rootGone: refusal('internal', 'The shared folder no longer exists.'),
} as const;

export function refusedName(problem: NameProblem): FileRefusal {
  return refusal('forbidden', `The name is not allowed: it ${problem}.`);
}

const REFUSALS_BY_ERROR: Readonly<Record<string, FileRefusal>> = {
  ENOENT: FILE_REFUSALS.notFound,
  ENOTDIR: FILE_REFUSALS.notFound,
  ELOOP: FILE_REFUSALS.notFound,
  ENAMETOOLONG: FILE_REFUSALS.notFound,
  EACCES: FILE_REFUSALS.unreadable,
  EPERM: FILE_REFUSALS.unreadable,
  EISDIR: FILE_REFUSALS.folder,
  // What opening a socket, or a device without a driver, gives.
  ENXIO: FILE_REFUSALS.notAFile,
  ENODEV: FILE_REFUSALS.notAFile,
  EOPNOTSUPP: FILE_REFUSALS.notAFile,
  EMFILE: FILE_REFUSALS.exhausted,
  ENFILE: FILE_REFUSALS.exhausted,
  ENOMEM: FILE_REFUSALS.exhausted,
};

/** What a failed system call means to whoever asked for the file. */
export function refusalOfError(error: unknown): FileRefusal {
  const code = errorCode(error);
  return (
    (Object.hasOwn(REFUSALS_BY_ERROR, code) ? REFUSALS_BY_ERROR[code] : undefined) ??
    refusal('internal', `The server could not read this file (${code}).`)
  );
}

/** The system's name of an error, such as `ENOENT`. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'unknown error';
}
