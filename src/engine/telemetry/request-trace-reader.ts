import type { FileVersion } from '../files/file-version.ts';
import type { Bytes, EpochMilliseconds } from '../../shared/units.ts';
import {
  CLEARED,
  ENTERED,
  HEAD_BYTES,
  HIT,
  KIND,
  LEFT,
  LOST,
  NAMED_WORDS,
  READ,
  REFUSED,
  RING_WORDS,
  SAMPLE_RANGE,
  SAMPLED,
  SKIP,
  SKIPPED_BYTES,
  SKIPPED_HITS,
  WRITTEN,
} from './request-trace.ts';

/** One thing that happened, as a worker thread wrote it down. `order`: as `request-trace.ts` says. */
export type TraceRecord =
  | {
      readonly kind: 'hit';
      readonly order: number;
      readonly atMs: EpochMilliseconds;
      /** Of the entry in the index. */
      readonly slot: number;
      readonly arrival: number;
    }
  | {
      /** A request for a file that was not cached, and is loaded into the cache. */
      readonly kind: 'entered';
      /** The arrival of the entry. */
      readonly order: number;
      readonly atMs: EpochMilliseconds;
      readonly slot: number;
      readonly name: string;
      readonly nameHash: number;
      readonly version: FileVersion;
      /** Of entries that left and are still being read: what the cache could not use then. */
      readonly heldBytes: Bytes;
    }
  | {
      /** A request for a file that was not cached and could not be. */
      readonly kind: 'refused';
      readonly order: number;
      readonly atMs: EpochMilliseconds;
      readonly name: string;
      readonly nameHash: number;
      readonly version: FileVersion;
    }
  /** An entry left, but not to make room. */
  | { readonly kind: 'left'; readonly order: number; readonly name: string }
  /** All entries left that had arrived by then. */
  | { readonly kind: 'cleared'; readonly order: number };

/** The laboratory's end of one thread's ring. */
export class RequestTraceReader {
  readonly #head: Int32Array;
  readonly #sums: Float64Array;
  readonly #words: Float64Array;
  readonly #wide: BigInt64Array;
  readonly #bytes: Buffer;

  constructor(memory: SharedArrayBuffer) {
    this.#head = new Int32Array(memory, 0, HEAD_BYTES / Int32Array.BYTES_PER_ELEMENT);
    this.#sums = new Float64Array(memory, 0, HEAD_BYTES / Float64Array.BYTES_PER_ELEMENT);
    this.#words = new Float64Array(memory, HEAD_BYTES);
    this.#wide = new BigInt64Array(memory, HEAD_BYTES);
    this.#bytes = Buffer.from(memory, HEAD_BYTES);
  }

  /** Records that the thread could not write, since it began. */
  get lost(): number {
    return Atomics.load(this.#head, LOST) >>> 0;
  }

  /** Hits that were only summed up, since the thread began. */
  get skipped(): { readonly hits: number; readonly bytes: Bytes } {
    return { hits: this.#sums[SKIPPED_HITS]!, bytes: this.#sums[SKIPPED_BYTES]! };
  }

  /** From soon on, only hits of this share of the files are written; nothing else is left out. */
  setSampledShare(share: number): void {
    Atomics.store(this.#head, SAMPLED, Math.round(share * SAMPLE_RANGE));
  }

  /** Appends what was written since the last call to `records`. */
  drain(records: TraceRecord[]): void {
    const end = Atomics.load(this.#head, WRITTEN);
    let read = Atomics.load(this.#head, READ);
    while (read !== end) {
      const at = read & (RING_WORDS - 1);
      const first = this.#words[at]!;
      const kind = Math.floor(first / KIND);
      if (kind !== SKIP) records.push(this.#decode(kind, at));
      read = (read + (first % KIND)) | 0;
    }
    Atomics.store(this.#head, READ, end);
  }

  #decode(kind: number, at: number): TraceRecord {
    const words = this.#words;
    const order = words[at + 1]!;
    switch (kind) {
      case HIT:
        return {
          kind: 'hit',
          order,
          atMs: words[at + 2]!,
          slot: words[at + 3]!,
          arrival: words[at + 4]!,
        };
      case ENTERED: {
        const slot = words[at + 3]!;
        const heldBytes = words[at + 5]!;
        return { kind: 'entered', order, slot, heldBytes, ...this.#request(at) };
      }
      case REFUSED:
        return { kind: 'refused', order, ...this.#request(at) };
      case LEFT:
        return { kind: 'left', order, name: this.#name(at) };
      case CLEARED:
        return { kind: 'cleared', order };
      default:
        throw new Error(`A request trace has no records of kind ${kind}.`);
    }
  }

  #request(at: number): {
    readonly atMs: EpochMilliseconds;
    readonly name: string;
    readonly nameHash: number;
    readonly version: FileVersion;
  } {
    return {
      atMs: this.#words[at + 2]!,
      name: this.#name(at),
      nameHash: this.#words[at + 9]!,
      version: {
        size: this.#words[at + 4]!,
        modifiedNs: this.#wide[at + 6]!,
        inode: this.#wide[at + 7]!,
        device: this.#wide[at + 8]!,
      },
    };
  }

  #name(at: number): string {
    const start = (at + NAMED_WORDS) * Float64Array.BYTES_PER_ELEMENT;
    return this.#bytes.toString('utf8', start, start + this.#words[at + 10]!);
  }
}
