/**
 * The least that a server in Node can do: two threads that answer every request with the same bytes,
 * without looking at it. Run with a port, the length of the answers, `keep` or `close`, and how many
 * lines a request has.
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
  const [port, bytes, mode, requestLines] = workerData as string[];
  const answer = Buffer.alloc(Number(bytes), '{');
  const server = createServer({ noDelay: true }, (socket) => {
    let lines = 0;
    socket.on('data', (chunk: Buffer) => {
      if (mode === 'close') {
        socket.end(answer);
        return;
      }
      for (const byte of chunk) {
        if (byte !== LINE_FEED || ++lines < Number(requestLines)) continue;
        lines = 0;
        socket.write(answer);
      }
    });
    // A client that is gone is no concern of this server.
    socket.on('error', () => undefined);
  });
  server.listen({ port: Number(port), host: '127.0.0.1', reusePort: THREADS > 1 });
}
