import type { Bytes, Milliseconds } from '../../../shared/units.ts';
import type { RequestSink, TracedRequest } from '../live/request-replay.ts';
import { RecordedLines } from './recorded-line.ts';
import type { RecordingFile } from './recording-file.ts';

/** After a failure nothing is written for so long: a disk does not get room by being asked. */
const RETRY_AFTER_MS: Milliseconds = 1000;
/** What is written at once at most, and so lost at once. */
const CHUNK_CHARACTERS = 65_536;

type RecordedInto = Pick<RecordingFile, 'hasRoomFor' | 'write' | 'rotate' | 'close'>;

export interface RecorderEvents {
  /** Nothing can be written, until `missing` says how much that came to. `code`: the system's, such as `ENOSPC`. */
  failed(code: string): void;
  missing(requests: number): void;
}

/**
 * Writes down every request. What cannot be written is dropped and counted; after a second it is tried again. Blocks
 * while it writes, so it lives in a thread that serves nobody.
 */
export class RequestRecorder implements RequestSink {
  readonly #file: RecordedInto;
  readonly #lines: RecordedLines;
  readonly #events: RecorderEvents;
  readonly #now: () => Milliseconds;
  #text = '';
  #textBytes: Bytes = 0;
  #textLines = 0;
  #missing = 0;
  #retryAtMs: Milliseconds | undefined;

  constructor(
    file: RecordedInto,
    {
      key,
      events,
      now,
    }: {
      /** Of the hash of names; `undefined`: they are written as they are. */
      readonly key: Uint8Array | undefined;
      readonly events: RecorderEvents;
      /** A clock that never goes back. */
      readonly now: () => Milliseconds;
    },
  ) {
    this.#file = file;
    this.#lines = new RecordedLines(key);
    this.#events = events;
    this.#now = now;
  }

  request({ file, atMs }: TracedRequest): void {
    const line = this.#lines.line(file, atMs);
    const bytes = Buffer.byteLength(line);
    const isFull = !this.#file.hasRoomFor(this.#textBytes + bytes);
    if (isFull || this.#text.length > CHUNK_CHARACTERS) this.flush();
    if (isFull && this.#retryAtMs === undefined) this.#attempt(() => this.#file.rotate());
    this.#text += line;
    this.#textBytes += bytes;
    this.#textLines += 1;
  }

  left(): void {
    // A trace is of requests; what the cache did follows from them.
  }

  cleared(): void {
    // As above.
  }

  interrupted(): void {
    // What is missing is counted where it is known how much that is.
  }

  /** Requests of which nothing is known but that they were. */
  miss(requests: number): void {
    this.#missing += requests;
  }

  /** Writes what has come; to be called soon after. */
  flush(): void {
    const text = this.#text;
    const lines = this.#textLines;
    this.#text = '';
    this.#textBytes = 0;
    this.#textLines = 0;
    if (this.#retryAtMs !== undefined && this.#now() < this.#retryAtMs) {
      this.#missing += lines;
    } else if (text !== '' && !this.#attempt(() => this.#file.write(text))) {
      this.#missing += lines;
    }
    if (this.#retryAtMs === undefined) this.#reportMissing();
  }

  close(): void {
    this.flush();
    this.#file.close();
    this.#reportMissing();
  }

  #attempt(write: () => void): boolean {
    try {
      write();
      this.#retryAtMs = undefined;
      return true;
    } catch (error) {
      if (this.#retryAtMs === undefined)
        this.#events.failed((error as NodeJS.ErrnoException).code ?? String(error));
      this.#retryAtMs = this.#now() + RETRY_AFTER_MS;
      return false;
    }
  }

  #reportMissing(): void {
    if (this.#missing > 0) this.#events.missing(this.#missing);
    this.#missing = 0;
  }
}
