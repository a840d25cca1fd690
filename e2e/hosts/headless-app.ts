import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import type { Browser } from '@playwright/test';
import { collectOutput, ended } from '../support/child.ts';
import type { RunningApp } from './running-app.ts';

const root = resolve(import.meta.dirname, '../..');

/** A headless program with its panel server, and the address it printed. */
export interface HeadlessProgram {
  readonly url: string;
  readonly child: ChildProcess;
  close(): Promise<void>;
}

export async function startHeadless(dataDirectory: string): Promise<HeadlessProgram> {
  const child = spawn(
    process.execPath,
    [resolve(root, 'e2e/support/headless-panel.ts'), dataDirectory],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const output = collectOutput(child);
  const url = await new Promise<string>((found, failed) => {
    child.stdout.on('data', () => {
      const printed = /http:\S+/.exec(output());
      if (printed !== null) found(printed[0]);
    });
    child.once('exit', (code) => {
      failed(new Error(`The program ended with code ${code}:\n${output()}`));
    });
  });
  return {
    url,
    child,
    async close() {
      child.kill('SIGTERM');
      // Twice: a test does not wait for transfers.
      child.kill('SIGTERM');
      await ended(child);
    },
  };
}

/** The panel in Chromium, served by a headless program. */
export async function openHeadless(browser: Browser, dataDirectory: string): Promise<RunningApp> {
  const program = await startHeadless(dataDirectory);
  const context = await browser.newContext({ viewport: { width: 1180, height: 760 } });
  const page = await context.newPage();
  await page.goto(program.url);
  return {
    kind: 'panel',
    page,
    answerFolderDialog: undefined,
    async close() {
      await context.close();
      await program.close();
    },
  };
}
