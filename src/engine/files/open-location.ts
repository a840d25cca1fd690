import { isUtf8 } from 'node:buffer';
import type { BigIntStats } from 'node:fs';
import { readlinkSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';

/**
 * Where an open file or folder really is: its absolute path without links. `moved`: it was renamed,
 * replaced or deleted while being looked at, so asking again may help. `unnameable`: its path is not
 * valid UTF-8.
 */
type OpenLocation = { readonly path: string } | 'moved' | 'unnameable';

/**
 * Finds out where something that was opened really is.
 * @param fd what was opened
 * @param path what it was opened by
 * @param stats what `fstat` says of `fd`
 */
export type Locator = (fd: number, path: string, stats: BigIntStats) => OpenLocation;

const DELETED = ' (deleted)';

/**
 * Asks the kernel, by the descriptor itself: no race with whoever changes links meanwhile. Linux only
 * (proc_pid_fd(5)).
 */
export const locateByDescriptor: Locator = (fd, _path, stats) => {
  const link = `/proc/self/fd/${fd}`;
  const path = readlinkSync(link, 'utf8');
  if (path.includes('\ufffd') && !isUtf8(readlinkSync(link, 'buffer'))) return 'unnameable';
  // The kernel appends this to a path that was unlinked, but a file may also be called so.
  if (path.endsWith(DELETED) && !isSameFile(path, stats)) return 'moved';
  return { path };
};

/**
 * Resolves the path again, and believes the result only if it leads to the very file that is open
 * and still has no links in it afterwards. For systems that cannot tell a descriptor's path: somebody
 * who can write in the shared folder and exchanges links four times between these steps is not noticed.
 */
export const locateByPath: Locator = (_fd, path, stats) => {
  const real = realpathSync.native(path);
  if (real.includes('\ufffd') && !isUtf8(realpathSync.native(path, 'buffer'))) return 'unnameable';
  if (!isSameFile(real, stats) || realpathSync.native(real) !== real) return 'moved';
  return { path: real };
};

/** The locator for this system. */
export function platformLocator(): Locator {
  return process.platform === 'linux' && hasProc() ? locateByDescriptor : locateByPath;
}

/**
 * The path of `location` inside `directory`, with `/` between parts; empty for the directory itself;
 * `undefined` when it lies outside. Both are absolute and free of links.
 */
export function pathInside(directory: string, location: string): string | undefined {
  const path = relative(directory, location);
  if (path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path)) return undefined;
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

function isSameFile(path: string, stats: BigIntStats): boolean {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found !== undefined && found.ino === stats.ino && found.dev === stats.dev;
}

/** Minimal containers may come without `/proc`. */
function hasProc(): boolean {
  return statSync('/proc/self/fd', { throwIfNoEntry: false }) !== undefined;
}
