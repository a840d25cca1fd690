import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';
import { hasDisplay } from '../../scripts/start/display.ts';
import { findElectron } from '../../scripts/start/electron-binary.ts';
import { hasSandbox, readSandboxFacts } from '../../scripts/start/sandbox.ts';
import { ended } from '../support/child.ts';
import type { DesktopApp } from './running-app.ts';

const root = resolve(import.meta.dirname, '../..');

/** Why Electron cannot run here, for the report; undefined where it can. */
export function electronIsMissing(): string | undefined {
  if (findElectron(root) === undefined) return 'the binary of Electron is not installed here';
  if (!hasDisplay({ platform: process.platform, environment: process.env })) {
    return 'there is no display here';
  }
  return undefined;
}

/** Set in the main process: what a person was asked, and what they are to answer. */
interface Records {
  readonly questions: string[];
  readonly answers: { response: number; checkboxChecked: boolean }[];
  readonly refused: string[];
}

type WithRecords = typeof globalThis & { fifolioE2e: Records };

/** The desktop app itself. */
export async function openElectron(dataDirectory: string): Promise<DesktopApp> {
  const executablePath = findElectron(root)!;
  const application = await _electron.launch({
    executablePath,
    cwd: root,
    args: [root, `--user-data-dir=${dataDirectory}`],
    // Left out, Playwright would start it without its sandbox on Linux.
    chromiumSandbox: hasSandbox(readSandboxFacts(executablePath)),
    // The app's own theme is looked at; by default, Playwright has every page light.
    colorScheme: null,
  });
  const used = await application.evaluate(({ app }) => app.getPath('userData'));
  if (realpathSync(used) !== realpathSync(dataDirectory)) {
    throw new Error(`The app remembers things in ${used}, not in the folder that it was given.`);
  }
  const page = await application.firstWindow();
  await record(application);
  return {
    kind: 'electron',
    page,
    currentPage: () => Promise.resolve(application.windows().at(-1) ?? application.firstWindow()),
    windowCount: () =>
      application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length),
    windowTitle: () =>
      application.evaluate(
        ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getTitle() ?? '',
      ),
    closeWindow: () =>
      application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()),
    startAgain: (words = [], folder = '') =>
      application.evaluate(
        ({ app }, sent) => void app.emit('second-instance', {}, [], sent.folder, sent),
        { words, folder },
      ),
    chooseInMenu: (id) =>
      application.evaluate(
        ({ Menu }, item) => void Menu.getApplicationMenu()?.getMenuItemById(item)?.click(),
        id,
      ),
    answerQuestion: (response, checkboxChecked) =>
      application.evaluate(
        (_electronModule, answer) => {
          (globalThis as WithRecords).fifolioE2e.answers.push(answer);
        },
        { response, checkboxChecked },
      ),
    questions: () => application.evaluate(() => (globalThis as WithRecords).fifolioE2e.questions),
    refusedNavigations: () =>
      application.evaluate(() => (globalThis as WithRecords).fifolioE2e.refused),
    crashPage: () =>
      application.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
      ),
    exited: () => ended(application.process()),
    async answerFolderDialog(folder) {
      await application.evaluate(({ dialog }, path) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
      }, folder);
    },
    async close() {
      await application.close();
    },
  };
}

/** Answers questions in a person's place, and notes what the app's own rules refused. */
async function record(application: ElectronApplication): Promise<void> {
  await application.evaluate(({ BrowserWindow, dialog }) => {
    const records: Records = { questions: [], answers: [], refused: [] };
    (globalThis as WithRecords).fifolioE2e = records;
    const ask = (...args: unknown[]): Promise<{ response: number; checkboxChecked: boolean }> => {
      const options = args.at(-1) as { message: string; cancelId?: number };
      records.questions.push(options.message);
      const dismissed = { response: options.cancelId ?? 0, checkboxChecked: false };
      return Promise.resolve(records.answers.shift() ?? dismissed);
    };
    dialog.showMessageBox = ask;
    // After the app's own listeners.
    BrowserWindow.getAllWindows()[0]?.webContents.on('will-frame-navigate', (details) => {
      if (details.defaultPrevented) records.refused.push(details.url);
    });
  });
}
