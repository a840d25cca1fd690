import { lstat, rm } from 'node:fs/promises';
import { FailureError } from '../../shared/failure.ts';

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
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return;
    const systemCode = code === undefined ? {} : { systemCode: code };
    const failure = { code: 'file-system', action: 'delete', path, detail: message } as const;
    throw new FailureError({ ...failure, ...systemCode }, { cause: error });
  }
}
