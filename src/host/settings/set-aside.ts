import { renameSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';

/**
 * Moves a file that cannot be understood out of the way, beside where it was, and says where to.
 * `undefined`: it could not be moved.
 */
export function setAside(path: string, nowMs: number): string | undefined {
  const extension = extname(path);
  const stamp = new Date(nowMs).toISOString().replaceAll(':', '-').replace(/\..*/, '');
  const target = join(dirname(path), `${basename(path, extension)}.damaged-${stamp}${extension}`);
  try {
    renameSync(path, target);
    return target;
  } catch {
    return undefined;
  }
}
