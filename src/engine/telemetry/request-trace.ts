import type { CacheObserver, RefusedFile } from '../cache/cache-types.ts';
import type { EntryHandle } from '../cache/entry-handle.ts';
import type { EntryVersion } from '../cache/entry-version.ts';
import type { Bytes } from '../../shared/units.ts';

/**
 * What one worker thread tells the laboratory of the requests that it looked up in the cache: a ring of records in
 * shared memory, written by that thread and read by the laboratory's. A record for which there is no room is counted
 * and left out, so that nobody ever waits. Where only a share of the files is wanted, hits of others are summed up.
 *
 * Every record has its `order`: how many entries had arrived in the cache, of all threads, when it happened. Within a
 * ring it never decreases.
 */

/** Words of eight bytes; a power of two. At 100,000 hits a second, a quarter of a second fits. */
export const RING_WORDS = 2 ** 17;
/** 32-bit words of the head, in cache lines of their own. */
export const WRITTEN = 0;
export const READ = 32;
/** Hits of files whose names hash to this or more are not written. */
export const SAMPLED = 40;
export const LOST = 48;
/** Words of eight bytes in the head: hits that were not written, and the sizes of their files. */
export const SKIPPED_HITS = 8;
export const SKIPPED_BYTES = 9;
/** The highest of `SAMPLED`, and how many values of a hash count. */
export const SAMPLE_RANGE = 2 ** 24;
export const HEAD_BYTES: Bytes = 256;

/** Kinds of records. `SKIP`: the rest of the ring is not used. */
export const SKIP = 0;
export const HIT = 1;
export const ENTERED = 2;
export const LEFT = 3;
export const CLEARED = 4;
export const REFUSED = 5;

/** The first word of a record: its kind times this, and its length in words. */
export const KIND = 2 ** 16;
export const HIT_WORDS = 5;
/** Words before the text of those that name a file. */
export const NAMED_WORDS = 11;

/** The memory of one thread's ring; can be posted to the threads. */
export function createRequestTraceMemory(): SharedArrayBuffer {
  const memory = new SharedArrayBuffer(HEAD_BYTES + RING_WORDS * Float64Array.BYTES_PER_ELEMENT);
  new Int32Array(memory)[SAMPLED] = SAMPLE_RANGE;
  return memory;
}

/** What decides whether a file is in a sample: a number below `SAMPLE_RANGE`. */
export function sampleOf(nameHash: number): number {
  return nameHash & (SAMPLE_RANGE - 1);
}

const NO_VERSION: EntryVersion = { size: 0, modifiedNs: 0n, inode: 0n, device: 0n };

/** The writer. One at a time may use the memory; a thread's replacement goes on where it ended. */
export class RequestTrace implements CacheObserver {
  readonly #head: Int32Array;
  readonly #sums: Float64Array;
  readonly #words: Float64Array;
  readonly #wide: BigInt64Array;
  readonly #bytes: Buffer;
  #written: number;

  constructor(memory: SharedArrayBuffer) {
    this.#head = new Int32Array(memory, 0, HEAD_BYTES / Int32Array.BYTES_PER_ELEMENT);
    this.#sums = new Float64Array(memory, 0, HEAD_BYTES / Float64Array.BYTES_PER_ELEMENT);
    this.#words = new Float64Array(memory, HEAD_BYTES);
    this.#wide = new BigInt64Array(memory, HEAD_BYTES);
    this.#bytes = Buffer.from(memory, HEAD_BYTES);
    this.#written = Atomics.load(this.#head, WRITTEN);
  }

  /** A request was answered from an entry, which was listed after `arrivals` entries had come. */
  hit({ slot, arrival, nameHash, size }: EntryHandle, arrivals: number): void {
    if (sampleOf(nameHash) >= Atomics.load(this.#head, SAMPLED)) {
      this.#sums[SKIPPED_HITS]! += 1;
      this.#sums[SKIPPED_BYTES]! += size;
      return;
    }
    const at = this.#claim(HIT_WORDS);
    if (at < 0) return;
    const words = this.#words;
    words[at] = HIT * KIND + HIT_WORDS;
    words[at + 1] = Math.max(arrival, arrivals);
    words[at + 2] = Date.now();
    words[at + 3] = slot;
    words[at + 4] = arrival;
    this.#publish(HIT_WORDS);
  }

  entered({ slot, arrival, name, nameHash, version }: EntryHandle, heldBytes: Bytes): void {
    this.#named(ENTERED, { order: arrival, name, nameHash, version, slot, heldBytes });
  }

  left(name: string, order: number): void {
    this.#named(LEFT, { order, name, version: NO_VERSION });
  }

  cleared(order: number): void {
    this.#named(CLEARED, { order, name: '', version: NO_VERSION });
  }

  refused(file: RefusedFile, order: number): void {
    this.#named(REFUSED, { order, ...file });
  }

  #named(
    kind: number,
    record: {
      readonly order: number;
      readonly name: string;
      readonly nameHash?: number;
      readonly version: EntryVersion;
      readonly slot?: number;
      readonly heldBytes?: Bytes;
    },
  ): void {
    const { order, name, nameHash = 0, version, slot = 0, heldBytes = 0 } = record;
    const textBytes = Buffer.byteLength(name);
    const length = NAMED_WORDS + Math.ceil(textBytes / Float64Array.BYTES_PER_ELEMENT);
    const at = this.#claim(length);
    if (at < 0) return;
    const words = this.#words;
    words[at] = kind * KIND + length;
    words[at + 1] = order;
    words[at + 2] = Date.now();
    words[at + 3] = slot;
    words[at + 4] = version.size;
    words[at + 5] = heldBytes;
    this.#wide[at + 6] = version.modifiedNs;
    this.#wide[at + 7] = version.inode;
    this.#wide[at + 8] = version.device;
    words[at + 9] = nameHash;
    words[at + 10] = textBytes;
    this.#bytes.write(name, (at + NAMED_WORDS) * Float64Array.BYTES_PER_ELEMENT);
    this.#publish(length);
  }

  /** Where a record of so many words begins; −1, counted as lost, where there is no room. Records never wrap. */
  #claim(length: number): number {
    const used = (this.#written - Atomics.load(this.#head, READ)) | 0;
    const at = this.#written & (RING_WORDS - 1);
    const skipped = RING_WORDS - at < length ? RING_WORDS - at : 0;
    if (used + skipped + length > RING_WORDS) {
      Atomics.add(this.#head, LOST, 1);
      return -1;
    }
    if (skipped === 0) return at;
    this.#words[at] = SKIP * KIND + skipped;
    this.#publish(skipped);
    return 0;
  }

  #publish(words: number): void {
    this.#written = (this.#written + words) | 0;
    Atomics.store(this.#head, WRITTEN, this.#written);
  }
}
