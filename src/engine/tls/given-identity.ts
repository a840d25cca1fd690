import { readFileSync } from 'node:fs';
import { TlsIdentityError } from './tls-identity-error.ts';
import { identityOf, readKeyPair, type TlsIdentity } from './tls-key-pair.ts';

/** Files of the user's own, in PEM; both may be the same. */
export interface IdentityFiles {
  /** The certificate, and after it those that lead to a known authority, if any. */
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** @throws TlsIdentityError where a file cannot be read or used, or the two do not belong together. */
export function loadIdentity({ certificateFile, keyFile }: IdentityFiles): TlsIdentity {
  const pair = { key: readText(keyFile), certificate: readText(certificateFile) };
  const { privateKey, x509 } = readKeyPair(pair);
  if (x509 === undefined) {
    throw TlsIdentityError.unusable(certificateFile, 'it holds no certificate in PEM');
  }
  if (privateKey === undefined) {
    const what = 'it holds no private key in PEM, or one that is protected by a passphrase';
    throw TlsIdentityError.unusable(keyFile, what);
  }
  if (!x509.checkPrivateKey(privateKey)) throw TlsIdentityError.mismatch(certificateFile, keyFile);
  return identityOf(pair, x509);
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch (error) {
    throw TlsIdentityError.unreadable(path, error);
  }
}
