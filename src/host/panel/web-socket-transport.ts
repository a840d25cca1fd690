import type { WebSocket } from 'ws';
import { createTransportInbox } from '../../shared/transport-inbox.ts';
import type { Transport } from '../../shared/transport.ts';
import { MIB, type Bytes } from '../../shared/units.ts';

/** A panel that lets this much pile up is not there any more; it comes back by itself if it is. */
const MAX_BUFFERED: Bytes = 16 * MIB;

/** "Unsupported data" and "try again later" of RFC 6455, section 7.4.1, and its registry. */
const UNSUPPORTED_DATA = 1003;
const TRY_AGAIN_LATER = 1013;

/** A panel's connection over a WebSocket: each message one text frame of JSON. */
export function createWebSocketTransport(socket: WebSocket): Transport {
  const { receive, end, onMessage, onClose } = createTransportInbox();
  if (socket.readyState === socket.CLOSED) end();

  socket.on('message', (data: Buffer, isBinary: boolean) => {
    let message: unknown;
    try {
      if (isBinary) throw new TypeError('not text');
      message = JSON.parse(data.toString('utf8'));
    } catch {
      socket.close(UNSUPPORTED_DATA);
      return;
    }
    receive(message);
  });
  // `close` follows an error (a message too large, a reset): that is where it is reported.
  socket.on('error', () => undefined);
  socket.once('close', end);

  return {
    send(message) {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > MAX_BUFFERED) socket.close(TRY_AGAIN_LATER);
      else socket.send(JSON.stringify(message));
    },
    onMessage,
    onClose,
    close() {
      socket.close();
    },
  };
}
