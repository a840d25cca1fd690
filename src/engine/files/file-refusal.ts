import type { RefusalCode } from '../../shared/server-state.ts';
import type { NameProblem, PlainReason, RefusalReason } from '../../shared/refusal-reason.ts';

/** A name that is not served, and why; its sentence is made where it is written. */
export interface FileRefusal {
  readonly ok: false;
  /** As on the wire. */
  readonly code: Exclude<RefusalCode, 'bad-request' | 'changed' | 'shutting-down'>;
  readonly why: RefusalReason;
}

function refusal(code: FileRefusal['code'], reason: PlainReason): FileRefusal {
  return { ok: false, code, why: { reason } };
}

/** The table of everything that can be wrong with a name or with what it leads to. */
export const FILE_REFUSALS = {
  notFound: refusal('not-found', 'not-found'),
  notShared: refusal('not-found', 'not-shared'),
  notAFile: refusal('not-a-file', 'not-a-file'),
  folder: refusal('not-a-file', 'folder'),
  outside: refusal('forbidden', 'outside'),
  unreadable: refusal('forbidden', 'unreadable'),
  unnameable: refusal('forbidden', 'unnameable'),
  untrueSize: refusal('not-a-file', 'untrue-size'),
  replaced: refusal('busy', 'replaced'),
  exhausted: refusal('busy', 'exhausted'),
  rootGone: refusal('internal', 'root-gone'),
  failedReading: refusal('internal', 'failed-reading'),
} as const;

export function refusedName(problem: NameProblem): FileRefusal {
  return { ok: false, code: 'forbidden', why: { reason: 'name', problem } };
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
  const systemCode = errorCode(error);
  return (
    (Object.hasOwn(REFUSALS_BY_ERROR, systemCode) ? REFUSALS_BY_ERROR[systemCode] : undefined) ?? {
      ok: false,
      code: 'internal',
      why: { reason: 'system', systemCode },
    }
  );
}

/** The system's name of an error, such as `ENOENT`. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'unknown error';
}
