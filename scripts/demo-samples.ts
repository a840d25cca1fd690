import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { KIB, MAX_CACHE_CAPACITY, MIB } from '../src/shared/units.ts';

/** A file of the demonstration: its name as the server shares it, and its size in bytes. */
export interface Sample {
  readonly name: string;
  readonly size: number;
}

export const SMALL: readonly Sample[] = [
  { name: 'hello.txt', size: 1200 },
  { name: 'empty.txt', size: 0 },
  { name: 'Grüße aus 東京 🌸.txt', size: 3 * KIB },
];

export const MANY: readonly Sample[] = Array.from({ length: 200 }, (_, index) => ({
  name: `notes/note-${String(index + 1).padStart(3, '0')}.txt`,
  size: 100 + 37 * index,
}));

export const EXACT: Sample = { name: 'exactly-64-MiB.bin', size: MAX_CACHE_CAPACITY };
export const LARGER: Sample = { name: 'one-byte-more.bin', size: MAX_CACHE_CAPACITY + 1 };

export const ALBUM: readonly Sample[] = Array.from({ length: 10 }, (_, index) => ({
  name: `album/track-${String(index + 1).padStart(2, '0')}.flac`,
  size: (6 + (index % 4) * 2) * MIB,
}));

export const ALL: readonly Sample[] = [...SMALL, ...MANY, EXACT, LARGER, ...ALBUM];

/** Writes all samples below a folder. */
export async function writeSamples(folder: string): Promise<void> {
  for (const sample of ALL) {
    const file = path.join(folder, sample.name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, contentOf(sample));
  }
}

/**
 * The content of a sample: pseudorandom, seeded by its name, so that a byte in the
 * wrong place cannot go unnoticed.
 */
export function contentOf({ name, size }: Sample): Buffer {
  const content = Buffer.alloc(size);
  const seed = createHash('sha256').update(name).digest();
  const words = new Uint32Array(content.buffer, content.byteOffset, size >> 2);
  let state = seed.readUInt32LE(0) | 1;
  for (let index = 0; index < words.length; index++) {
    // xorshift32 (Marsaglia, 2003): quick, and of full period for any seed but 0.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[index] = state;
  }
  seed.copy(content, size - (size & 3), 0, size & 3);
  return content;
}
