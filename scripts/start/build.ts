import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What the build is made of, and the last file of each of its parts. */
const SOURCES = ['src', 'electron.vite.config.ts', 'package.json'];
const RESULTS = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'];

/** Builds unless every part of the build is there and younger than all sources. */
export async function buildIfNeeded(root: string): Promise<void> {
  const [built, changed] = await Promise.all([oldestOf(root, RESULTS), youngestOf(root, SOURCES)]);
  if (built > changed) return;
  console.log('Building…');
  const vite = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error('The build failed; what is wrong stands above.');
}

/** In ms since 1970; 0 when one is missing. */
async function oldestOf(root: string, paths: readonly string[]): Promise<number> {
  const times = await Promise.all(
    paths.map((path) =>
      stat(join(root, path)).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  );
  return Math.min(...times);
}

async function youngestOf(root: string, paths: readonly string[]): Promise<number> {
  let youngest = 0;
  for (const path of paths) {
    const full = join(root, path);
    const status = await stat(full);
    const time = status.isDirectory()
      ? await youngestOf(
          full,
          (await readdir(full)).filter((name) => !/\.test\.tsx?$/.test(name)),
        )
      : status.mtimeMs;
    youngest = Math.max(youngest, time);
  }
  return youngest;
}
