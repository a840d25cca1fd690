import { type KeyFingerprint, parseFingerprint } from '../../tls/key-fingerprint.ts';
import { asSentence } from '../../../shared/sentence.ts';
import type { EpochMilliseconds } from '../../../shared/units.ts';

/** A server whose key was accepted. */
export interface TrustedServer {
  /** `HOST:PORT`, as it is dialled, in lower case. */
  readonly address: string;
  readonly fingerprint: KeyFingerprint;
  readonly metAtMs: EpochMilliseconds;
}

/** Why a file is no trust list; the message is a sentence. */
export class TrustFileError extends Error {
  override readonly name = 'TrustFileError';
}

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
 *
 * @throws {TrustFileError}
 */
export function parseTrustFile(text: string): readonly TrustedServer[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new TrustFileError(asSentence(`It is not valid JSON: ${(error as Error).message}`));
  }
  const { format, servers } = fieldsOf(json, 'It');
  if (format !== FORMAT) {
    throw new TrustFileError(`Its "format" is not ${FORMAT}; a later version may have written it.`);
  }
  if (!Array.isArray(servers)) throw new TrustFileError('"servers" is not a list.');
  return servers.map((entry, index) => {
    const what = `Server ${index + 1}`;
    const { address, fingerprint, metAt } = fieldsOf(entry, what);
    const metAtMs = typeof metAt === 'string' ? Date.parse(metAt) : Number.NaN;
    if (typeof address !== 'string' || typeof fingerprint !== 'string' || Number.isNaN(metAtMs)) {
      throw new TrustFileError(`${what} lacks its address, its fingerprint or its date.`);
    }
    if (parseFingerprint(fingerprint) !== fingerprint) {
      throw new TrustFileError(`${what} has a fingerprint that is none.`);
    }
    return { address, fingerprint, metAtMs };
  });
}

function fieldsOf(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new TrustFileError(`${what} is not a JSON object.`);
}
