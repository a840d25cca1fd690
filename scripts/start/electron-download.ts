import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdtemp, readdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DownloadWatch, progressText, type Arrived } from './download-watch.ts';
import { installerEnvironment } from './installer-environment.ts';

/** How long nothing may arrive. Networks that swallow packets do not fail by themselves. */
const STALL_MS = 30_000;
const LOOK_MS = 500;
/** How much has to come between two lines of progress where they cannot replace each other. */
const LINE_BYTES = 20e6;

const REPORT_CAUSE = pathToFileURL(resolve(import.meta.dirname, 'report-cause.mjs')).href;

export interface FetchElectronOptions {
  /** Of the package `electron`. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where progress goes. */
  readonly output: { readonly isTTY?: boolean; write(text: string): unknown };
  readonly stallMs?: number;
}

/**
 * Lets Electron's own installer fetch and unpack its binary, or take it from its cache, and watches it.
 *
 * @returns why it failed, a sentence or two; undefined when it did not
 */
export async function fetchElectron(options: FetchElectronOptions): Promise<string | undefined> {
  const { folder, environment, output, stallMs = STALL_MS } = options;
  // The installer loads into the folder for temporary files; in one of its own it can be watched.
  const temporary = await mkdtemp(join(tmpdir(), 'fifolio-electron-'));
  const child = spawn(process.execPath, ['--import', REPORT_CAUSE, join(folder, 'install.js')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...installerEnvironment(environment),
      ...{ TMPDIR: temporary, TEMP: temporary, TMP: temporary },
    },
  });
  const removeTemporary = (): void => {
    rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });
  };
  const onSignal = (): void => {
    child.kill();
    removeTemporary();
    process.exit(130);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);

  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const watch = new DownloadWatch(stallMs);
  const show = progressPrinter(output);
  const ending = { stalled: false };
  show({ archiveBytes: 0, unpackedBytes: 0 });
  let looking: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    const [archiveBytes, unpackedBytes] = await Promise.all([
      bytesIn(temporary),
      bytesIn(join(folder, 'dist')),
    ]);
    const arrived = { archiveBytes, unpackedBytes };
    show(arrived);
    if (!watch.stalled(arrived, performance.now())) return;
    ending.stalled = true;
    child.kill();
  };
  const timer = setInterval(
    () => {
      looking ??= look().finally(() => (looking = undefined));
    },
    Math.min(LOOK_MS, stallMs),
  );
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    if (code === 0) return undefined;
    if (ending.stalled) {
      return `Electron could not be fetched: nothing arrived for ${Math.round(stallMs / 1000)} seconds. ${ADVICE}`;
    }
    return `Electron could not be fetched: ${reasonIn(said)}. ${ADVICE}`;
  } catch (error) {
    return `Electron's installer could not be started: ${(error as Error).message}.`;
  } finally {
    clearInterval(timer);
    await looking;
    if (output.isTTY === true) output.write('\r\u001B[K');
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
    removeTemporary();
  }
}

const ADVICE =
  'Where the network needs a proxy, set HTTPS_PROXY; ELECTRON_MIRROR names another place to fetch from.';

/** What the installer printed, up to its stack: the first line, without the kind of error. */
function reasonIn(said: string): string {
  const line = said.split('\n').find((text) => text.trim() !== '') ?? 'it does not say why';
  return line
    .trim()
    .replace(/^\w*Error: /, '')
    .replace(/\.$/, '');
}

/** On a terminal one line that changes, elsewhere a line now and then. */
function progressPrinter(output: FetchElectronOptions['output']): (arrived: Arrived) => void {
  let printedBytes = -Infinity;
  return (arrived) => {
    if (output.isTTY === true) {
      output.write(`\r\u001B[K${progressText(arrived)}`);
      return;
    }
    const bytes = arrived.archiveBytes + arrived.unpackedBytes;
    if (Math.abs(bytes - printedBytes) < LINE_BYTES) return;
    printedBytes = bytes;
    output.write(`${progressText(arrived)}\n`);
  };
}

/** Files come and go meanwhile; those count that are there when they are looked at. */
async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        stat(join(entry.parentPath, entry.name)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
