import { checkServerIdentity, connect } from 'node:tls';
import type { ConnectionOptions, TLSSocket } from 'node:tls';
import type { TcpNetConnectOpts } from 'node:net';
import { formatEndpoint, type Endpoint } from '../../../shared/endpoint.ts';
import { FailureError } from '../../../shared/failure.ts';
import type { ConnectionLayer } from '../remote/connection-layer.ts';
import type { TlsOptions } from '../server-access.ts';
import { fingerprintOfKey } from '../../tls/key-fingerprint.ts';
import { changedKey } from '../client-failures.ts';
import { judgeKey, type ShownKey } from './judge-key.ts';
import { identityOf, serverNameFor } from './server-name.ts';
import { tlsSessions } from './tls-sessions.ts';

/** The protocol's name in a handshake (ALPN, RFC 7301). */
const PROTOCOL_NAME = 'fifolio/1';

/** Encrypted connections to a server, given out only once its key is accepted. */
export function tlsLayer(server: Endpoint, { key }: TlsOptions): ConnectionLayer<TLSSocket> {
  const known = tlsSessions.get(server);
  const address = formatEndpoint(server);
  return {
    readyEvent: 'secureConnect',
    connect: (options) => connect(connectionOptions(options, known?.session)),
    check: (socket) => {
      // As long as nothing is written, nothing is given away.
      const shown = socket.isSessionReused() ? known?.shown : shownKey(socket, server.host);
      if (shown === undefined) throw new FailureError({ code: 'no-certificate', address });
      const verdict = judgeKey(shown, key);
      if (verdict !== 'accepted') {
        tlsSessions.forget(server);
        const { fingerprint } = shown;
        throw verdict === 'changed' && key !== undefined
          ? changedKey(address, fingerprint, key)
          : new FailureError({ code: 'unknown-key', address, fingerprint });
      }
      socket.on('session', (session) => tlsSessions.put(server, { session, shown }));
      socket.setNoDelay(true);
    },
    describe: (error, isConnected) => (isConnected ? handshakeError(address, error) : undefined),
  };
}

function connectionOptions(
  options: TcpNetConnectOpts,
  session: Uint8Array | undefined,
): ConnectionOptions {
  const { host = 'localhost' } = options;
  const servername = serverNameFor(host);
  return {
    ...options,
    ALPNProtocols: [PROTOCOL_NAME],
    minVersion: 'TLSv1.2',
    // The check is ours: a key that is expected needs no authority.
    rejectUnauthorized: false,
    ...(servername === undefined ? {} : { servername }),
    ...(session === undefined ? {} : { session: Buffer.from(session) }),
  };
}

function shownKey(socket: TLSSocket, host: string): ShownKey | undefined {
  // Asked once: in Node 22, this takes the certificate from the connection, and the next call finds none.
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return undefined;
  return {
    fingerprint: fingerprintOfKey(certificate.publicKey.export({ type: 'spki', format: 'der' })),
    isVouchedFor:
      socket.authorized &&
      checkServerIdentity(identityOf(host), certificate.toLegacyObject()) === undefined,
  };
}

/** What a connection ended with that was made, but never became encrypted. */
function handshakeError(address: string, error: Error): FailureError {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (error instanceof FailureError) return error;
  if (code.startsWith('ERR_SSL_') || code === 'EPROTO') {
    return new FailureError({ code: 'not-encrypting', address }, { cause: error });
  }
  const systemCode = code === '' ? {} : { systemCode: code };
  return new FailureError({ code: 'lost-in-handshake', address, ...systemCode }, { cause: error });
}
