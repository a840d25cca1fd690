import { join } from 'node:path';

/**
 * A path as a person writes it: `~` alone, or before a separator, is their own folder (`~user` is not). A
 * folder that is really called so can be written as `./~`.
 *
 * @param home - the user's folder, absolute
 */
export function expandHome(
  path: string,
  home: string,
  platform: NodeJS.Platform = process.platform,
): string {
  const [first, second] = path;
  if (first !== '~') return path;
  const isSeparator = second === '/' || (second === '\\' && platform === 'win32');
  return second === undefined || isSeparator ? join(home, path.slice(1)) : path;
}
