import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { _electron } from '@playwright/test';
import { findElectron } from '../../scripts/start/electron-binary.ts';
import type { PanelHome } from './panel-home.ts';

const root = resolve(import.meta.dirname, '../..');

/** Why Electron cannot run here, for the report; undefined where it can. */
export function electronIsMissing(): string | undefined {
  if (findElectron(root) === undefined) return 'the binary of Electron is not installed here';
  const needsDisplay = process.platform === 'linux';
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (needsDisplay && DISPLAY === undefined && WAYLAND_DISPLAY === undefined) {
    return 'there is no display here';
  }
  return undefined;
}

/** The desktop app itself. */
export async function openElectron(dataDirectory: string): Promise<PanelHome> {
  const asRoot = process.getuid?.() === 0;
  const application = await _electron.launch({
    executablePath: findElectron(root)!,
    cwd: root,
    args: [root, `--user-data-dir=${dataDirectory}`, ...(asRoot ? ['--no-sandbox'] : [])],
  });
  if (!existsSync(dataDirectory)) throw new Error('The app does not use the folder it was given.');
  const page = await application.firstWindow();
  return {
    name: 'electron',
    page,
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
