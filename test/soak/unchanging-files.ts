import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { KnownContent } from './known-content.ts';

const KIB = 1024;
const MIB = 1024 ** 2;

/** A file that stays as it is while the run lasts. */
export interface UnchangingFile {
  readonly name: string;
  readonly content: KnownContent;
}

/**
 * About 200 MiB: three times the cache, so that something leaves it all the time.
 *
 * - `small`: up to 64 KiB, where one more or less takes another way through the server
 * - `medium`: up to 2 MiB
 * - `large`: up to 16 MiB
 * - `huge`: one that fills the cache to the last byte, and one that does not fit
 */
export type UnchangingFiles = Readonly<
  Record<'small' | 'medium' | 'large' | 'huge', readonly UnchangingFile[]>
>;

/** Writes them into a folder. */
export function makeUnchangingFiles(folder: string, random: () => number): UnchangingFiles {
  const sizeUpTo = (most: number): number => Math.floor(random() * most);
  const smallSizes = [0, 1, 13, 14, 4096, 64 * KIB - 1, 64 * KIB, 64 * KIB + 1];
  while (smallSizes.length < 260) smallSizes.push(sizeUpTo(64 * KIB));
  const mediumSizes = [MIB - 1, MIB, MIB + 1];
  while (mediumSizes.length < 30) mediumSizes.push(100 * KIB + sizeUpTo(1.9 * MIB));
  const make = (kind: string, sizes: readonly number[]): UnchangingFile[] => {
    mkdirSync(path.join(folder, kind));
    return sizes.map((size, number) => {
      const name = `${kind}/Größe ${number}.bin`;
      const content = new KnownContent(name, size);
      writeFileSync(path.join(folder, name), content.bytes());
      return { name, content };
    });
  };
  return {
    small: make('small', smallSizes),
    medium: make('medium', mediumSizes),
    large: make('large', [4 * MIB, 4 * MIB + 1, 5 * MIB, 8 * MIB, 16 * MIB]),
    huge: make('huge', [64 * MIB, 70 * MIB]),
  };
}
