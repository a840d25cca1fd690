import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const LINE_FEED = 10;
/** `{"end":true,"crc32":"` 8 digits `"}` and a line feed. */
const CLOSING_LINE_BYTES = 32;

/** Where the bytes of an answer came from. */
export interface Answer {
  readonly source: 'cache' | 'disk';
}

interface Header {
  readonly ok: boolean;
  readonly length: number;
  readonly source: 'cache' | 'disk';
}

/** A native connection that is kept and pipelined. It throws the files' bytes away. */
export class NativeConnection {
  readonly #socket: Socket;
  readonly #waiting: PromiseWithResolvers<Answer>[] = [];
  /** The part of a header line that has arrived. */
  #line: Buffer = Buffer.alloc(0);
  #header: Header | undefined;
  /** Bytes of the body and its closing line that are still to come. */
  #missing = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => {
      try {
        this.#take(chunk);
      } catch (error) {
        socket.destroy(error as Error);
      }
    });
    socket.on('error', (error) => {
      this.#fail(error);
    });
    socket.on('close', () => {
      this.#fail(new Error('The server closed a connection.'));
    });
  }

  static async open(port: number): Promise<NativeConnection> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    return new NativeConnection(socket);
  }

  /** Requests that have no answer yet; the server stops reading at 64. */
  get outstanding(): number {
    return this.#waiting.length;
  }

  /** @throws Error if the server refuses the file or the connection is lost */
  get(name: string): Promise<Answer> {
    const waiting = Promise.withResolvers<Answer>();
    this.#waiting.push(waiting);
    this.#socket.write(`${JSON.stringify({ op: 'get', name })}\n`);
    return waiting.promise;
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    let rest = chunk;
    while (rest.length > 0) {
      if (this.#header === undefined) {
        const end = rest.indexOf(LINE_FEED);
        const part = end === -1 ? rest : rest.subarray(0, end);
        this.#line = this.#line.length === 0 ? part : Buffer.concat([this.#line, part]);
        if (end === -1) return;
        this.#header = headerOf(this.#line);
        this.#line = Buffer.alloc(0);
        this.#missing = this.#header.length + CLOSING_LINE_BYTES;
        rest = rest.subarray(end + 1);
      }
      const taken = Math.min(this.#missing, rest.length);
      this.#missing -= taken;
      rest = rest.subarray(taken);
      if (this.#missing > 0) return;
      const { source } = this.#header;
      this.#header = undefined;
      this.#waiting.shift()!.resolve({ source });
    }
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}

function headerOf(line: Buffer): Header {
  const header = JSON.parse(line.toString()) as Header;
  if (!header.ok) throw new Error(`The server answered: ${line.toString()}`);
  return header;
}
