import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import type { Bytes } from '../../../../shared/units.ts';

/**
 * Endings that are kept for what lies beside an unfinished download. A server that could plant such
 * files could make the next download from another server continue from bytes of its own.
 */
const RESERVED_ENDING = /\.part\.(?:json|lock|kept-[^/]*)(?:\.[^/]*)?$/iu;

/** Whether a name ends as the files beside unfinished downloads do. */
export function hasReservedEnding(name: string): boolean {
  return RESERVED_ENDING.test(name);
}

/** The paths beside a target that its unfinished downloads use. */
export interface PartialFilePaths {
  /** Which versions of which file are here; see `partial-file-store.ts`. */
  readonly record: string;
  /** There while somebody writes a part. */
  readonly lock: string;
  /** What has arrived of one version: `NAME.part` for number 1, `NAME.part.kept-2` for 2. */
  part(number: number): string;
}

/** The longest file name that leaves room for the endings, where names may have 255 bytes. */
const LONGEST_PART_STEM: Bytes = 236;

/** The paths beside `path`; for very long names, with a hash in place of the name's end. */
export function partialFilePaths(path: string): PartialFilePaths {
  const name = basename(path);
  let stem = path;
  if (Buffer.byteLength(name) > LONGEST_PART_STEM) {
    const hash = createHash('sha256').update(name).digest('hex').slice(0, 16);
    // 48 characters are at most 192 bytes, and whole ones.
    stem = join(dirname(path), `${Array.from(name).slice(0, 48).join('')}~${hash}`);
  }
  return {
    record: `${stem}.part.json`,
    lock: `${stem}.part.lock`,
    part: (number) => (number === 1 ? `${stem}.part` : `${stem}.part.kept-${String(number)}`),
  };
}
