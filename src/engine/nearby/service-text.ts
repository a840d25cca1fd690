/**
 * What a server says of itself in DNS-SD (RFC 6763): its service type, and the pairs of its TXT record.
 * Everybody in the network can read it, and anybody can forge it: no secret is in it, and nothing in it is
 * to be believed before the server itself has shown it.
 */

/** `_fifolio._tcp` */
export const SERVICE_TYPE = 'fifolio';

/** The longest name of a server, in bytes of UTF-8 (RFC 6763, section 4.1.1). */
const MOST_NAME_BYTES = 63;

export interface ServiceFacts {
  /** Of the native dialect. */
  readonly protocol: number;
  readonly encrypted: boolean;
  /** Whether it asks for an access code. */
  readonly code: boolean;
  /** A hint at the fingerprint of its key; see `KeyFingerprint`. */
  readonly fingerprint?: string | undefined;
}

/** The keys of the TXT record: at most nine characters each (RFC 6763, section 6.4). */
export function serviceText(facts: ServiceFacts): Readonly<Record<string, string>> {
  return {
    // The version of this list (RFC 6763, section 6.7).
    txtvers: '1',
    protocol: String(facts.protocol),
    tls: facts.encrypted ? 'yes' : 'no',
    code: facts.code ? 'yes' : 'no',
    ...(facts.fingerprint === undefined ? {} : { key: facts.fingerprint }),
  };
}

/** Reads the strings of a TXT record. The first of a key counts; capitals do not (RFC 6763, section 6.4). */
export function readServiceText(strings: readonly string[]): ServiceFacts {
  const pairs = new Map<string, string>();
  for (const text of strings) {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (key === undefined || value === undefined) continue;
    if (!pairs.has(key.toLowerCase())) pairs.set(key.toLowerCase(), value);
  }
  const protocol = Number(pairs.get('protocol') ?? '1');
  const fingerprint = pairs.get('key');
  return {
    protocol: Number.isSafeInteger(protocol) && protocol > 0 ? protocol : 1,
    encrypted: pairs.get('tls') === 'yes',
    code: pairs.get('code') === 'yes',
    ...(fingerprint !== undefined && /^[\w-]{43}$/.test(fingerprint) ? { fingerprint } : {}),
  };
}

/** A name that fits: without control characters, cut between characters. `undefined` if nothing is left. */
export function serviceName(text: string): string | undefined {
  let name = '';
  for (const character of text.replaceAll(/\p{Control}+/gu, ' ').trim()) {
    if (Buffer.byteLength(name + character) > MOST_NAME_BYTES) break;
    name += character;
  }
  return name === '' ? undefined : name;
}
