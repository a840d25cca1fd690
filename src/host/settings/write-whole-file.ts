import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Writes a text file so that whoever reads it, even after a crash or a power failure, finds the old
 * content or the new, and never a part.
 *
 * @param text - or the parts that it consists of
 * @param mode - who may read and write a file that is new; default: everybody whom the umask lets
 * @throws the system's error; the file is as it was then, and nothing is left beside it
 */
export function writeWholeFile(path: string, text: string | Generator<string>, mode = 0o666): void {
  // Two programs may share the folder.
  const temporary = `${path}.${process.pid}.new`;
  try {
    const file = openSync(temporary, 'w', mode);
    try {
      for (const part of typeof text === 'string' ? [text] : text) writeFileSync(file, part);
      // Before the name is given to it: else it may be the name that outlives a power failure alone.
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
