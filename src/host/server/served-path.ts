import { join } from 'node:path';
import { FailureError } from '../../shared/failure.ts';
import type { ServedDirectory } from '../../shared/server-state.ts';

/**
 * The path of a shared file or folder on this computer.
 *
 * @param name a checked name, or empty for the folder of a single one
 * @throws FailureError `no-such-file` where nothing is shared under it
 */
export function servedPath(directory: ServedDirectory, name: string): string {
  const parts = name === '' ? [] : name.split('/');
  if (typeof directory === 'string' && directory !== '') return join(directory, ...parts);
  const [top, ...rest] = parts;
  const folder =
    typeof directory === 'string' ? undefined : directory.find((each) => each.name === top);
  if (folder === undefined) throw new FailureError({ code: 'no-such-file' });
  return join(folder.path, ...rest);
}
