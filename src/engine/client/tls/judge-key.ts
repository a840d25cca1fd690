import type { KeyFingerprint } from '../../tls/key-fingerprint.ts';
import type { ExpectedKey } from '../server-access.ts';

/** What a server has shown in a handshake. */
export interface ShownKey {
  readonly fingerprint: KeyFingerprint;
  /** Whether a known authority has signed its certificate for the name that was dialled. */
  readonly isVouchedFor: boolean;
}

/**
 * Whether a server's key is accepted. A key that is expected decides alone: neither dates nor authorities
 * matter, so a renewed certificate of the same key stays known, and no authority can replace a key that
 * was met before.
 */
export function judgeKey(
  shown: ShownKey,
  expected: ExpectedKey | undefined,
): 'accepted' | 'unknown' | 'changed' {
  if (expected !== undefined) {
    return isSame(shown.fingerprint, expected.fingerprint) ? 'accepted' : 'changed';
  }
  return shown.isVouchedFor ? 'accepted' : 'unknown';
}

/** Characters of a whole fingerprint, and of what its twelve words stand for. */
const LENGTHS: ReadonlySet<number> = new Set([43, 22]);

function isSame(shown: KeyFingerprint, expected: string): boolean {
  return LENGTHS.has(expected.length) && shown.startsWith(expected);
}
