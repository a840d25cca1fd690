import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EntryHandle } from '../../../../cache/entry-handle.ts';
import type { SharedCache } from '../../../../cache/shared-cache.ts';

/**
 * The line of `Repr-Digest` (RFC 9530) with the SHA-256 of a cached file, computed a piece in each turn
 * so that nobody waits long. `undefined`: the entry left the cache meanwhile.
 */
export async function digestField(
  cache: SharedCache,
  entry: EntryHandle,
): Promise<string | undefined> {
  const hash = createHash('sha256');
  for (let offset = 0; offset < entry.size;) {
    const loaded = cache.loadedBytes(entry);
    if (loaded === 'gone') return undefined;
    if (loaded <= offset) {
      await cache.waitForLoad(entry, offset);
      continue;
    }
    const piece = cache.pin(entry, offset);
    if (piece === undefined) return undefined;
    hash.update(piece.bytes);
    cache.unpin(piece);
    offset = piece.offset + piece.length;
    await nextTurn();
  }
  return `Repr-Digest: sha-256=:${hash.digest('base64')}:\r\n`;
}
