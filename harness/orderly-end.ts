import type { Socket } from 'node:net';

const NO_BYTES = new Uint8Array(0);

/**
 * Whether a socket that has emitted `end` was ended in order, and not reset. libuv before 1.52 takes a
 * reset that arrives with data for an end; the next write, even of nothing, tells them apart. Where the
 * sending side is closed already, nothing can tell, and the end is taken for one.
 */
export function isOrderlyEnd(socket: Socket): Promise<boolean> {
  if (!socket.writable) return Promise.resolve(true);
  return new Promise((resolve) => {
    socket.write(NO_BYTES, (error) => resolve(!error));
  });
}
