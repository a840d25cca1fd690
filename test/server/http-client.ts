import type { WireClient } from '../../harness/wire-client.ts';
import type { TestServer } from './test-server.ts';

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly fields: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

export interface HttpRequest {
  readonly method?: string;
  readonly minor?: 0 | 1;
  /** Lines without their ends. `Host` is added where there is none. */
  readonly fields?: readonly string[];
}

/** HTTP on a bare socket, written against the RFCs and not with the code that is tested. */
export class HttpClient {
  readonly wire: WireClient;

  private constructor(wire: WireClient) {
    this.wire = wire;
  }

  static async connect(server: TestServer): Promise<HttpClient> {
    return new HttpClient(await server.connect());
  }

  static of(wire: WireClient): HttpClient {
    return new HttpClient(wire);
  }

  ask(target: string, request: HttpRequest = {}): void {
    this.wire.send(requestText(target, request));
  }

  async get(target: string, request: HttpRequest = {}): Promise<HttpAnswer> {
    this.ask(target, request);
    return this.read(request.method);
  }

  /** The next answer, which is one to a request of this method. */
  async read(method = 'GET'): Promise<HttpAnswer> {
    const head = await this.readHead();
    return { ...head, body: await this.readBody(head, method) };
  }

  async readHead(): Promise<Omit<HttpAnswer, 'body'>> {
    const line = await this.#line();
    const [, status] =
      /^HTTP\/1\.1 (\d{3}) [\x20-\x7e]+$/.exec(line) ?? fail(`no status line: ${line}`);
    const fields = new Map<string, string>();
    for (let field = await this.#line(); field !== ''; field = await this.#line()) {
      const [, name, value] =
        /^([A-Za-z-]+): ([\x20-\x7e]*)$/.exec(field) ?? fail(`no field: ${field}`);
      if (fields.has(name!.toLowerCase())) fail(`twice: ${name}`);
      fields.set(name!.toLowerCase(), value!);
    }
    return { status: Number(status), fields };
  }

  async readBody({ status, fields }: Omit<HttpAnswer, 'body'>, method = 'GET'): Promise<Buffer> {
    if (method === 'HEAD' || status === 204 || status === 304 || status < 200) {
      return Buffer.alloc(0);
    }
    if (fields.get('transfer-encoding') === 'chunked') {
      const chunks: Buffer[] = [];
      for (let chunk = await this.readChunk(); chunk.length > 0; chunk = await this.readChunk()) {
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    }
    const length = fields.get('content-length');
    return length === undefined ? this.wire.readToEnd() : this.wire.readBytes(Number(length));
  }

  /** One chunk of content; empty for the last. */
  async readChunk(): Promise<Buffer> {
    const size = await this.#line();
    if (!/^[0-9a-f]+$/.test(size)) fail(`no size of a chunk: ${size}`);
    const chunk = await this.wire.readBytes(Number.parseInt(size, 16));
    if ((await this.#line()) !== '') fail('a chunk without its end');
    return chunk;
  }

  async #line(): Promise<string> {
    const line = await this.wire.readLine();
    return line.endsWith('\r') ? line.slice(0, -1) : fail(`a line without its end: ${line}`);
  }
}

export function requestText(
  target: string,
  { method = 'GET', minor = 1, fields = [] }: HttpRequest = {},
): string {
  const host = fields.some((field) => /^host:/i.test(field)) ? [] : ['Host: localhost'];
  return `${[`${method} ${target} HTTP/1.${minor}`, ...host, ...fields].join('\r\n')}\r\n\r\n`;
}

function fail(message: string): never {
  throw new Error(message);
}
