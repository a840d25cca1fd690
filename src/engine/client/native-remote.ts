import type { Answered, StatsAnswer } from '../dialects/native-answer.ts';
import {
  decodeFilesHeader,
  decodeFilesLine,
  decodeHello,
  decodeListHeader,
  decodeListLine,
  decodeStats,
} from '../dialects/native-answer-decoder.ts';
import type { NativeRequestFields } from '../dialects/native-request.ts';
import { clientErrors } from './client-error.ts';
import type { NativeConnection } from './native-connection.ts';
import type {
  FilesOptions,
  Remote,
  RemoteCache,
  RemoteFiles,
  RemoteServer,
} from './remote-types.ts';

/** A greeted server, spoken to in the native dialect. */
export class NativeRemote implements Remote {
  readonly dialect = 'native';
  readonly address: string;
  readonly server: RemoteServer;
  readonly #connection: NativeConnection;

  constructor(connection: NativeConnection, server: RemoteServer) {
    this.#connection = connection;
    this.server = server;
    this.address = connection.address;
  }

  async list(): Promise<RemoteCache> {
    const { header, lines } = await askForLines(this.#connection, {
      request: { op: 'list' },
      decodeHeader: decodeListHeader,
      decodeLine: decodeListLine,
    });
    return { entries: lines, capacityBytes: header.capacity, usedBytes: header.used };
  }

  async files(options: FilesOptions = {}): Promise<RemoteFiles> {
    const { prefix, recursive, limit } = options;
    const { header, lines } = await askForLines(this.#connection, {
      request: {
        op: 'files',
        ...(prefix === undefined ? {} : { prefix }),
        ...(recursive === undefined ? {} : { recursive }),
        ...(limit === undefined ? {} : { limit }),
      },
      decodeHeader: decodeFilesHeader,
      decodeLine: decodeFilesLine,
    });
    return { files: lines, truncated: header.truncated, skipped: header.skipped };
  }

  stats(): Promise<StatsAnswer> {
    return askForLine(this.#connection, { op: 'stats' }, decodeStats);
  }

  close(): void {
    this.#connection.close();
  }
}

/** Greets a server. Rejects as the connection or the decoder do. */
export function greet(connection: NativeConnection): Promise<RemoteServer> {
  return askForLine(connection, { op: 'hello' }, decodeHello);
}

/** Sends a request whose answer is one line. */
function askForLine<T>(
  connection: NativeConnection,
  request: NativeRequestFields,
  decode: (line: Uint8Array) => Answered<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    connection.request(request, {
      onLine: (line) => {
        const answered = decode(line);
        if (answered.ok) resolve(answered.answer);
        else reject(clientErrors.refused('', answered.refusal.code, answered.refusal.message));
        return 'done';
      },
      onBody: () => undefined,
      onFailed: reject,
    });
  });
}

interface LinesRequest<Header, Line> {
  readonly request: NativeRequestFields;
  readonly decodeHeader: (line: Uint8Array) => Answered<Header>;
  readonly decodeLine: (line: Uint8Array) => Line;
}

/** Sends a request whose answer is a header with a count, and so many lines. */
function askForLines<Header extends { readonly count: number }, Line>(
  connection: NativeConnection,
  { request, decodeHeader, decodeLine }: LinesRequest<Header, Line>,
): Promise<{ header: Header; lines: readonly Line[] }> {
  return new Promise((resolve, reject) => {
    let header: Header | undefined;
    const lines: Line[] = [];
    connection.request(request, {
      onLine: (line) => {
        if (header === undefined) {
          const answered = decodeHeader(line);
          if (!answered.ok) {
            reject(clientErrors.refused('', answered.refusal.code, answered.refusal.message));
            return 'done';
          }
          header = answered.answer;
        } else {
          lines.push(decodeLine(line));
        }
        if (lines.length < header.count) return 0;
        resolve({ header, lines });
        return 'done';
      },
      onBody: () => undefined,
      onFailed: reject,
    });
  });
}
