import { readFileSync } from 'node:fs';
import { FailureError } from '../../shared/failure.ts';
import { fileFailure } from './identity-failures.ts';
import { identityOf, readKeyPair, type TlsIdentity } from './tls-key-pair.ts';

/** Files of the user's own, in PEM; both may be the same. */
export interface IdentityFiles {
  /** The certificate, and after it those that lead to a known authority, if any. */
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** @throws FailureError where a file cannot be read or used, or the two do not belong together. */
export function loadIdentity({ certificateFile, keyFile }: IdentityFiles): TlsIdentity {
  const pair = { key: readText(keyFile), certificate: readText(certificateFile) };
  const { privateKey, x509 } = readKeyPair(pair);
  if (x509 === undefined) {
    throw unusable(certificateFile, 'certificate');
  }
  if (privateKey === undefined) throw unusable(keyFile, 'private-key');
  if (!x509.checkPrivateKey(privateKey)) {
    throw new FailureError({ code: 'identity-files-differ', certificateFile, keyFile });
  }
  return identityOf(pair, x509);
}

function unusable(path: string, lacks: 'certificate' | 'private-key'): FailureError {
  return new FailureError({ code: 'identity-file-unusable', path, lacks });
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch (error) {
    throw fileFailure('identity-file-unreadable', path, error);
  }
}
