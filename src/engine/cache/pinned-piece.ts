import type { Bytes } from '../../shared/units.ts';
import type { Piece } from './cache-types.ts';
import type { SegmentRecords } from './segment-records.ts';

/** A piece as the cache hands it out; knows whether it has been given back. */
export class PinnedPiece implements Piece {
  readonly arena: Buffer;
  readonly start: Bytes;
  readonly length: Bytes;
  readonly offset: Bytes;
  readonly extent: number;
  /** `false` once unpinned, so that a second unpin takes nobody else's pin away. */
  pinned = true;
  readonly #records: SegmentRecords;

  /** Needs the lock. */
  constructor(arena: Buffer, records: SegmentRecords, extent: number) {
    this.arena = arena;
    this.start = records.offset(extent);
    this.length = records.length(extent);
    this.offset = records.fileOffset(extent);
    this.extent = extent;
    this.#records = records;
  }

  get bytes(): Buffer {
    return this.arena.subarray(this.start, this.start + this.length);
  }

  get crc32(): number | undefined {
    return this.pinned ? this.#records.checksum(this.extent) : undefined;
  }

  keepCrc32(crc32: number): void {
    if (this.pinned) this.#records.setChecksum(this.extent, crc32);
  }
}
