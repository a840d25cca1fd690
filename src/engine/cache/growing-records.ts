import type { Header } from './header.ts';

/** Memory is added in whole steps, which are a multiple of every system's page. */
const STEP_BYTES = 65_536;
/** What is there grows by this share at least, so that growing is rare however large it gets. */
const GROWTH_SHARE = 0.25;

/** Shared memory for records of so many words, numbered from 0, of which a few can be used at first. */
export function createRecordMemory(recordWords: number, maxRecords: number): SharedArrayBuffer {
  const maxByteLength =
    Math.ceil((recordWords * maxRecords * Int32Array.BYTES_PER_ELEMENT) / STEP_BYTES) * STEP_BYTES;
  return new SharedArrayBuffer(Math.min(STEP_BYTES, maxByteLength), { maxByteLength });
}

/**
 * One thread's view of records in shared memory that grows. Address space is set aside for all of
 * it, memory only for what was asked for. Every view has a fixed length, and is made anew when the
 * memory has grown: V8 reads views that follow their memory's length eight times as slowly.
 */
export abstract class GrowingRecords {
  readonly #memory: SharedArrayBuffer;
  readonly #recordBytes: number;
  readonly #header: Header;
  protected words: Int32Array<SharedArrayBuffer>;

  constructor(memory: SharedArrayBuffer, recordWords: number, header: Header) {
    this.#memory = memory;
    this.#recordBytes = recordWords * Int32Array.BYTES_PER_ELEMENT;
    this.#header = header;
    this.words = new Int32Array(memory, 0, memory.byteLength / Int32Array.BYTES_PER_ELEMENT);
  }

  /** Sees what another thread has added. */
  refresh(): void {
    if (this.#memory.byteLength !== this.words.byteLength) this.open(this.#memory);
  }

  /**
   * Makes the records up to the number `last` usable. `false`: the system has no memory for them.
   * Needs the lock.
   */
  reach(last: number): boolean {
    const needed = (last + 1) * this.#recordBytes;
    if (needed <= this.words.byteLength) return true;
    const memory = this.#memory;
    if (needed > memory.maxByteLength) return false;
    if (needed > memory.byteLength) {
      const wanted = Math.max(needed, memory.byteLength * (1 + GROWTH_SHARE));
      const steps = Math.ceil(wanted / STEP_BYTES);
      try {
        memory.grow(Math.min(memory.maxByteLength, steps * STEP_BYTES));
      } catch {
        return false;
      }
    }
    // Before any of it is used: the next holder of the lock then sees it too.
    this.#header.growths = (this.#header.growths + 1) | 0;
    this.open(memory);
    return true;
  }

  /** Makes the views. */
  protected open(memory: SharedArrayBuffer): void {
    this.words = new Int32Array(memory, 0, memory.byteLength / Int32Array.BYTES_PER_ELEMENT);
  }
}
