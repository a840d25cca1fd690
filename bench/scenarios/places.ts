import { accessSync, closeSync, constants, fsyncSync, openSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const MIB = 1024 * 1024;
const SHARED_MEMORY = '/dev/shm';

/** Where downloads go to. */
export interface Place {
  readonly name: string;
  readonly parent: string;
  /** Whether what is written there can be lost with the power, unless it is flushed. */
  readonly isDisk: boolean;
}

export const MEMORY: Place = { name: 'into memory', parent: SHARED_MEMORY, isDisk: false };
export const DISK: Place = { name: 'to disk', parent: tmpdir(), isDisk: true };

/** Why a place cannot take so much; `undefined` if it can. */
export function unusable({ parent }: Place, mebibytes: number): string | undefined {
  try {
    accessSync(parent, constants.W_OK);
    const { bavail, bsize } = statfsSync(parent);
    return (bavail * bsize) / MIB < mebibytes
      ? `${parent} has no room for ${mebibytes} MiB`
      : undefined;
  } catch {
    return `there is no ${parent} to write to`;
  }
}

/** Waits until the content of a file is on the disk. */
export function flushFile(file: string): void {
  flush(file, 'r+');
}

/** The same of the names in a folder; what Windows cannot. */
export function flushFolder(folder: string): void {
  if (process.platform !== 'win32') flush(folder, 'r');
}

function flush(pathname: string, flags: 'r' | 'r+'): void {
  const descriptor = openSync(pathname, flags);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
