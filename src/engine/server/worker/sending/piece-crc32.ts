import { crc32 } from 'node:zlib';
import type { Piece } from '../../../cache/cache-types.ts';

/**
 * The checksum of a whole cached piece: computed when it is needed first, and kept for the next. Clients
 * of the plain dialect never need one.
 */
export function pieceCrc32(piece: Piece): number {
  const known = piece.crc32;
  if (known !== undefined) return known;
  const computed = crc32(piece.bytes);
  piece.keepCrc32(computed);
  return computed;
}
