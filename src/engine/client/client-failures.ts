import type { Failure } from '../../shared/contract-failure.ts';
import { FailureError } from '../../shared/failure.ts';
import type { RefusalCode } from '../../shared/server-state.ts';
import type { Bytes } from '../../shared/units.ts';
import type { ExpectedKey } from './server-access.ts';

/** Failures of the client that are made in several places, or of what the system threw. */

type Of<Code extends Failure['code']> = Extract<Failure, { readonly code: Code }>;

export function unreachable(address: string, cause: unknown): FailureError {
  return new FailureError(
    { code: 'unreachable', address, ...codeOf(cause), detail: detailOf(cause) },
    { cause },
  );
}

export function interfaceMissing(address: string, cause: unknown): FailureError {
  return new FailureError({ code: 'interface-missing', address, ...codeOf(cause) }, { cause });
}

export function connectionLost(
  address: string,
  when: Of<'connection-lost'>['when'],
  cause?: unknown,
): FailureError {
  return new FailureError({ code: 'connection-lost', address, when, ...codeOf(cause) }, { cause });
}

/** This computer's file system refused. */
export function fileSystemFailure(
  action: Of<'file-system'>['action'],
  path: string,
  cause: unknown,
): FailureError {
  return new FailureError(
    { code: 'file-system', action, path, ...codeOf(cause), detail: detailOf(cause) },
    { cause },
  );
}

/** The server at `address` said no. `name`: '' where no file was asked for. */
export function refusedBy(
  address: string,
  name: string,
  { code, message }: { readonly code: RefusalCode; readonly message: string },
): FailureError {
  return code === 'unauthorized'
    ? new FailureError({ code, address, accessCode: 'wrong', message })
    : new FailureError({ code: 'refused', name, refusal: code, message });
}

export function changedKey(
  address: string,
  fingerprint: string,
  { fingerprint: expected, knownFrom }: ExpectedKey,
): FailureError {
  return new FailureError({ code: 'changed-key', address, fingerprint, expected, knownFrom });
}

export function trustListFailed(
  path: string,
  action: Of<'trust-list-failed'>['action'],
  cause: unknown,
): FailureError {
  return new FailureError(
    { code: 'trust-list-failed', path, action, ...codeOf(cause), detail: detailOf(cause) },
    { cause },
  );
}

export function threadDied(cause?: Error): FailureError {
  const detail = cause?.message ?? 'without an error';
  return new FailureError({ code: 'thread-died', detail }, { cause });
}

export function canceled(keptBytes: Bytes = 0): FailureError {
  return new FailureError({ code: 'canceled', keptBytes });
}

function codeOf(cause: unknown): { readonly systemCode?: string } {
  const hasCode = typeof cause === 'object' && cause !== null && 'code' in cause;
  return hasCode && typeof cause.code === 'string' ? { systemCode: cause.code } : {};
}

function detailOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
