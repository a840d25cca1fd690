import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const FILES_PER_FOLDER = 512;
/** More than fit: the one that is asked for next has always been pushed out before. */
export const FILES = 12_288;
/** Of these, so many at least are cached once the cache is full. */
export const ENTRIES = 10_000;

export function nameOf(number: number): string {
  const folder = Math.floor(number / FILES_PER_FOLDER);
  return `set-${String(folder).padStart(2, '0')}/file-${String(number).padStart(5, '0')}.bin`;
}

/** From 4.75 to 7.75 KiB, 6.25 KiB on average: of those, 10,485 fill 64 MiB. */
export function sizeOf(number: number): number {
  return 4864 + ((number * 37) % 49) * 64;
}

export function makeFiles(folder: string): void {
  const content = Buffer.alloc(sizeOf(0) + 49 * 64, 'fifolio ');
  for (let number = 0; number < FILES; number += 1) {
    const file = path.join(folder, nameOf(number));
    if (number % FILES_PER_FOLDER === 0) mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content.subarray(0, sizeOf(number)));
  }
}
