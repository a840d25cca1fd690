import { ClientError, type ClientErrorData } from '../../engine/index.ts';
import { ProblemError, type Problem, type ProblemCode } from '../../shared/problem.ts';
import type { RefusalCode } from '../../shared/server-state.ts';

const REFUSALS: Record<RefusalCode, ProblemCode> = {
  'bad-request': 'not-a-file-server',
  'not-found': 'not-found',
  'not-a-file': 'not-a-file',
  forbidden: 'forbidden',
  changed: 'changed',
  unauthorized: 'unauthorized',
  busy: 'server-busy',
  'shutting-down': 'server-stopping',
  internal: 'server-failed',
};

const NETWORK: Readonly<Record<string, ProblemCode>> = {
  ECONNREFUSED: 'connection-refused',
  ETIMEDOUT: 'connection-timed-out',
  ENOTFOUND: 'host-not-found',
  EAI_NONAME: 'host-not-found',
  EAI_AGAIN: 'host-not-found',
  EHOSTUNREACH: 'network-unreachable',
  ENETUNREACH: 'network-unreachable',
  EADDRNOTAVAIL: 'network-unreachable',
};

const DISK: Readonly<Record<string, ProblemCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EACCES: 'permission-denied',
  EPERM: 'permission-denied',
  EROFS: 'permission-denied',
  ENAMETOOLONG: 'name-not-possible',
  EINVAL: 'name-not-possible',
  EILSEQ: 'name-not-possible',
  ENOTDIR: 'not-a-folder',
  ENOENT: 'folder-not-found',
};

/** The engine client's error in the contract's words; its message is made for a person already. */
export function problemOfClient(error: ClientErrorData): Problem {
  return { code: codeOf(error), message: error.message };
}

/** The same for what one of the client's functions threw. All else comes back as it is. */
export function asProblemError(error: unknown): unknown {
  if (!(error instanceof ClientError)) return error;
  const { code, message } = problemOfClient(error.data);
  return new ProblemError(code, message, { cause: error });
}

function codeOf({ code, refusal, systemCode = '' }: ClientErrorData): ProblemCode {
  switch (code) {
    case 'refused-by-server':
      return refusal === undefined ? 'server-failed' : REFUSALS[refusal];
    case 'no-connection':
      return NETWORK[systemCode] ?? 'network-unreachable';
    case 'connection-lost':
    case 'canceled':
      return 'connection-lost';
    case 'protocol':
      return 'not-a-file-server';
    case 'unsupported':
      return 'plain-server';
    case 'verification':
      return 'checksum-mismatch';
    case 'local':
      // Without a system's code it is the client that refuses the name.
      return systemCode === '' ? 'name-not-possible' : (DISK[systemCode] ?? 'write-failed');
    case 'exists':
      return 'exists';
    case 'unauthorized':
    case 'unproven-server':
    case 'unknown-key':
    case 'changed-key':
      return code;
  }
}
