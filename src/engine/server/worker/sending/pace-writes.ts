import type { Socket } from 'node:net';
import type { RateLimit } from '../../../rate/rate-limit.ts';
import type { Bytes } from '../../../../shared/units.ts';

/** What Node itself passes along with bytes. */
const BYTES = 'buffer' as BufferEncoding;

type Done = (error?: Error | null) => void;

/**
 * Has all that is written to a socket from now on wait for its turn, in pieces. What is written waits in
 * the socket as it does for a slow client, so whoever writes need not know. A TLS socket writes past the
 * one below it: it is to be paced itself.
 *
 * @param limits - each is kept to; at least one
 */
export function paceWrites(socket: Socket, limits: readonly RateLimit[]): void {
  const write = socket._write.bind(socket);

  function send(pieces: Iterator<Buffer, void>, done: Done): void {
    const next = pieces.next();
    if (next.done === true) {
      done();
      return;
    }
    const piece = next.value;
    const waitMs = Math.max(...limits.map((limit) => limit.reserve(piece.length)));
    const go = (): void => {
      write(piece, BYTES, (error) => {
        if (error) done(error);
        else send(pieces, done);
      });
    };
    if (waitMs < 1) go();
    else wait(socket, waitMs, go);
  }

  socket._write = (chunk: string | Buffer, encoding, done) => {
    send(piecesOf([{ chunk, encoding }], limits), done);
  };
  socket._writev = (chunks: readonly Written[], done) => {
    send(piecesOf(chunks, limits), done);
  };
}

/** The connection is not idle meanwhile. `next` is called at once when the socket closes. */
function wait(socket: Socket, waitMs: number, next: () => void): void {
  const { timeout = 0 } = socket;
  socket.setTimeout(0);
  const end = (): void => {
    clearTimeout(timer);
    socket.off('close', end);
    socket.setTimeout(timeout);
    next();
  };
  const timer = setTimeout(end, waitMs);
  socket.once('close', end);
}

interface Written {
  readonly chunk: string | Buffer;
  readonly encoding: BufferEncoding;
}

function* piecesOf(
  chunks: readonly Written[],
  limits: readonly RateLimit[],
): Generator<Buffer, void> {
  for (const { chunk, encoding } of chunks) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk;
    for (let from: Bytes = 0; from < bytes.length;) {
      const end = from + Math.min(...limits.map(({ pieceBytes }) => pieceBytes));
      yield bytes.subarray(from, end);
      from = end;
    }
  }
}
