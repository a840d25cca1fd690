import { generateKeyPairSync } from 'node:crypto';
import { signOwnCertificate } from '../../src/engine/tls/self-signed.ts';
import type { TlsKeyPair } from '../../src/engine/tls/tls-key-pair.ts';

const DAY_MS = 24 * 3_600_000;

/** A key pair that nobody else has, for a server of tests. */
export function newTlsIdentity(
  from = new Date(Date.now() - DAY_MS),
  until = new Date(Date.now() + DAY_MS),
): TlsKeyPair {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    certificate: signOwnCertificate(privateKey, {
      commonName: 'test',
      names: ['localhost', '127.0.0.1'],
      from,
      until,
    }),
  };
}

/** One for all tests of a file. */
export const TLS_IDENTITY = newTlsIdentity();
