import { unlinkSync } from 'node:fs';

/** Removes a file that is of no more use. Never throws: what cannot be removed now does no harm later. */
export function removeQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Gone already, or the folder no longer lets us.
  }
}
