import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { fingerprintOfKey, type KeyFingerprint } from './key-fingerprint.ts';

/** A private key and the certificate for it, both as PEM; the certificate may have its chain after it. */
export interface TlsKeyPair {
  readonly key: string;
  readonly certificate: string;
}

/** With what a server says who it is. */
export interface TlsIdentity extends TlsKeyPair {
  readonly fingerprint: KeyFingerprint;
}

/** `x509`: the certificate of the pair, or another one for the same key. */
export function identityOf(pair: TlsKeyPair, { publicKey }: X509Certificate): TlsIdentity {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return { ...pair, fingerprint: fingerprintOfKey(spki) };
}

/** What a pair is made of; each `undefined` where its text does not hold one. */
export function readKeyPair({ key, certificate }: TlsKeyPair): {
  readonly privateKey: KeyObject | undefined;
  readonly x509: X509Certificate | undefined;
} {
  return {
    privateKey: attempt(() => createPrivateKey(key)),
    x509: attempt(() => new X509Certificate(certificate)),
  };
}

function attempt<Value>(make: () => Value): Value | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
