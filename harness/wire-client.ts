import { connect, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { crc32 } from 'node:zlib';
import { isOrderlyEnd } from './orderly-end.ts';

/** What a server sent in answer to one `get`. */
export interface Fetched {
  readonly header: Record<string, unknown>;
  readonly body: Buffer;
  readonly closing: Record<string, unknown>;
}

/** The connection ended before what was waited for had arrived. */
export class EndedError extends Error {
  override readonly name = 'EndedError';
}

/**
 * A client on a bare socket, written against the description of the wire and not with the code that
 * is tested. It reads only when asked to, so that a test can be as slow as it likes.
 */
export class WireClient {
  readonly socket: Socket;
  #held: Buffer = Buffer.alloc(0);
  #failure: Error | undefined;
  /** In order, and not by a reset. */
  #ended = false;
  #wake = Promise.withResolvers<undefined>();

  /** `transport`: the socket below, where `socket` is TLS. */
  private constructor(socket: Socket, transport = socket) {
    this.socket = socket;
    for (const each of new Set([socket, transport])) {
      each.on('error', (error) => {
        this.#failure ??= error;
      });
    }
    socket.on('end', () => {
      void isOrderlyEnd(transport).then((isOrderly) => {
        if (isOrderly) this.#end();
      });
    });
    for (const event of ['readable', 'error', 'close']) socket.on(event, () => this.#wakeUp());
  }

  #end(): void {
    this.#ended = true;
    this.#wakeUp();
  }

  #wakeUp(): void {
    this.#wake.resolve(undefined);
    this.#wake = Promise.withResolvers();
  }

  /** Connects; `localAddress` picks the address the server sees. */
  static async connect(port: number, host = '127.0.0.1'): Promise<WireClient> {
    const socket = connect({ port, host, allowHalfOpen: true, noDelay: true });
    const client = new WireClient(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return client;
  }

  /** Connects inside of TLS; whoever answers is taken for the server. */
  static async encrypted(port: number, options: ConnectionOptions = {}): Promise<WireClient> {
    const below = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    // A socket of its own: that of `tls.connect` could not be half open.
    const socket = connectTls({ socket: below, rejectUnauthorized: false, ...options });
    const client = new WireClient(socket, below);
    await new Promise<void>((resolve, reject) => {
      socket.once('secureConnect', resolve);
      socket.once('error', reject);
      socket.once('close', () => reject(new Error('closed during the handshake')));
    });
    return client;
  }

  get failure(): Error | undefined {
    return this.#failure;
  }

  send(data: string | Uint8Array): void {
    this.socket.write(data);
  }

  /** Sends requests as lines of JSON. */
  ask(...requests: readonly object[]): void {
    this.send(requests.map((request) => `${JSON.stringify(request)}\n`).join(''));
  }

  /** Closes the sending side only, as `nc -N` does. */
  endInput(): void {
    this.socket.end();
  }

  close(): void {
    this.socket.destroy();
  }

  async readLine(): Promise<string> {
    for (;;) {
      const end = this.#held.indexOf(0x0a);
      if (end !== -1) {
        const line = this.#held.toString('utf8', 0, end);
        this.#held = this.#held.subarray(end + 1);
        return line;
      }
      this.#held = Buffer.concat([this.#held, await this.#more()]);
    }
  }

  async readJson(): Promise<Record<string, unknown>> {
    return JSON.parse(await this.readLine()) as Record<string, unknown>;
  }

  /** The next bytes as they come, for bodies that nobody wants to hold as a whole. */
  async *readPieces(count: number): AsyncGenerator<Buffer, void, undefined> {
    let missing = count;
    while (missing > 0) {
      const chunk = this.#held.length > 0 ? this.#held : await this.#more();
      const piece = chunk.subarray(0, missing);
      this.#held = chunk.subarray(piece.length);
      missing -= piece.length;
      yield piece;
    }
  }

  async readBytes(count: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for await (const piece of this.readPieces(count)) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  /** Everything up to the server's end of sending; fails when the connection was reset. */
  async readToEnd(): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for await (const piece of this.readPiecesToEnd()) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  /** As {@link readToEnd}, without keeping it. */
  async *readPiecesToEnd(): AsyncGenerator<Buffer, void, undefined> {
    const held = this.#held;
    this.#held = Buffer.alloc(0);
    yield held;
    for (;;) {
      let piece: Buffer;
      try {
        piece = await this.#more();
      } catch (error) {
        if (error instanceof EndedError) return;
        throw error;
      }
      yield piece;
    }
  }

  /** Resolves when the connection was cut, with whatever arrived before. */
  async readUntilCut(): Promise<Buffer> {
    const parts: Buffer[] = [this.#held];
    this.#held = Buffer.alloc(0);
    for (;;) {
      try {
        parts.push(await this.#more());
      } catch {
        return Buffer.concat(parts);
      }
    }
  }

  /** Reads the answer to one `get`, which must not be a refusal. */
  async readFetched(): Promise<Fetched> {
    const header = await this.readJson();
    if (header['ok'] !== true) throw new Error(`refused: ${JSON.stringify(header)}`);
    const body = await this.readBytes(header['length'] as number);
    return { header, body, closing: await this.readJson() };
  }

  async get(name: string, fields: object = {}): Promise<Fetched> {
    this.ask({ op: 'get', name, ...fields });
    return this.readFetched();
  }

  /** One request whose answer is one line. */
  async askFor(request: object): Promise<Record<string, unknown>> {
    this.ask(request);
    return this.readJson();
  }

  /** The lines of a listing, with its header. */
  async list(request: object = { op: 'list' }): Promise<{
    readonly header: Record<string, unknown>;
    readonly lines: readonly Record<string, unknown>[];
  }> {
    const header = await this.askFor(request);
    const lines: Record<string, unknown>[] = [];
    const { count, folders = 0 } = header;
    const total = count === undefined ? undefined : Number(count) + Number(folders);
    while (lines.length !== total) {
      const line = await this.readJson();
      if (line['end'] === true) break;
      lines.push(line);
    }
    return { header, lines };
  }

  async #more(): Promise<Buffer> {
    for (;;) {
      const { promise } = this.#wake;
      const chunk = this.socket.read() as Buffer | null;
      if (chunk !== null) return chunk;
      if (this.#failure !== undefined) throw this.#failure;
      if (this.#ended || this.socket.destroyed) throw new EndedError('ended');
      await promise;
    }
  }
}

/** What the closing line must say of a body. */
export function checksumOf(body: Uint8Array): string {
  return crc32(body).toString(16).padStart(8, '0');
}
