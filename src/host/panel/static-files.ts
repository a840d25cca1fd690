import { readFile, realpath } from 'node:fs/promises';
import { extname, isAbsolute, join, relative, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** A file of the built panel. */
export interface StaticFile {
  readonly content: Buffer;
  readonly type: string;
  /** Its name holds a hash of its content: browsers may keep it for good. */
  readonly immutable: boolean;
}

/**
 * Reads a file of the built panel. `undefined` for whatever is not a file inside `root`, links
 * followed, or is of a type that the panel does not consist of.
 *
 * @param pathname - of the request's address, still percent-encoded
 */
export async function readStaticFile(
  root: string,
  pathname: string,
): Promise<StaticFile | undefined> {
  let name: string;
  try {
    name = decodeURIComponent(pathname === '/' ? '/index.html' : pathname);
  } catch {
    return undefined;
  }
  const type = TYPES[extname(name).toLowerCase()];
  if (type === undefined || name.includes('\0')) return undefined;
  try {
    const realRoot = await realpath(root);
    const path = await realpath(join(realRoot, name));
    const way = relative(realRoot, path);
    if (way === '' || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way))
      return undefined;
    return { content: await readFile(path), type, immutable: way.startsWith(`assets${sep}`) };
  } catch {
    return undefined;
  }
}
