import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { ended } from '../../e2e/support/child.ts';
import { freePort } from '../../harness/ports.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PANEL_LINE = /^Control panel: (\S+)/;

/** `fifolio serve --panel` in a process of its own. */
export interface PanelHost {
  readonly pid: number;
  /** Of the file server. */
  readonly port: number;
  /** Of the panel. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts it with all settings as they are by default, except that it prints no line for each request
 * (`--quiet`): that is not what a panel costs.
 *
 * @throws Error if it ends before it has opened the panel
 */
export async function startPanelHost(options: {
  readonly folder: string;
  /** Where it keeps its settings, instead of the user's. */
  readonly configFolder: string;
}): Promise<PanelHost> {
  const port = await freePort();
  const args = ['serve', options.folder, '--port', String(port), '--panel', '0', '--quiet'];
  const [command, ...first]: [string, ...string[]] =
    process.platform === 'win32'
      ? [process.execPath, path.join(ROOT, 'out/main/cli.js'), 'fifolio']
      : [path.join(ROOT, 'fifolio')];
  const child = spawn(command, [...first, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      XDG_CONFIG_HOME: options.configFolder,
      APPDATA: options.configFolder,
      ...(process.platform === 'darwin' ? { HOME: options.configFolder } : {}),
    },
  });
  const stopNow = (): void => void child.kill('SIGTERM');
  process.once('exit', stopNow);
  const url = await panelUrlOf(child);
  return {
    pid: child.pid!,
    port,
    url,
    async stop() {
      process.off('exit', stopNow);
      child.kill('SIGTERM');
      await ended(child);
    },
  };
}

async function panelUrlOf(child: ChildProcess): Promise<string> {
  const found = Promise.withResolvers<string>();
  createInterface({ input: child.stdout! }).on('line', (line) => {
    const url = PANEL_LINE.exec(line)?.[1];
    if (url !== undefined) found.resolve(url);
  });
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`The server ended with code ${String(code)} before it opened the panel.`);
  });
  return Promise.race([found.promise, failed]);
}
