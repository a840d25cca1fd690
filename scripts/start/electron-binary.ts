import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How long to wait for a sign of life from where Electron's binary is fetched from. */
const PROBE_MS = 5000;
/** How long fetching may take: about 120 MB. */
const FETCH_MS = 5 * 60_000;

const RELEASES = 'https://github.com/electron/electron/releases/';

/** Electron's binary for this machine, or undefined where it is not installed. */
export function findElectron(root: string): string | undefined {
  const folder = join(root, 'node_modules', 'electron');
  try {
    const name = readFileSync(join(folder, 'path.txt'), 'utf8');
    const binary = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), name);
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Electron's binary, fetched the first time it is needed: its npm package comes without. Undefined
 * where it cannot be had; nothing is said of why, as there is nothing to do about it here.
 */
export async function obtainElectron(root: string): Promise<string | undefined> {
  const found = findElectron(root);
  if (found !== undefined) return found;
  const installer = join(root, 'node_modules', 'electron', 'install.js');
  if (!existsSync(installer) || !(await answers())) return undefined;
  console.log('Fetching Electron (about 120 MB, this once)…');
  await new Promise<void>((resolve) => {
    const child = spawn(process.execPath, [installer], { stdio: 'ignore', timeout: FETCH_MS });
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  return findElectron(root);
}

/** Whether fetching is worth trying. A network that swallows packets would keep a person waiting. */
async function answers(): Promise<boolean> {
  const mirror = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'];
  try {
    await fetch(mirror ?? RELEASES, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) });
    return true;
  } catch {
    // Behind a proxy the way there is known to Electron's installer alone.
    return process.env['ELECTRON_GET_USE_PROXY'] !== undefined;
  }
}
