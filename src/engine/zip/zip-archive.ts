import type { Bytes, EpochMilliseconds } from '../../shared/units.ts';

/**
 * A ZIP archive whose files are stored as they are, so that its length is known before the first byte:
 * PKWARE's APPNOTE 6.3.10. The checksum of a file follows its content (general purpose bit 3), as it is
 * known only then; names are UTF-8 (bit 11).
 */

/** One file of an archive. */
export interface ZipEntry {
  /** With `/` between its parts. */
  readonly name: string;
  readonly size: Bytes;
  readonly modifiedAtMs: EpochMilliseconds;
}

const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
const END_64_BYTES = 56;
const LOCATOR_64_BYTES = 20;
/** The extended timestamp: the modification time in seconds since 1970. */
const TIME_EXTRA_BYTES = 9;
/** What a field of 32 or 16 bits holds where the true value stands in its ZIP64 counterpart. */
const SEE_64 = 0xff_ff_ff_ff;
const SEE_64_COUNT = 0xff_ff;
const FLAGS = (1 << 3) | (1 << 11);
const VERSION = 20;
const VERSION_64 = 45;
/** Made on Unix, so that readers take the mode: a regular file, 0644. */
const MADE_BY = (3 << 8) | VERSION_64;
const UNIX_MODE = 0o100644;

/** Puts an archive together: all parts in order, each to be sent when those before it were. */
export class ZipArchive {
  /** Of the whole archive. */
  readonly length: Bytes;
  readonly #entries: readonly ZipEntry[];
  readonly #offsets: Bytes[] = [];
  readonly #crcs: number[] = [];
  readonly #centralStart: Bytes;
  readonly #centralBytes: Bytes;

  constructor(entries: readonly ZipEntry[]) {
    this.#entries = entries;
    let offset = 0;
    let central = 0;
    for (const entry of entries) {
      this.#offsets.push(offset);
      const nameBytes = Buffer.byteLength(entry.name);
      offset += LOCAL_BYTES + nameBytes + TIME_EXTRA_BYTES + (isLarge(entry) ? 20 : 0);
      offset += entry.size + (isLarge(entry) ? 24 : 16);
      central +=
        CENTRAL_BYTES + nameBytes + TIME_EXTRA_BYTES + extra64Bytes(entry, this.#offsets.at(-1)!);
    }
    this.#centralStart = offset;
    this.#centralBytes = central;
    this.length =
      offset + central + END_BYTES + (this.#isLarge ? END_64_BYTES + LOCATOR_64_BYTES : 0);
  }

  /** What stands before the content of the entry at `index`. */
  localHeader(index: number): Buffer {
    const entry = this.#entries[index]!;
    const name = Buffer.from(entry.name);
    const large = isLarge(entry);
    const extra = large ? 20 : 0;
    const bytes = Buffer.alloc(LOCAL_BYTES + name.length + TIME_EXTRA_BYTES + extra);
    bytes.writeUInt32LE(0x04_03_4b_50, 0);
    bytes.writeUInt16LE(large ? VERSION_64 : VERSION, 4);
    bytes.writeUInt16LE(FLAGS, 6);
    bytes.writeUInt32LE(dosTime(entry.modifiedAtMs), 10);
    // The size is known, and readers that do not seek need it to find the end of stored content.
    bytes.writeUInt32LE(large ? SEE_64 : entry.size, 18);
    bytes.writeUInt32LE(large ? SEE_64 : entry.size, 22);
    bytes.writeUInt16LE(name.length, 26);
    bytes.writeUInt16LE(TIME_EXTRA_BYTES + extra, 28);
    name.copy(bytes, LOCAL_BYTES);
    let at = LOCAL_BYTES + name.length;
    at = writeTimeExtra(bytes, at, entry);
    if (large) writeExtra64(bytes, at, [entry.size, entry.size]);
    return bytes;
  }

  /** What stands behind the content of the entry at `index`; `crc32` of all of it. */
  descriptor(index: number, crc32: number): Buffer {
    this.#crcs[index] = crc32;
    const entry = this.#entries[index]!;
    const bytes = Buffer.alloc(isLarge(entry) ? 24 : 16);
    bytes.writeUInt32LE(0x08_07_4b_50, 0);
    bytes.writeUInt32LE(crc32, 4);
    if (isLarge(entry)) {
      bytes.writeBigUInt64LE(BigInt(entry.size), 8);
      bytes.writeBigUInt64LE(BigInt(entry.size), 16);
    } else {
      bytes.writeUInt32LE(entry.size, 8);
      bytes.writeUInt32LE(entry.size, 12);
    }
    return bytes;
  }

  /** The end of the archive, once the checksum of every entry is known. */
  end(): Buffer {
    const central = this.#entries.map((entry, index) => this.#centralHeader(entry, index));
    const count = this.#entries.length;
    const end = Buffer.alloc(END_BYTES);
    end.writeUInt32LE(0x06_05_4b_50, 0);
    end.writeUInt16LE(Math.min(count, SEE_64_COUNT), 8);
    end.writeUInt16LE(Math.min(count, SEE_64_COUNT), 10);
    end.writeUInt32LE(Math.min(this.#centralBytes, SEE_64), 12);
    end.writeUInt32LE(Math.min(this.#centralStart, SEE_64), 16);
    return Buffer.concat([...central, ...(this.#isLarge ? [this.#end64()] : []), end]);
  }

  get #isLarge(): boolean {
    return (
      this.#entries.length >= SEE_64_COUNT ||
      this.#centralStart >= SEE_64 ||
      this.#centralBytes >= SEE_64
    );
  }

  #centralHeader(entry: ZipEntry, index: number): Buffer {
    const name = Buffer.from(entry.name);
    const offset = this.#offsets[index]!;
    const extra = extra64Bytes(entry, offset);
    const bytes = Buffer.alloc(CENTRAL_BYTES + name.length + TIME_EXTRA_BYTES + extra);
    bytes.writeUInt32LE(0x02_01_4b_50, 0);
    bytes.writeUInt16LE(MADE_BY, 4);
    bytes.writeUInt16LE(extra > 0 ? VERSION_64 : VERSION, 6);
    bytes.writeUInt16LE(FLAGS, 8);
    bytes.writeUInt32LE(dosTime(entry.modifiedAtMs), 12);
    bytes.writeUInt32LE(this.#crcs[index]!, 16);
    bytes.writeUInt32LE(isLarge(entry) ? SEE_64 : entry.size, 20);
    bytes.writeUInt32LE(isLarge(entry) ? SEE_64 : entry.size, 24);
    bytes.writeUInt16LE(name.length, 28);
    bytes.writeUInt16LE(TIME_EXTRA_BYTES + extra, 30);
    bytes.writeUInt32LE(UNIX_MODE * 0x1_00_00, 38);
    bytes.writeUInt32LE(Math.min(offset, SEE_64), 42);
    name.copy(bytes, CENTRAL_BYTES);
    const at = writeTimeExtra(bytes, CENTRAL_BYTES + name.length, entry);
    const large = [
      ...(isLarge(entry) ? [entry.size, entry.size] : []),
      ...(offset >= SEE_64 ? [offset] : []),
    ];
    if (large.length > 0) writeExtra64(bytes, at, large);
    return bytes;
  }

  #end64(): Buffer {
    const bytes = Buffer.alloc(END_64_BYTES + LOCATOR_64_BYTES);
    bytes.writeUInt32LE(0x06_06_4b_50, 0);
    bytes.writeBigUInt64LE(BigInt(END_64_BYTES - 12), 4);
    bytes.writeUInt16LE(MADE_BY, 12);
    bytes.writeUInt16LE(VERSION_64, 14);
    const count = BigInt(this.#entries.length);
    bytes.writeBigUInt64LE(count, 24);
    bytes.writeBigUInt64LE(count, 32);
    bytes.writeBigUInt64LE(BigInt(this.#centralBytes), 40);
    bytes.writeBigUInt64LE(BigInt(this.#centralStart), 48);
    bytes.writeUInt32LE(0x07_06_4b_50, END_64_BYTES);
    bytes.writeBigUInt64LE(BigInt(this.#centralStart + this.#centralBytes), END_64_BYTES + 8);
    bytes.writeUInt32LE(1, END_64_BYTES + 16);
    return bytes;
  }
}

function isLarge({ size }: ZipEntry): boolean {
  return size >= SEE_64;
}

/** Of the ZIP64 field in a central header: it has only what does not fit elsewhere. */
function extra64Bytes(entry: ZipEntry, offset: Bytes): number {
  const values = (isLarge(entry) ? 2 : 0) + (offset >= SEE_64 ? 1 : 0);
  return values === 0 ? 0 : 4 + 8 * values;
}

function writeExtra64(bytes: Buffer, at: number, values: readonly number[]): void {
  bytes.writeUInt16LE(1, at);
  bytes.writeUInt16LE(8 * values.length, at + 2);
  values.forEach((value, index) => bytes.writeBigUInt64LE(BigInt(value), at + 4 + 8 * index));
}

function writeTimeExtra(bytes: Buffer, at: number, { modifiedAtMs }: ZipEntry): number {
  const seconds = Math.floor(modifiedAtMs / 1000);
  bytes.writeUInt16LE(0x54_55, at);
  bytes.writeUInt16LE(TIME_EXTRA_BYTES - 4, at + 2);
  bytes[at + 4] = 1;
  bytes.writeInt32LE(Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, seconds)), at + 5);
  return at + TIME_EXTRA_BYTES;
}

/** A time as MS-DOS has it, in UTC: two seconds precise, from 1980 to 2107. */
function dosTime(ms: EpochMilliseconds): number {
  const date = new Date(Math.max(Date.UTC(1980, 0, 1), Math.min(Date.UTC(2107, 11, 31), ms)));
  const day =
    ((date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
  const time =
    (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1);
  return day * 0x1_00_00 + time;
}
