import type { Bytes } from '../../shared/units.ts';
import type { Piece } from './cache-types.ts';

/** A piece as the cache hands it out; knows whether it has been given back. */
export class PinnedPiece implements Piece {
  readonly bytes: Buffer;
  readonly offset: Bytes;
  readonly crc32: number | undefined;
  readonly extent: number;
  /** `false` once unpinned, so that a second unpin takes nobody else's pin away. */
  pinned = true;

  constructor(bytes: Buffer, offset: Bytes, crc32: number | undefined, extent: number) {
    this.bytes = bytes;
    this.offset = offset;
    this.crc32 = crc32;
    this.extent = extent;
  }
}

/** How many views are kept for the next pin of the same extent. */
const KEPT_VIEWS = 1024;

/** Makes the views over the arena; keeps some, as making one costs more than a pin. */
export class ArenaViews {
  readonly #arena: SharedArrayBuffer;
  readonly #views: (Buffer | undefined)[] = new Array<undefined>(KEPT_VIEWS).fill(undefined);

  constructor(arena: SharedArrayBuffer) {
    this.#arena = arena;
  }

  of(extent: number, offset: Bytes, length: Bytes): Buffer {
    const place = extent & (KEPT_VIEWS - 1);
    const kept = this.#views[place];
    if (kept?.byteOffset === offset && kept.length === length) return kept;
    return (this.#views[place] = Buffer.from(this.#arena, offset, length));
  }
}
