import type { Socket } from 'node:net';

/**
 * Writes to a socket; resolves when the bytes are no longer needed. The memory must not change until
 * then: nothing is copied.
 *
 * @throws Error when the socket was closed or failed before the system had taken all bytes.
 */
export function writeChunk(socket: Socket, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(bytes, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}
