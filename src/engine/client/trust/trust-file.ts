import { type KeyFingerprint, parseFingerprint } from '../../tls/key-fingerprint.ts';
import type { Failure } from '../../../shared/contract-failure.ts';
import type { EpochMilliseconds } from '../../../shared/units.ts';

/** A server whose key was accepted. */
export interface TrustedServer {
  /** `HOST:PORT`, as it is dialled, in lower case. */
  readonly address: string;
  readonly fingerprint: KeyFingerprint;
  readonly metAtMs: EpochMilliseconds;
}

/** Why a file is no trust list. */
export type TrustFileDamage = Pick<
  Extract<Failure, { readonly code: 'trust-list-damaged' }>,
  'fault' | 'server'
>;

const FORMAT = 1;

/** The text of a trust list. */
export function formatTrustFile(servers: readonly TrustedServer[]): string {
  const lines = servers.map(({ address, fingerprint, metAtMs }) =>
    JSON.stringify({ address, fingerprint, metAt: new Date(metAtMs).toISOString() }),
  );
  return `{"format":${FORMAT},"servers":[\n${lines.join(',\n')}\n]}\n`;
}

/**
 * Reads the text of a trust list. One that is not understood whole is not understood at all: a server
 * that was left out would be met like one that is new.
 */
export function parseTrustFile(text: string): readonly TrustedServer[] | TrustFileDamage {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { fault: 'not-json' };
  }
  if (!isObject(json)) return { fault: 'not-an-object' };
  const { format, servers } = json;
  if (format !== FORMAT) return { fault: 'later-format' };
  if (!Array.isArray(servers)) return { fault: 'no-list' };
  const trusted: TrustedServer[] = [];
  for (const [index, entry] of servers.entries()) {
    const read = readServer(entry);
    if ('fault' in read) return { ...read, server: index + 1 };
    trusted.push(read);
  }
  return trusted;
}

function readServer(entry: unknown): TrustedServer | TrustFileDamage {
  if (!isObject(entry)) return { fault: 'not-an-object' };
  const { address, fingerprint, metAt } = entry;
  const metAtMs = typeof metAt === 'string' ? Date.parse(metAt) : Number.NaN;
  if (typeof address !== 'string' || typeof fingerprint !== 'string' || Number.isNaN(metAtMs)) {
    return { fault: 'incomplete' };
  }
  return parseFingerprint(fingerprint) === fingerprint
    ? { address, fingerprint, metAtMs }
    : { fault: 'bad-fingerprint' };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
