import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ObjectKey } from '../object-key.ts';
import { longer, NONE, SlotTable } from '../policies/slot-table.ts';
import type { RequestSink } from '../traces/trace-decoder.ts';

/** A key, a size, and the number of the next request for the same object. */
const NUMBERS = 3;
const RECORD_BYTES = NUMBERS * 8;
const BLOCK_RECORDS = 32_768;

/**
 * Finds out when each object is asked for next, which only the end of a trace tells: requests are put into a temporary
 * file (24 bytes each), which is then gone through backwards. In memory is a block of it, and about 40 bytes for each
 * object, however long the trace.
 */
export class NextAccesses {
  readonly #folder = mkdtempSync(join(tmpdir(), 'fifolio-simulate-'));
  readonly #file: number;
  readonly #block = new Float64Array(BLOCK_RECORDS * NUMBERS);
  #requests = 0;

  constructor() {
    this.#file = openSync(join(this.#folder, 'requests'), 'w+');
    // Without a name, it is gone with the process at the latest. Windows keeps the names of open files.
    if (process.platform !== 'win32') this.#removeFolder();
  }

  /** Takes the next request. @throws what the file system throws */
  add(key: ObjectKey, size: number): void {
    const at = (this.#requests % BLOCK_RECORDS) * NUMBERS;
    this.#block[at] = key;
    this.#block[at + 1] = size;
    this.#requests += 1;
    if (this.#requests % BLOCK_RECORDS === 0) this.#write(this.#requests - BLOCK_RECORDS);
  }

  /** Passes on all requests, in their order, with what comes next. @throws what the file system throws */
  replay(sink: RequestSink): void {
    const begun = this.#requests % BLOCK_RECORDS;
    if (begun > 0) this.#write(this.#requests - begun);
    this.#findNextAccesses();
    for (let first = 0; first < this.#requests; first += BLOCK_RECORDS) {
      const count = this.#read(first);
      for (let at = 0; at < count * NUMBERS; at += NUMBERS)
        sink(this.#block[at]!, this.#block[at + 1]!, this.#block[at + 2]!);
    }
  }

  /** Has to be called in the end. */
  close(): void {
    closeSync(this.#file);
    this.#removeFolder();
  }

  #findNextAccesses(): void {
    const objects = new SlotTable(false);
    let next = new Float64Array(objects.slots);
    const lastBlock = this.#requests - 1 - ((this.#requests - 1) % BLOCK_RECORDS);
    for (let first = lastBlock; first >= 0; first -= BLOCK_RECORDS) {
      for (let index = this.#read(first) - 1; index >= 0; index -= 1) {
        const at = index * NUMBERS;
        const key = this.#block[at]!;
        let slot = objects.find(key);
        this.#block[at + 2] = slot === NONE ? Infinity : next[slot]!;
        if (slot === NONE) slot = objects.add(key, 0);
        if (next.length < objects.slots) next = longer(next, objects.slots);
        next[slot] = first + index;
      }
      this.#write(first);
    }
  }

  /** @returns how many records of the block there are */
  #read(first: number): number {
    const count = this.#countFrom(first);
    readSync(this.#file, this.#block, 0, count * RECORD_BYTES, first * RECORD_BYTES);
    return count;
  }

  #write(first: number): void {
    const bytes = this.#countFrom(first) * RECORD_BYTES;
    for (let done = 0; done < bytes;) {
      done += writeSync(this.#file, this.#block, done, bytes - done, first * RECORD_BYTES + done);
    }
  }

  #countFrom(first: number): number {
    return Math.min(BLOCK_RECORDS, this.#requests - first);
  }

  #removeFolder(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
