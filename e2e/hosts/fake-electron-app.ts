import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { Browser } from '@playwright/test';
import { BrowserSide } from '../fake-electron/browser-side.ts';
import { collectOutput, ended } from '../support/child.ts';
import type { DesktopApp } from './running-app.ts';

const root = resolve(import.meta.dirname, '../..');

/** The built main process with the fake Electron, its window open. */
export interface FakeElectronApp extends DesktopApp {
  readonly browserSide: BrowserSide;
}

/** What the fake Electron tells of its records, as far as {@link DesktopApp} asks for it. */
interface Look {
  windows: { refusedNavigations: string[] }[];
  /** Folder dialogs have no message. */
  questions: { message?: string }[];
}

export interface FakeElectronOptions {
  /** Further arguments. */
  readonly words?: readonly string[];
  /** Further variables of the environment. */
  readonly environment?: NodeJS.ProcessEnv;
}

/** Runs the built main process in Node, and its window in `browser`. */
export async function openFakeElectron(
  browser: Browser,
  dataDirectory: string,
  options: FakeElectronOptions = {},
): Promise<FakeElectronApp> {
  const app = await startFakeElectron(browser, dataDirectory, options);
  return { ...app, page: await app.currentPage() };
}

/** The same, without waiting for a window: there may be none. */
export async function startFakeElectron(
  browser: Browser,
  dataDirectory: string,
  { words = [], environment = {} }: FakeElectronOptions,
): Promise<Omit<FakeElectronApp, 'page'>> {
  const child = spawn(
    process.execPath,
    [
      '--import',
      resolve(root, 'e2e/fake-electron/register.ts'),
      resolve(root, 'out/main/index.js'),
      `--user-data-dir=${dataDirectory}`,
      ...words,
    ],
    {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'advanced',
    },
  );
  const output = collectOutput(child);
  const context = await browser.newContext();
  const browserSide = new BrowserSide(context, child);
  const died = new Promise<never>((_resolve, reject) => {
    child.once('exit', (code) => {
      reject(new Error(`The main process ended with code ${code}:\n${output()}`));
    });
  });
  died.catch(() => undefined);
  await Promise.race([browserSide.start(), died]);
  const look = (): Promise<Look> => browserSide.desktop<Look>('look');
  return {
    kind: 'fake-electron',
    browserSide,
    currentPage: () => Promise.race([browserSide.page(), died]),
    windowCount: async () => (await look()).windows.length,
    windowTitle: async () => (await browserSide.page()).title(),
    // The process may end before it can answer.
    closeWindow: () => browserSide.desktop<undefined>('closeWindow').catch(() => undefined),
    startAgain: (words = [], folder = '') => browserSide.desktop('startAgain', words, folder),
    chooseInMenu: (id) => browserSide.desktop('chooseInMenu', id),
    answerQuestion: (button, checkboxChecked) =>
      browserSide.desktop('answerMessageBox', button, checkboxChecked),
    questions: async () => (await look()).questions.flatMap(({ message }) => message ?? []),
    refusedNavigations: async () =>
      (await look()).windows.flatMap(({ refusedNavigations }) => refusedNavigations),
    crashPage: () => browserSide.desktop('endRenderer', 'crashed'),
    exited: () => ended(child),
    answerFolderDialog: async (folder) => {
      await browserSide.desktop('answerFolder', folder);
    },
    async close() {
      if (child.exitCode === null) await browserSide.desktop('quit').catch(() => undefined);
      await ended(child);
      await context.close();
    },
  };
}
