import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect } from '@playwright/test';
import { collectOutput, ended } from './child.ts';

const root = resolve(import.meta.dirname, '../..');

/** `fifolio serve FOLDER --panel --json`, the built one, in a process of its own. */
export interface ServeProgram {
  /** The port it serves on first. */
  readonly port: number;
  /** The panel's address, with its secret. */
  readonly url: string;
  /** As Ctrl-C does; resolves with the exit code. */
  interrupt(): Promise<number | null>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
}

/** `home`: stands in for the user's, so that nothing is remembered outside of the test. */
export async function startServeProgram(options: {
  readonly folder: string;
  readonly home: string;
  readonly words?: readonly string[];
}): Promise<ServeProgram> {
  const { folder, home, words = ['--panel'] } = options;
  await mkdir(home, { recursive: true });
  const args = ['serve', folder, '--port', '0', '--json', ...words];
  const settings = {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], HOME: home, XDG_CONFIG_HOME: home, APPDATA: home },
  };
  const child =
    process.platform === 'win32'
      ? spawn(process.execPath, [resolve(root, 'out/main/cli.js'), 'fifolio', ...args], settings)
      : spawn(resolve(root, 'fifolio'), args, settings);
  const output = collectOutput(child);
  await expect
    .poll(() => (child.exitCode === null ? output() : `ended:\n${output()}`), { timeout: 20_000 })
    .toMatch(/"panelOpened".*\n|^ended/);
  const events = output()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string; url?: string; status?: { port: number } });
  return {
    port: events.find(({ type }) => type === 'portOpened')!.status!.port,
    url: events.find(({ type }) => type === 'panelOpened')!.url!,
    interrupt() {
      child.kill('SIGINT');
      return ended(child);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended(child);
    },
  };
}
