import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { TLSSocket } from 'node:tls';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { crc32 } from 'node:zlib';
import type { TestCertificate } from './certificates.ts';

export interface DoubleRequest {
  readonly op: string;
  readonly name?: string;
  readonly from?: number;
  readonly tag?: string;
  readonly crc32?: boolean;
  readonly prefix?: string;
}

export interface NativeDoubleOptions {
  /** Content by name; may be changed while it runs. */
  readonly files?: Map<string, Uint8Array>;
  readonly tagOf?: (name: string) => string;
  /** Ends a connection after so many bytes that were sent on it, or lets it be. Connections count from 0. */
  readonly cutAfter?: (connection: number) => number | undefined;
  readonly cutBy?: 'end' | 'reset';
  /** Another answer instead of the usual; `undefined` for the usual. */
  readonly answer?: (request: DoubleRequest, nth: number) => Uint8Array | string | undefined;
  /** Whether to send half of the answer, and then nothing more on that connection. */
  readonly stallAt?: (request: DoubleRequest) => boolean;
  /** Encrypts, with these. */
  readonly tls?: TestCertificate;
  /** How to cut what is sent into writes. */
  readonly chunk?: (bytes: Uint8Array) => Iterable<Uint8Array>;
}

/** A hand-written server of the native dialect, with faults on demand. Shares no code with the client. */
export class NativeDouble {
  readonly requests: DoubleRequest[] = [];
  readonly files: Map<string, Uint8Array>;
  connections = 0;
  /** Under TLS: how each handshake went. */
  readonly handshakes: { readonly name: string | false; readonly isResumed: boolean }[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(options: NativeDoubleOptions = {}) {
    this.files = options.files ?? new Map<string, Uint8Array>();
    const { tls } = options;
    const common = { allowHalfOpen: true, noDelay: true };
    this.#server =
      tls === undefined
        ? createServer(common, (socket) => {
            this.#serve(socket, options);
          })
        : createTlsServer({ ...common, ...tls, ALPNProtocols: ['fifolio/1'] }, (socket) => {
            this.#noteHandshake(socket);
            this.#serve(socket, options);
          });
    // Under TLS these are not yet those that are served, and may never be.
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  async listen(port = 0): Promise<this> {
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Gives its port away; those who are connected are served on. */
  stopListening(): void {
    this.#server.close();
  }

  async close(): Promise<void> {
    if (!this.#server.listening) {
      for (const socket of this.#sockets) socket.destroy();
      return;
    }
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #noteHandshake(socket: TLSSocket): void {
    const { servername } = socket as { readonly servername?: string | false | null };
    this.handshakes.push({ name: servername ?? false, isResumed: socket.isSessionReused() });
  }

  #serve(socket: Socket, options: NativeDoubleOptions): void {
    const cutAfter = options.cutAfter?.(this.connections);
    this.connections += 1;
    socket.on('error', () => undefined);
    socket.on('end', () => socket.end());
    let sent = 0;
    let stalled = false;
    const cut = (): void => {
      if (options.cutBy === 'reset') socket.resetAndDestroy();
      else socket.end();
    };
    if (cutAfter === 0) cut();
    const send = (bytes: Uint8Array): void => {
      const whole = cutAfter === undefined || sent + bytes.length < cutAfter;
      const part = whole ? bytes : bytes.subarray(0, Math.max(0, cutAfter - sent));
      sent += part.length;
      if (socket.writableEnded || socket.destroyed) return;
      for (const chunk of options.chunk?.(part) ?? [part]) socket.write(chunk);
      if (!whole) {
        if (options.cutBy === 'reset') socket.write('', cut);
        else cut();
      }
    };
    // Errors of the socket are passed on by the interface.
    const lines = createInterface({ input: socket }).on('error', () => undefined);
    lines.on('line', (line) => {
      const request = JSON.parse(line) as DoubleRequest;
      const nth = this.requests.push(request) - 1;
      const answer = options.answer?.(request, nth) ?? this.#answer(request, options);
      const bytes = typeof answer === 'string' ? Buffer.from(answer) : answer;
      if (stalled) return;
      stalled = options.stallAt?.(request) === true;
      send(stalled ? bytes.subarray(0, bytes.length / 2) : bytes);
    });
  }

  #answer(request: DoubleRequest, options: NativeDoubleOptions): Uint8Array | string {
    if (request.op === 'hello') return HELLO;
    if (request.op === 'files') {
      const names = [...this.files.keys()].filter((name) => name.startsWith(request.prefix ?? ''));
      const lines = names.map((name) => ({
        name,
        size: this.files.get(name)?.length,
        modifiedAt: DATE,
        cached: false,
      }));
      const head = { ok: true, count: lines.length, truncated: false, skipped: 0 };
      return [head, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('');
    }
    if (request.op !== 'get') return '{"ok":false,"error":"bad-request","message":"What?"}\n';
    const { name = '', from = 0 } = request;
    const content = this.files.get(name);
    if (content === undefined) {
      return '{"ok":false,"error":"not-found","message":"There is no such file."}\n';
    }
    const tag = options.tagOf?.(name) ?? 'v1';
    if (request.tag !== undefined && request.tag !== tag) {
      return `{"ok":false,"error":"changed","message":"It changed.","tag":"${tag}"}\n`;
    }
    return fileAnswer({ name, content, from, tag, withCrc: request.crc32 !== false });
  }
}

const DATE = '2026-01-02T03:04:05.000Z';

export const HELLO =
  '{"ok":true,"server":"fifolio","version":"9.9.9","protocol":1,"ops":["hello","get","list","files","stats"],"limits":{}}\n';

export function fileAnswer(file: {
  readonly name: string;
  readonly content: Uint8Array;
  readonly from?: number;
  readonly tag?: string;
  readonly withCrc?: boolean;
  readonly crc?: string;
  readonly modifiedAt?: string;
}): Buffer {
  const { name, content, from = 0, tag = 'v1', withCrc = true } = file;
  const body = content.subarray(from);
  const header = {
    ok: true,
    name,
    size: content.length,
    from,
    length: body.length,
    modifiedAt: file.modifiedAt ?? DATE,
    tag,
    source: 'disk',
  };
  const crc = file.crc ?? crc32(body).toString(16).padStart(8, '0');
  const closing = withCrc ? { end: true, crc32: crc } : { end: true };
  return Buffer.concat([
    Buffer.from(`${JSON.stringify(header)}\n`),
    body,
    Buffer.from(`${JSON.stringify(closing)}\n`),
  ]);
}
