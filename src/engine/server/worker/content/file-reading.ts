import { close, fstatSync, read, readSync } from 'node:fs';
import type { Bytes } from '../../../../shared/units.ts';
import { type FileVersion, sameVersion, versionOf } from '../../../files/file-version.ts';

/** The file ended before the length its version states: it shrank after it was opened. */
export class FileShrankError extends Error {
  constructor() {
    super('the file became shorter while it was read');
  }
}

/** A part of a buffer that is to be filled. */
export interface ReadTarget {
  readonly buffer: Uint8Array;
  readonly start: Bytes;
  readonly length: Bytes;
}

/**
 * Fills all of `target` from `position` on, however many reads the system makes of it.
 *
 * @throws FileShrankError when the file ends first.
 * @throws NodeJS.ErrnoException when reading fails.
 */
export function readFully(fd: number, target: ReadTarget, position: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let done = 0;
    const readOn = (): void => {
      const { buffer, start, length } = target;
      read(fd, buffer, start + done, length - done, position + done, (error, bytesRead) => {
        done += bytesRead;
        if (error !== null) reject(error);
        else if (bytesRead === 0) reject(new FileShrankError());
        else if (done === length) resolve();
        else readOn();
      });
    };
    if (target.length === 0) resolve();
    else readOn();
  });
}

/** As {@link readFully}, in this thread: for files so small that handing over would cost more. */
export function readFullySync(
  fd: number,
  { buffer, start, length }: ReadTarget,
  position: number,
): void {
  for (let done = 0; done < length;) {
    const bytesRead = readSync(fd, buffer, start + done, length - done, position + done);
    if (bytesRead === 0) throw new FileShrankError();
    done += bytesRead;
  }
}

/** Whether an open file is still the version that was found when it was opened. */
export function isUnchanged(fd: number, version: FileVersion): boolean {
  return sameVersion(versionOf(fstatSync(fd, { bigint: true })), version);
}

/** Closes without waiting. Nothing was written through these descriptors, so a failure loses nothing. */
export function closeLater(fd: number): void {
  close(fd, () => undefined);
}
