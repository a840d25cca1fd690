/**
 * The least that a server in Node can do: two threads that answer every request line with the same
 * bytes, without looking at it. Run with a port, the length of the answers, and `keep` or `close`.
 */
import { createServer } from 'node:net';
import { Worker, isMainThread, workerData } from 'node:worker_threads';

/** Elsewhere several threads cannot listen on one port. */
const THREADS = process.platform === 'linux' ? 2 : 1;
const LINE_FEED = 0x0a;

if (isMainThread) {
  for (let thread = 0; thread < THREADS; thread++) {
    new Worker(new URL(import.meta.url), { workerData: process.argv.slice(2) });
  }
} else {
  const [port, bytes, mode] = workerData as string[];
  const answer = Buffer.alloc(Number(bytes), '{');
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on('data', (chunk: Buffer) => {
      if (mode === 'close') socket.end(answer);
      else for (const byte of chunk) if (byte === LINE_FEED) socket.write(answer);
    });
    // A client that is gone is no concern of this server.
    socket.on('error', () => undefined);
  });
  server.listen({ port: Number(port), host: '127.0.0.1', reusePort: THREADS > 1 });
}
