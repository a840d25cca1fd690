import type { Failure, FailureCode, PanelFailureCode } from './contract-failure.ts';
import type { RefusalCode } from './server-state.ts';

/**
 * What a failure means for what is done about it, and the `code` that programs get with `--json`:
 * - `refused-by-server`: it answered, and the answer is no.
 * - `no-connection`: it could not be reached.
 * - `connection-lost`: it was reached, and then the connection ended or fell silent.
 * - `protocol`: what it sent is neither dialect, or makes no sense.
 * - `unsupported`: its dialect has no such request.
 * - `verification`: what arrived is not what was sent.
 * - `local`: something on this computer stands in the way.
 * - `exists`: the target is there already, and nothing was said about that.
 * - `canceled`: by the caller.
 * - `unauthorized`: it asks for an access code, and got none or another.
 * - `unproven-server`: it has not proven that it knows the access code.
 * - `unknown-key`: it encrypts with a key that nobody has vouched for.
 * - `changed-key`: it encrypts with another key than the one it is known by.
 * - `panel`: between a panel and its host.
 */
export type FailureKind =
  | 'refused-by-server'
  | 'no-connection'
  | 'connection-lost'
  | 'protocol'
  | 'unsupported'
  | 'verification'
  | 'local'
  | 'exists'
  | 'canceled'
  | 'unauthorized'
  | 'unproven-server'
  | 'unknown-key'
  | 'changed-key'
  | 'panel';

const KINDS: Readonly<Record<Exclude<FailureCode, PanelFailureCode>, FailureKind>> = {
  unreachable: 'no-connection',
  'connect-timed-out': 'no-connection',
  'no-such-interface': 'no-connection',
  'interface-missing': 'no-connection',
  'connection-lost': 'connection-lost',
  'no-sign-of-life': 'connection-lost',
  silent: 'connection-lost',
  'closed-without-answer': 'connection-lost',
  unheard: 'connection-lost',
  'not-understood': 'protocol',
  'web-server': 'protocol',
  'plain-server': 'unsupported',
  'name-not-plain': 'unsupported',
  refused: 'refused-by-server',
  'keeps-changing': 'refused-by-server',
  'plain-not-found': 'refused-by-server',
  'wrong-checksum': 'verification',
  unauthorized: 'unauthorized',
  'code-not-asked': 'unproven-server',
  'code-not-proven': 'unproven-server',
  'code-in-plain': 'unsupported',
  'not-encrypting': 'protocol',
  'no-certificate': 'protocol',
  'lost-in-handshake': 'connection-lost',
  'handshake-timed-out': 'no-connection',
  'unknown-key': 'unknown-key',
  'changed-key': 'changed-key',
  'trust-list-damaged': 'local',
  'trust-list-failed': 'local',
  'trust-list-in-use': 'local',
  'file-system': 'local',
  'unsafe-name': 'local',
  'target-not-a-folder': 'local',
  'in-use': 'local',
  'partial-names-taken': 'local',
  'thread-died': 'local',
  exists: 'exists',
  canceled: 'canceled',
  'share-missing': 'local',
  'share-not-a-folder': 'local',
  'share-unreadable': 'local',
  'share-name-taken': 'local',
  'share-bad-name': 'local',
  'too-many-folders': 'local',
  'too-few-descriptors': 'local',
  'unusable-descriptor': 'local',
  'unusable-identity': 'local',
  'identity-file-unreadable': 'local',
  'identity-file-unusable': 'local',
  'identity-files-differ': 'local',
  'own-identity-damaged': 'local',
  'own-identity-gone': 'local',
  'own-identity-not-kept': 'local',
  'thread-refused': 'local',
  'recording-refused': 'local',
  'unusable-access-code': 'local',
  'downloads-file-damaged': 'local',
  'panel-needs-token': 'local',
  'unusable-panel-token': 'local',
  'port-in-use': 'local',
  'port-failed': 'local',
  'nothing-to-fetch': 'panel',
  'settings-refused': 'panel',
};

export function kindOf({ code }: Failure): FailureKind {
  return code in KINDS ? KINDS[code as keyof typeof KINDS] : 'panel';
}

/** The system's own code, such as `ENOSPC`, of a failure that it knows a code for. */
export function systemCodeOf(failure: Failure): string | undefined {
  switch (failure.code) {
    case 'connect-timed-out':
    case 'handshake-timed-out':
    case 'no-sign-of-life':
    case 'silent':
    case 'unheard':
      return 'ETIMEDOUT';
    case 'no-such-interface':
      return 'EADDRNOTAVAIL';
    case 'target-not-a-folder':
      return 'ENOTDIR';
    case 'in-use':
    case 'trust-list-in-use':
      return 'EBUSY';
    case 'partial-names-taken':
    case 'exists':
      return 'EEXIST';
    default:
      return 'systemCode' in failure ? failure.systemCode : undefined;
  }
}

/** Whether it is this program, or this computer, that has too many files open. */
export function isOutOfDescriptors(failure: Failure): boolean {
  const code = systemCodeOf(failure);
  return code === 'EMFILE' || code === 'ENFILE';
}

const ENTRY_KINDS: ReadonlySet<FailureKind> = new Set([
  'unauthorized',
  'unproven-server',
  'unknown-key',
  'changed-key',
]);

/** Whether a server was not entered: the same for all its files, until a person decides something. */
export function isEntryFailure(failure: Failure): boolean {
  return ENTRY_KINDS.has(kindOf(failure));
}

/** The code on the wire, where a server refused. */
export function refusalOf(failure: Failure): RefusalCode | undefined {
  switch (failure.code) {
    case 'refused':
      return failure.refusal;
    case 'keeps-changing':
      return 'changed';
    case 'plain-not-found':
      return 'not-found';
    case 'unauthorized':
      return 'unauthorized';
    default:
      return undefined;
  }
}

/** The one error that is expected: what it carries is for a program to act on, and for a person to read. */
export class FailureError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.code, options);
    this.name = 'FailureError';
    this.failure = failure;
  }

  get kind(): FailureKind {
    return kindOf(this.failure);
  }
}

/** What a person may see of any thrown value: a failure as it is, all else as `internal`. */
export function failureOf(error: unknown): Failure {
  return error instanceof FailureError ? error.failure : { code: 'internal' };
}
