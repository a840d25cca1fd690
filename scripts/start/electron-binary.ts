import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fetchElectron } from './electron-download.ts';

/** As in Electron's own `install.js`. */
const BINARIES: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/**
 * Electron's binary for this machine, or undefined where it is not installed. As in Electron's own
 * `index.js`, `ELECTRON_OVERRIDE_DIST_PATH` names a folder with another build of it, for which nothing
 * needs to have been fetched.
 */
export function findElectron(root: string): string | undefined {
  const folder = join(root, 'node_modules', 'electron');
  const elsewhere = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  let name: string | undefined;
  try {
    name = readFileSync(join(folder, 'path.txt'), 'utf8');
  } catch {
    // Nothing was fetched, or not wholly unpacked.
  }
  if (elsewhere) name ??= BINARIES[process.platform] ?? 'electron';
  if (name === undefined) return undefined;
  const binary = join(elsewhere || join(folder, 'dist'), name);
  return existsSync(binary) ? binary : undefined;
}

/**
 * Electron's binary, fetched the first time it is needed: its npm package comes without. Undefined
 * where it cannot be had, of which the reason has been printed then.
 */
export async function obtainElectron(root: string): Promise<string | undefined> {
  const found = findElectron(root);
  if (found !== undefined) return found;
  const elsewhere = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (elsewhere) {
    console.error(`ELECTRON_OVERRIDE_DIST_PATH is ${elsewhere}, where there is no Electron.`);
    return undefined;
  }
  const folder = join(root, 'node_modules', 'electron');
  if (!existsSync(join(folder, 'install.js'))) {
    console.error('The package electron is not installed; `npm ci` installs it.');
    return undefined;
  }
  const failure = await fetchElectron({
    folder,
    environment: process.env,
    output: process.stderr,
  });
  if (failure !== undefined) console.error(failure);
  return findElectron(root);
}
