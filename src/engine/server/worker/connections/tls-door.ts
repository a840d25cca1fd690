import type { Socket } from 'node:net';
import type { SecureContext, TLSSocket } from 'node:tls';
import { createServerContext } from '../../../tls/server-context.ts';
import type { TlsSetup } from '../../thread-messages.ts';

/** `fifolio/1` is the native dialect; a client may as well name none, and be heard as outside of TLS. */
const ALPN_PROTOCOLS = ['http/1.1', 'fifolio/1'];

/** Hands sockets whose clients begin with a handshake over to TLS. */
export class TlsDoor {
  /** Not imported: threads of a server that does not encrypt need not load it. */
  readonly #tls = process.getBuiltinModule('node:tls');
  #context: SecureContext;

  /** @throws Error where key and certificate are unusable. */
  constructor(setup: TlsSetup) {
    this.#context = createServerContext(setup, setup.ticketKeys);
  }

  /**
   * For handshakes from now on.
   *
   * @throws Error where key and certificate are unusable; the previous ones stay.
   */
  replace(setup: TlsSetup): void {
    this.#context = createServerContext(setup, setup.ticketKeys);
  }

  /**
   * Begins the handshake on a socket whose first bytes have been read. From then on the result is what is
   * to be read, written, timed and ended; it owns the socket. A handshake or a record that is wrong ends
   * both, after the alert that says so.
   *
   * @param onFailed - called before that end
   */
  encrypt(socket: Socket, first: Buffer, onFailed: () => void): TLSSocket {
    // Else what is put back would be heard in the clear once more.
    socket.removeAllListeners('data');
    socket.removeAllListeners('timeout');
    socket.setTimeout(0);
    socket.pause();
    socket.unshift(first);
    const encrypted = new this.#tls.TLSSocket(socket, {
      isServer: true,
      secureContext: this.#context,
      ALPNProtocols: ALPN_PROTOCOLS,
    });
    // A `tls.Server` would turn it into `tlsClientError`; without one, only this event tells.
    encrypted.on('_tlsError', () => {
      onFailed();
      encrypted.destroy();
    });
    return encrypted;
  }
}
