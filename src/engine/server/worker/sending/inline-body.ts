import { crc32 } from 'node:zlib';
import { type Bytes, KIB } from '../../../../shared/units.ts';
import type { EntryHandle } from '../../../cache/entry-handle.ts';
import type { SharedCache } from '../../../cache/shared-cache.ts';
import type { Piece } from '../../../cache/cache-types.ts';
import { combineCrc32 } from '../../../checksum/crc32.ts';
import type { OutputBatch } from './output-batch.ts';
import { pieceCrc32 } from './piece-crc32.ts';

/**
 * Bodies of at most this many bytes from the cache are copied into one buffer with what belongs to
 * them, and with the answers beside them: one write instead of many costs less than the copy.
 */
export const INLINE_BYTES: Bytes = 64 * KIB;

/**
 * Copies a part of a cached file into a batch that has begun an answer with room for it, as
 * {@link OutputBatch.cached} does, and computes its checksum.
 *
 * @returns the checksum of what was copied. `undefined`: the file is not whole in the cache (any more); the
 * batch must be rolled back.
 */
export function appendWithChecksum(
  output: OutputBatch,
  cache: SharedCache,
  {
    entry,
    from,
    end,
  }: {
    readonly entry: EntryHandle;
    readonly from: Bytes;
    readonly end: Bytes;
  },
): number | undefined {
  if (cache.loadedBytes(entry) !== entry.size) return undefined;
  let checksum = 0;
  for (let offset = from; offset < end;) {
    const piece = cache.pin(entry, offset);
    if (piece === undefined) return undefined;
    const skipped = offset - piece.offset;
    const length = Math.min(piece.length, end - piece.offset) - skipped;
    output.part(piece.arena, piece.start + skipped, length);
    checksum = addChecksum(checksum, piece, { skipped, length });
    cache.unpin(piece);
    offset += length;
  }
  return checksum;
}

/** The checksum of what was copied before, and of `length` bytes of a piece. */
function addChecksum(
  checksum: number,
  piece: Piece,
  { skipped, length }: { readonly skipped: Bytes; readonly length: Bytes },
): number {
  if (length < piece.length)
    return crc32(piece.bytes.subarray(skipped, skipped + length), checksum);
  return combineCrc32(checksum, pieceCrc32(piece), piece.length);
}
