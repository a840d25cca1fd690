import type { Failure } from './contract-failure.ts';
import { asSentence, type FailureText } from './sentence.ts';

/** What it means when the system refuses something, by its own codes. */

type WhyAndAdvice = readonly [why: string, advice: string];
type Of<Code extends Failure['code']> = Extract<Failure, { readonly code: Code }>;

const NO_ROUTE: WhyAndAdvice = [
  'no route from this computer',
  'Check the network and the address.',
];
const NOT_ALLOWED: WhyAndAdvice = [
  'this computer does not allow the connection',
  'Check its firewall.',
];
const TOO_MANY_CONNECTIONS: WhyAndAdvice = [
  'this computer has too many files and connections open',
  'Close some, then try again.',
];
const UNKNOWN_NAME: WhyAndAdvice = [
  'unknown host name',
  'Check the spelling, or use the IP address.',
];

const NETWORK: Readonly<Record<string, WhyAndAdvice>> = {
  ECONNREFUSED: ['connection refused', 'Check the port, and that the server is running.'],
  ENOTFOUND: UNKNOWN_NAME,
  EAI_NONAME: UNKNOWN_NAME,
  EAI_AGAIN: ['the name lookup failed', 'Check the network, or use the IP address.'],
  ETIMEDOUT: ['no answer', 'Check the address and any firewall in between.'],
  EHOSTUNREACH: NO_ROUTE,
  ENETUNREACH: NO_ROUTE,
  EADDRNOTAVAIL: NO_ROUTE,
  EACCES: NOT_ALLOWED,
  EPERM: NOT_ALLOWED,
  EMFILE: TOO_MANY_CONNECTIONS,
  ENFILE: TOO_MANY_CONNECTIONS,
};

const DENIED: WhyAndAdvice = ['permission denied', 'Choose a folder that you may write to.'];
const FILE_ON_PATH: WhyAndAdvice = [
  'something on its path is a file, not a folder',
  'Move it away, or choose another folder.',
];
const NAME_REFUSED: WhyAndAdvice = ['this file system does not accept the name', ''];
const TOO_MANY_FILES: WhyAndAdvice = [
  'too many files are open',
  'Close other programs, or allow more (ulimit -n), then fetch again.',
];

const DISK: Readonly<Record<string, WhyAndAdvice>> = {
  ENOSPC: ['the disk is full', 'Free some space, then fetch again; the received part is kept.'],
  EDQUOT: [
    'your quota on this disk is used up',
    'Free some space, then fetch again; the received part is kept.',
  ],
  EFBIG: ['the file is larger than this file system or its limits allow', 'Choose another folder.'],
  EACCES: DENIED,
  EPERM: DENIED,
  EROFS: ['the file system is read-only', 'Choose another folder.'],
  ENAMETOOLONG: [
    'the name is too long for this file system',
    'Choose a folder with a shorter path.',
  ],
  ENOTDIR: FILE_ON_PATH,
  EEXIST: FILE_ON_PATH,
  EISDIR: ['a folder has this name', 'Move it away, or choose another folder.'],
  ENOENT: ['the folder is gone', 'Create it, then fetch again.'],
  ELOOP: ['a symbolic link is on its path', 'Choose another folder.'],
  EINVAL: NAME_REFUSED,
  EILSEQ: NAME_REFUSED,
  EMFILE: TOO_MANY_FILES,
  ENFILE: TOO_MANY_FILES,
  ESTALE: ['another program has changed or replaced the file', 'Fetch again.'],
  EIO: ['the disk reported an error', 'Check the disk.'],
};

const ACTIONS = { write: 'write', read: 'read', 'create-folder': 'create the folder' } as const;

/** Why there is no connection to an address. */
export function unreachableText({ address, systemCode, detail }: Of<'unreachable'>): FailureText {
  return because(`Can't reach ${address}`, known(NETWORK, systemCode) ?? [detail, '']);
}

/** Why this computer's file system refused an action. */
export function fileSystemText(failure: Of<'file-system'>): FailureText {
  const { action, path, systemCode, detail } = failure;
  return because(`Cannot ${ACTIONS[action]} ${path}`, known(DISK, systemCode) ?? [detail, '']);
}

interface SystemCause {
  readonly systemCode?: string | undefined;
  readonly detail: string;
}

/** Why a file could not be written, to follow a colon. */
export function writingReason({ systemCode, detail }: SystemCause): string {
  return known(DISK, systemCode)?.[0] ?? detail;
}

/** The same for reading one. */
export function readingReason(cause: SystemCause): string {
  switch (cause.systemCode) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EISDIR':
      return 'it is a folder';
    default:
      return writingReason(cause);
  }
}

function because(what: string, [why, advice]: WhyAndAdvice): FailureText {
  return { what: asSentence(`${what}: ${why}`), advice };
}

/** The code may come from a file or a message: `constructor` is none. */
function known(table: Readonly<Record<string, WhyAndAdvice>>, code = ''): WhyAndAdvice | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}
