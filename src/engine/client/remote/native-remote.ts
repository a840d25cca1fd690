import type { Milliseconds } from '../../../shared/units.ts';
import type { Answered, StatsAnswer } from '../../dialects/native-answer.ts';
import {
  decodeFilesHeader,
  decodeFilesLine,
  decodeFolderLine,
  decodeHello,
  decodeListHeader,
  decodeListLine,
  decodeStats,
} from '../../dialects/native-answer-decoder.ts';
import type { NativeRequestFields } from '../../dialects/native-request.ts';
import { WireError } from '../../dialects/wire-error.ts';
import type { NativeConnection } from './native-connection.ts';
import type {
  FilesOptions,
  Remote,
  RemoteCache,
  RemoteCacheEntry,
  RemoteFile,
  RemoteFiles,
  RemoteFolder,
  RemoteServer,
} from './remote-types.ts';
import { FailureError } from '../../../shared/failure.ts';
import { refusedBy } from '../client-failures.ts';

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
    const entries: RemoteCacheEntry[] = [];
    const header = await askForLines(this.#connection, {
      request: { op: 'list' },
      decodeHeader: decodeListHeader,
      isWhole: ({ count }) => count === 0,
      takeLine: (bytes, { count }) => {
        const line = decodeListLine(bytes);
        if ('name' in line) return entries.push(line) === count;
        if (count === undefined && line.count === entries.length) return true;
        throw new WireError(
          `The cache list ends with a count of ${line.count} after ${entries.length} lines.`,
        );
      },
    });
    return { entries, capacityBytes: header.capacity, usedBytes: header.used };
  }

  async files(options: FilesOptions = {}): Promise<RemoteFiles> {
    const { prefix, recursive, folders, limit } = options;
    const files: RemoteFile[] = [];
    const found: RemoteFolder[] = [];
    const header = await askForLines(this.#connection, {
      request: {
        op: 'files',
        ...(prefix === undefined ? {} : { prefix }),
        ...(recursive === undefined ? {} : { recursive }),
        ...(folders === undefined ? {} : { folders }),
        ...(limit === undefined ? {} : { limit }),
      },
      decodeHeader: decodeFilesHeader,
      isWhole: ({ folders: expected, count }) => expected + count === 0,
      takeLine: (bytes, { folders: expected, count }) => {
        if (found.length < expected) found.push(decodeFolderLine(bytes));
        else files.push(decodeFilesLine(bytes));
        return found.length + files.length === expected + count;
      },
    });
    const { truncated, omitted, unshared } = header;
    return { files, folders: found, truncated, omitted, unshared };
  }

  stats(): Promise<StatsAnswer> {
    return askForLine(this.#connection, { op: 'stats' }, decodeStats);
  }

  async ping(timeoutMs: Milliseconds): Promise<void> {
    let isAnswered = false;
    const timer = setTimeout(() => {
      // The answer may be here already: timers come before sockets in a program that was busy or asleep.
      setImmediate(() => {
        if (isAnswered) return;
        this.#connection.close(
          new FailureError({
            code: 'no-sign-of-life',
            address: this.address,
            timeoutMs,
          }),
        );
      });
    }, timeoutMs);
    try {
      await greet(this.#connection);
    } finally {
      isAnswered = true;
      clearTimeout(timer);
    }
  }

  close(): void {
    this.#connection.close();
  }
}

/** Greets a server. Rejects as the connection or the decoder do. */
export function greet(connection: NativeConnection): Promise<RemoteServer> {
  return askForLine(connection, { op: 'hello' }, decodeHello);
}

/** Sends a request whose answer is one line. Rejects as the connection or the decoder do, and for a refusal. */
export function askForLine<T>(
  connection: NativeConnection,
  request: NativeRequestFields,
  decode: (line: Uint8Array) => Answered<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    connection.request(request, {
      onLine: (line) => {
        const answered = decode(line);
        if (answered.ok) resolve(answered.answer);
        else reject(refusedBy(connection.address, '', answered.refusal));
        return 'done';
      },
      onBody: () => undefined,
      onFailed: reject,
    });
  });
}

interface LinesRequest<Header> {
  readonly request: NativeRequestFields;
  readonly decodeHeader: (line: Uint8Array) => Answered<Header>;
  /** Whether no line follows the header. */
  readonly isWhole: (header: Header) => boolean;
  /** Takes a line behind the header; returns whether it was the last. */
  readonly takeLine: (line: Uint8Array, header: Header) => boolean;
}

/** Sends a request whose answer is a header and lines; resolves to the header when all have come. */
function askForLines<Header>(
  connection: NativeConnection,
  { request, decodeHeader, isWhole, takeLine }: LinesRequest<Header>,
): Promise<Header> {
  return new Promise((resolve, reject) => {
    let header: Header | undefined;
    connection.request(request, {
      onLine: (line) => {
        let isDone: boolean;
        if (header === undefined) {
          const answered = decodeHeader(line);
          if (!answered.ok) {
            reject(refusedBy(connection.address, '', answered.refusal));
            return 'done';
          }
          header = answered.answer;
          isDone = isWhole(header);
        } else {
          isDone = takeLine(line, header);
        }
        if (!isDone) return 0;
        resolve(header);
        return 'done';
      },
      onBody: () => undefined,
      onFailed: reject,
    });
  });
}
