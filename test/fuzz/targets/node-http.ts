import { createServer, type IncomingMessage, type Server } from 'node:http';
import { Duplex } from 'node:stream';
import { setImmediate as laterTurn } from 'node:timers/promises';

/** A message that was read to its end. */
export interface HttpMessage {
  readonly method: string;
  readonly target: string;
  readonly content: Buffer;
}

/** What Node's HTTP server makes of bytes on one connection: the messages that are whole, in order. */
export class NodeHttp {
  readonly #server: Server;
  #messages: { readonly request: IncomingMessage; readonly chunks: Buffer[] }[] = [];

  constructor() {
    const take = (request: IncomingMessage): void => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('error', () => undefined);
      this.#messages.push({ request, chunks });
    };
    // Nothing is answered: an answer could end the connection before everything was read.
    this.#server = createServer({
      maxHeaderSize: 128 * 1024,
      requestTimeout: 0,
      headersTimeout: 0,
    });
    this.#server.maxHeadersCount = 0;
    for (const event of ['request', 'checkContinue', 'checkExpectation'])
      this.#server.on(event, take);
    this.#server.on('clientError', (_, socket) => socket.destroy());
  }

  async read(bytes: Buffer): Promise<HttpMessage[]> {
    this.#messages = [];
    const socket = new Duplex({
      read: () => undefined,
      write: (_chunk, _encoding, done) => done(),
    });
    socket.on('error', () => undefined);
    this.#server.emit('connection', socket);
    socket.push(bytes);
    await laterTurn();
    const whole = this.#messages.filter(({ request }) => request.complete);
    const messages = whole.map(({ request: { method = '', url = '' }, chunks }) => ({
      method,
      target: url,
      content: Buffer.concat(chunks),
    }));
    socket.destroy();
    return messages;
  }
}
