import { readFile, realpath } from 'node:fs/promises';
import { extname, isAbsolute, join, relative, sep } from 'node:path';
import type sea from 'node:sea';

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
 * Finds the files of the built panel. `undefined` for whatever is not one of them, or is of a type that
 * the panel does not consist of.
 *
 * @param pathname - of the request's address, still percent-encoded
 */
export type PanelFiles = (pathname: string) => Promise<StaticFile | undefined>;

/** The built panel as a folder on disk. Nothing outside of it is found, links followed. */
export function filesInDirectory(root: string): PanelFiles {
  return async (pathname) => {
    const named = nameAndType(pathname);
    if (named === undefined) return undefined;
    try {
      const realRoot = await realpath(root);
      const path = await realpath(join(realRoot, named.name));
      const inside = relative(realRoot, path);
      if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside))
        return undefined;
      return {
        content: await readFile(path),
        type: named.type,
        immutable: inside.startsWith(`assets${sep}`),
      };
    } catch {
      return undefined;
    }
  };
}

/** The built panel inside the single executable: assets named `renderer/` and the file's path. */
export function filesInExecutable(executable: typeof sea): PanelFiles {
  const names = new Set(executable.getAssetKeys());
  return (pathname) => {
    const named = nameAndType(pathname);
    const asset = `renderer${named?.name ?? ''}`;
    if (named === undefined || !names.has(asset)) return Promise.resolve(undefined);
    const content = Buffer.from(executable.getRawAsset(asset));
    const immutable = named.name.startsWith('/assets/');
    return Promise.resolve({ content, type: named.type, immutable });
  };
}

function nameAndType(pathname: string): { name: string; type: string } | undefined {
  let name: string;
  try {
    name = decodeURIComponent(pathname === '/' ? '/index.html' : pathname);
  } catch {
    return undefined;
  }
  const type = TYPES[extname(name).toLowerCase()];
  return type === undefined || name.includes('\0') ? undefined : { name, type };
}
