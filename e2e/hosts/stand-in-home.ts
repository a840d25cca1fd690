import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { Browser } from '@playwright/test';
import { BrowserHalf } from '../stand-in/browser-half.ts';
import { collectOutput, ended } from '../support/child.ts';
import type { PanelHome } from './panel-home.ts';

const root = resolve(import.meta.dirname, '../..');

/** The built main process under the stand-in, with its window open. */
export interface StandInHome extends PanelHome {
  readonly half: BrowserHalf;
  /** The main process's exit code, once it has ended. */
  readonly exited: () => Promise<number | null>;
}

/** Runs the built main process in Node, and its window in `browser`. */
export async function openStandIn(browser: Browser, dataDirectory: string): Promise<StandInHome> {
  const child = spawn(
    process.execPath,
    [
      '--import',
      resolve(root, 'e2e/stand-in/register.ts'),
      resolve(root, 'out/main/index.js'),
      `--user-data-dir=${dataDirectory}`,
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], serialization: 'advanced' },
  );
  const output = collectOutput(child);
  const context = await browser.newContext();
  const half = new BrowserHalf(context, child);
  const died = new Promise<never>((_resolve, reject) => {
    child.once('exit', (code) => {
      reject(new Error(`The main process ended with code ${code}:\n${output()}`));
    });
  });
  died.catch(() => undefined);
  await Promise.race([half.start(), died]);
  const page = await Promise.race([half.page(), died]);
  return {
    name: 'stand-in',
    page,
    half,
    exited: () => ended(child),
    answerFolderDialog: async (folder) => {
      await half.desktop('answerFolder', folder);
    },
    async close() {
      if (child.exitCode === null) await half.desktop('quit').catch(() => undefined);
      await ended(child);
      await context.close();
    },
  };
}
