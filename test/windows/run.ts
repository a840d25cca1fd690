/**
 * The tests of the engine, the client and the command line in Windows' Node, under Wine (docs/windows.md).
 *
 *     npm run test:windows -- [TEST FILE OR FOLDER …]
 */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildIfNeeded } from '../../scripts/start/build.ts';
import { resultOf, type VitestReport } from './result.ts';
import { hasWine, Wine } from './wine.ts';
import { installWindowsPackages } from './windows-packages.ts';

const RUN_TAKES_AT_MOST_MS = 20 * 60_000;
const TESTS = [
  'src/cli',
  'src/engine',
  'src/shared',
  'test/cache',
  'test/cli',
  'test/client',
  'test/files',
  'test/server',
];
const NOT_COPIED = new Set(['.git', 'node_modules', 'dist', 'coverage', 'test-results']);
const REPORT = 'test-results/windows.json';

const root = resolve(import.meta.dirname, '../..');
const tests = process.argv.length > 2 ? process.argv.slice(2) : TESTS;

async function runUnderWine(folder: string): Promise<number> {
  await buildIfNeeded(root);
  console.log('Fetching the packages for Windows, if they are not here yet…');
  const cache = join(root, 'node_modules/.cache/fifolio-windows');
  const packages = await installWindowsPackages(root, cache);
  const copy = join(folder, 'fifolio');
  mkdirSync(copy);
  for (const name of readdirSync(root)) {
    if (!NOT_COPIED.has(name)) cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  symlinkSync(packages.modules, join(copy, 'node_modules'));

  const wine = await Wine.start(folder);
  const end = (signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP'): void => {
    wine.end();
    rmSync(folder, { recursive: true, force: true });
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);
  try {
    console.log(`Running ${tests.join(', ')} under Wine; this takes some minutes…`);
    const streams = { stdout: join(folder, 'tests.log'), stderr: join(folder, 'tests-errors.log') };
    const outcome = await wine.run(
      [
        packages.node,
        'node_modules/vitest/vitest.mjs',
        'run',
        ...tests,
        ...['--config', 'test/windows/vitest.windows.config.ts', '--configLoader', 'native'],
      ],
      { directory: copy, timeoutMs: RUN_TAKES_AT_MOST_MS, ...streams },
    );
    for (const stream of Object.values(streams)) console.log(readFileSync(stream, 'utf8'));
    if (outcome === 'timed-out') {
      console.error('The tests were not done after 20 minutes and have been ended.');
      return 1;
    }
    const report = readFileSync(join(copy, REPORT), 'utf8');
    mkdirSync(join(root, 'test-results'), { recursive: true });
    cpSync(join(copy, REPORT), join(root, REPORT));
    const result = resultOf(JSON.parse(report) as VitestReport, `Z:${copy}`);
    console.log(result.text);
    return result.isGood ? 0 : 1;
  } finally {
    wine.end();
  }
}

if (!hasWine()) {
  console.log(`Nothing was run: Wine is not installed here. Not run: ${tests.join(', ')}.`);
} else {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'fifolio-windows-')));
  try {
    process.exitCode = await runUnderWine(folder);
  } catch (error) {
    console.error(`test:windows: ${(error as Error).message}`);
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
