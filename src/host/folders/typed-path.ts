import { posix, win32 } from 'node:path';
import { FailureError } from '../../shared/failure.ts';
import { expandHome } from './home-path.ts';

export interface TypedPathOptions {
  /** The user's folder, absolute. */
  readonly home: string;
  readonly platform: NodeJS.Platform;
}

/**
 * The path that a person means who typed or pasted it: with `~`, in quotation marks (as "Copy as path" of
 * Windows gives it), as a `file:` URL (RFC 8089), or as it is.
 *
 * @returns an absolute path, without `.` and `..`
 * @throws FailureError `windows-path` for one of Windows on another system, `link-elsewhere` for a URL of
 *   another computer or of something else than files, `not-absolute` for anything that has no certain place
 */
export function readTypedPath(typed: string, { home, platform }: TypedPathOptions): string {
  const text = withoutQuotes(typed.trim());
  const { isAbsolute, normalize } = platform === 'win32' ? win32 : posix;
  const path = /^[a-z][a-z0-9+.-]+:\/\//i.test(text)
    ? pathOfUrl(text, platform)
    : expandHome(text, home, platform);
  if (platform !== 'win32' && /^(?:[a-z]:[\\/]|\\\\)/i.test(path)) {
    throw new FailureError({ code: 'windows-path' });
  }
  // On Windows, `\x` is absolute and yet on whatever drive is the current one.
  const hasPlace =
    platform === 'win32' ? /^(?:[a-z]:[\\/]|[\\/]{2})/i.test(path) : isAbsolute(path);
  if (!hasPlace || path.includes('\0')) throw new FailureError({ code: 'not-absolute' });
  return withoutEnd(normalize(path), platform);
}

function withoutQuotes(text: string): string {
  return /^(["'])(.*)\1$/s.exec(text)?.[2]?.trim() ?? text;
}

/** `file:///home/me/a%20b`, `file:///C:/Users/me`. */
function pathOfUrl(text: string, platform: NodeJS.Platform): string {
  const url = URL.parse(text);
  const isHere = url?.host === '' || url?.host === 'localhost';
  if (url?.protocol !== 'file:' || !isHere) throw new FailureError({ code: 'link-elsewhere' });
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    throw new FailureError({ code: 'link-elsewhere' });
  }
  if (!/^\/[a-z]:/i.test(path)) return path;
  return platform === 'win32' ? path.slice(1).replaceAll('/', '\\') : path.slice(1);
}

/** A folder is the same with and without a separator behind it; `/` and `C:\` need theirs. */
function withoutEnd(path: string, platform: NodeJS.Platform): string {
  if (platform !== 'win32') return path.replace(/(.)\/$/, '$1');
  return /^[a-z]:\\$/i.test(path) ? path : path.replace(/(.)\\$/, '$1');
}
