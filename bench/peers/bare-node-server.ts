/**
 * The least that a Node server can do: it writes the same Buffer for every line that it receives.
 * Run with a port and a file.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

const LINE_FEED = 0x0a;
const [port, file = ''] = process.argv.slice(2);
const body = readFileSync(file);

createServer({ noDelay: true }, (socket) => {
  socket.on('data', (chunk: Buffer) => {
    for (const byte of chunk) if (byte === LINE_FEED) socket.write(body);
  });
  // A client that is gone is no concern of this server.
  socket.on('error', () => undefined);
}).listen(Number(port), '127.0.0.1');
