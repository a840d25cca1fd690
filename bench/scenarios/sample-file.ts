import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { randomFillSync } from 'node:crypto';

const MIB = 1024 * 1024;

/** Writes a file of random bytes and gives its content. */
export function writeSample(folder: string, name: string, bytes: number): Buffer {
  const content = randomFillSync(Buffer.allocUnsafe(bytes));
  writeFileSync(path.join(folder, name), content);
  return content;
}

/** Writes a file of so many MiB, no two of them alike. */
export function writeLargeSample(file: string, mebibytes: number): void {
  const piece = randomFillSync(Buffer.allocUnsafe(MIB));
  const descriptor = openSync(file, 'wx');
  try {
    for (let number = 0; number < mebibytes; number++) {
      piece.writeUInt32LE(number);
      for (let at = 0; at < MIB;) at += writeSync(descriptor, piece, at);
    }
  } finally {
    closeSync(descriptor);
  }
}
