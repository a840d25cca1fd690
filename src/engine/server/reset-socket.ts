import type { Socket } from 'node:net';

/**
 * Ends a connection at once, so that the peer sees an error and not the end of an answer; where everything
 * has been written and the end is on its way already, in order.
 *
 * A reset at that moment fails (libuv: EINVAL while shutting down), after which Node neither closes the
 * socket nor tells: its descriptor and whoever waits for `close` would be left for good.
 *
 * @param transport - the socket below, where `socket` is TLS
 */
export function resetSocket(socket: Socket, transport = socket): void {
  if (socket.writableEnded && socket.writableLength === 0) socket.destroy();
  else transport.resetAndDestroy();
}
