import type { Failure } from './contract-failure.ts';
import type { system } from './locales/en/system.ts';
import type { SayFailures } from './locales/say.ts';
import { asReason, type FailureText } from './sentence.ts';

/** What it means when the system refuses something, by its own codes. */

type Of<Code extends Failure['code']> = Extract<Failure, { readonly code: Code }>;
type SaySystem = Pick<SayFailures, 'system'>;

type NetworkReason = keyof typeof system.network;

const NETWORK: Readonly<Record<string, NetworkReason>> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'unknownName',
  EAI_NONAME: 'unknownName',
  EAI_AGAIN: 'lookupFailed',
  ETIMEDOUT: 'noAnswer',
  EHOSTUNREACH: 'noRoute',
  ENETUNREACH: 'noRoute',
  EADDRNOTAVAIL: 'noRoute',
  EACCES: 'notAllowed',
  EPERM: 'notAllowed',
  EMFILE: 'tooManyOpen',
  ENFILE: 'tooManyOpen',
};

type DiskReason = readonly [why: keyof typeof system.disk, advice?: keyof typeof system.diskAdvice];

const DISK: Readonly<Record<string, DiskReason>> = {
  ENOSPC: ['full', 'freeSpace'],
  EDQUOT: ['quotaUsedUp', 'freeSpace'],
  EFBIG: ['fileTooLarge', 'chooseAnother'],
  EACCES: ['denied', 'chooseWritable'],
  EPERM: ['denied', 'chooseWritable'],
  EROFS: ['readOnly', 'chooseAnother'],
  ENAMETOOLONG: ['nameTooLong', 'chooseShorter'],
  ENOTDIR: ['fileOnPath', 'moveAway'],
  EEXIST: ['fileOnPath', 'moveAway'],
  EISDIR: ['folderHasName', 'moveAway'],
  ENOENT: ['folderGone', 'createFolder'],
  ELOOP: ['linkOnPath', 'chooseAnother'],
  EINVAL: ['nameRefused'],
  EILSEQ: ['nameRefused'],
  EMFILE: ['tooManyOpen', 'closeOthers'],
  ENFILE: ['tooManyOpen', 'closeOthers'],
  ESTALE: ['replaced', 'fetchAgain'],
  EIO: ['diskError', 'checkDisk'],
};

/** Why there is no connection to an address. */
export function unreachableText(
  { address, systemCode, detail }: Of<'unreachable'>,
  { system: t }: SaySystem,
): FailureText {
  const reason = known(NETWORK, systemCode);
  const why = reason === undefined ? asReason(detail) : t(`network.${reason}`);
  return {
    what: t('unreachable', { address, why }),
    advice: reason === undefined ? '' : t(`networkAdvice.${reason}`),
  };
}

/** Why this computer's file system refused an action. */
export function fileSystemText(failure: Of<'file-system'>, say: SaySystem): FailureText {
  const { action, path, systemCode } = failure;
  const { system: t } = say;
  const advice = known(DISK, systemCode)?.[1];
  return {
    what: t(`cannot.${action}`, { path, why: writingReason(failure, say) }),
    advice: advice === undefined ? '' : t(`diskAdvice.${advice}`),
  };
}

interface SystemCause {
  readonly systemCode?: string | undefined;
  readonly detail: string;
}

/** Why a file could not be written, to follow a colon. */
export function writingReason(
  { systemCode, detail }: SystemCause,
  { system: t }: SaySystem,
): string {
  const reason = known(DISK, systemCode);
  return reason === undefined ? asReason(detail) : t(`disk.${reason[0]}`);
}

/** The same for reading one. */
export function readingReason(cause: SystemCause, say: SaySystem): string {
  switch (cause.systemCode) {
    case 'ENOENT':
      return say.system('disk.noSuchFile');
    case 'EISDIR':
      return say.system('disk.isFolder');
    default:
      return writingReason(cause, say);
  }
}

/** The code may come from a file or a message: `constructor` is none. */
function known<Reason>(table: Readonly<Record<string, Reason>>, code = ''): Reason | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}
