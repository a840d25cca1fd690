import { constants } from 'node:crypto';
import type { SecureContext, SecureContextOptions } from 'node:tls';
import type { TlsKeyPair } from './tls-key-pair.ts';

/** Bytes of the keys that session tickets are sealed with (`ticketKeys` of Node's TLS). */
export const TICKET_KEY_BYTES = 48;

/** How long a session can be resumed, in seconds. */
const SESSION_SECONDS = 7200;

/**
 * With forward secrecy and authenticated encryption only. In the server's order, so that AES-128, which
 * costs the least where the processor has it, comes first, and a phone without it gets ChaCha20.
 */
const CIPHERS = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
].join(':');

/**
 * Of the groups that all versions of OpenSSL know. Its own choice would include numbers of 2048 bits, and
 * curves that take a hundred times as long.
 */
const GROUPS = 'X25519:P-256:P-384';

/**
 * How a server of this program encrypts: TLS 1.2 and 1.3, no renegotiation, no compression (OpenSSL has it
 * off).
 */
export function serverTlsOptions({ key, certificate }: TlsKeyPair): SecureContextOptions {
  return {
    key,
    cert: certificate,
    ciphers: CIPHERS,
    honorCipherOrder: true,
    ecdhCurve: GROUPS,
    minVersion: 'TLSv1.2',
    secureOptions: constants.SSL_OP_NO_RENEGOTIATION | constants.SSL_OP_PRIORITIZE_CHACHA,
  };
}

/**
 * What a server needs for its handshakes.
 *
 * @param ticketKeys - threads that share them resume each other's sessions
 * @throws Error where key and certificate are unusable or do not belong together.
 */
export function createServerContext(pair: TlsKeyPair, ticketKeys: Uint8Array): SecureContext {
  // Not imported: who does not encrypt need not load it.
  return process.getBuiltinModule('node:tls').createSecureContext({
    ...serverTlsOptions(pair),
    sessionIdContext: 'fifolio',
    sessionTimeout: SESSION_SECONDS,
    ticketKeys: Buffer.from(ticketKeys),
  });
}
