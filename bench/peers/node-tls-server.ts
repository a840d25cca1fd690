/**
 * The least that Node can do in TLS: answers from memory, with `tls.Server` and nothing else. Run with a
 * port, a folder, a key file and a certificate file.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createServer, type TLSSocket } from 'node:tls';

const [port, folder = '', keyFile = '', certificateFile = ''] = process.argv.slice(2);
const STEP_BYTES = 1024 * 1024;

const answers = new Map(
  readdirSync(folder).map((name) => {
    const body = readFileSync(path.join(folder, name));
    const head = `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n`;
    return [`/${name}`, Buffer.concat([Buffer.from(head), body])];
  }),
);

createServer(
  {
    key: readFileSync(keyFile),
    cert: readFileSync(certificateFile),
    ALPNProtocols: ['http/1.1'],
    noDelay: true,
  },
  (socket: TLSSocket) => {
    socket.on('error', () => undefined);
    socket.on('data', (request: Buffer) => {
      const target = request.toString('latin1').split(' ')[1]!.split('?')[0]!;
      const answer = answers.get(target);
      if (answer === undefined) socket.destroy();
      else send(socket, answer, 0);
    });
  },
)
  .on('tlsClientError', () => undefined)
  .listen(Number(port), '127.0.0.1');

function send(socket: TLSSocket, answer: Buffer, from: number): void {
  const end = Math.min(answer.length, from + STEP_BYTES);
  socket.write(answer.subarray(from, end), () => {
    if (end < answer.length) send(socket, answer, end);
  });
}
