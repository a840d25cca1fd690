import type { TraceRecord } from '../../telemetry/request-trace-reader.ts';
import type { FileVersion } from '../../files/file-version.ts';
import type { Bytes, EpochMilliseconds } from '../../../shared/units.ts';
import { keyOfName, type ObjectKey } from '../object-key.ts';

/** A file that was asked for, in one version. */
export interface TracedFile {
  readonly name: string;
  /** Of the name, whatever the version. */
  readonly key: ObjectKey;
  /** Decides whether it is in a sample. */
  readonly nameHash: number;
  readonly version: FileVersion;
}

/** One request, and what the server's cache did with it. */
export interface TracedRequest {
  readonly file: TracedFile;
  readonly atMs: EpochMilliseconds;
  /**
   * It was cached; or its entry was about to leave with all others; or it was not, and was put into the cache; or it
   * was not, and could not be.
   */
  readonly outcome: 'hit' | 'hit-leaving' | 'entered' | 'refused';
  /** Where it entered: what the cache could not use, since it was still being read. */
  readonly heldBytes: Bytes;
}

/** Hears of requests in their order. */
export interface RequestSink {
  request(request: TracedRequest): void;
  /** A file left the cache, but not to make room. */
  left(key: ObjectKey): void;
  cleared(): void;
  /** Something is missing here: what the server's cache holds is not known any more. */
  interrupted(): void;
}

/** Knows which file each entry of the index is, so that a hit has to say no more than where its entry was. */
export class RequestReplay {
  readonly #sinks: readonly RequestSink[];
  readonly #files: (TracedFile | undefined)[] = [];
  readonly #arrivals: number[] = [];
  #lastArrival = 0;
  #clearedUpTo = 0;

  constructor(sinks: readonly RequestSink[]) {
    this.#sinks = sinks;
  }

  take(record: TraceRecord): void {
    switch (record.kind) {
      case 'entered': {
        const { slot, order, atMs, heldBytes } = record;
        // Every arrival is told of, unless a ring was full or its thread died.
        if (order !== this.#lastArrival + 1) this.interrupt();
        this.#lastArrival = order;
        const file = fileOf(record);
        this.#files[slot] = file;
        this.#arrivals[slot] = order;
        this.#request({ file, atMs, outcome: 'entered', heldBytes });
        break;
      }
      case 'hit': {
        const file = this.#files[record.slot];
        if (file === undefined || this.#arrivals[record.slot] !== record.arrival) {
          this.interrupt();
        } else {
          // A cache is cleared step by step: the hit came before its entry's turn.
          const outcome = record.arrival <= this.#clearedUpTo ? 'hit-leaving' : 'hit';
          this.#request({ file, atMs: record.atMs, outcome, heldBytes: 0 });
        }
        break;
      }
      case 'refused':
        this.#request({
          file: fileOf(record),
          atMs: record.atMs,
          outcome: 'refused',
          heldBytes: 0,
        });
        break;
      case 'left': {
        const key = keyOfName(record.name);
        for (const sink of this.#sinks) sink.left(key);
        break;
      }
      case 'cleared':
        this.#clearedUpTo = record.order;
        for (const sink of this.#sinks) sink.cleared();
        break;
    }
  }

  /** Requests are missing, as where a thread died. */
  interrupt(): void {
    for (const sink of this.#sinks) sink.interrupted();
  }

  #request(request: TracedRequest): void {
    for (const sink of this.#sinks) sink.request(request);
  }
}

function fileOf({ name, nameHash, version }: Omit<TracedFile, 'key'>): TracedFile {
  return { name, nameHash, version, key: keyOfName(name) };
}
