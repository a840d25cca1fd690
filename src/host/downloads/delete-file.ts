import { lstat, rm } from 'node:fs/promises';
import { fileSystemFailure } from '../../engine/index.ts';

/**
 * Deletes a file that was downloaded; one that has gone is as good as deleted. What has become a folder is
 * not what was downloaded, and stays.
 *
 * @throws FailureError `file-system`
 */
export async function deleteFile(path: string): Promise<void> {
  try {
    if ((await lstat(path)).isDirectory()) throw new Error('it is a folder now');
    await rm(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw fileSystemFailure('delete', path, error);
  }
}
