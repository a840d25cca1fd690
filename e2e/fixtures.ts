import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type ConsoleMessage, type Page } from '@playwright/test';
import { electronIsMissing, openElectron } from './hosts/electron-app.ts';
import { openHeadless } from './hosts/headless-app.ts';
import type { AppKind, RunningApp } from './hosts/running-app.ts';
import { openFakeElectron } from './hosts/fake-electron-app.ts';
import { FetchPane } from './pages/fetch-pane.ts';
import { ServePane } from './pages/serve-pane.ts';

export { expect };

export interface AppOptions {
  /** Where the panel runs; set by the project. */
  appKind: AppKind;
}

interface Fixtures {
  /** A folder of this test alone, real path, gone after it. */
  folder: string;
  /** Starts the program, with what it remembers from the time before. */
  startApp: () => Promise<RunningApp>;
  app: RunningApp;
  /** The panel's page. What it says on its console, or that its policy was breached, fails the test. */
  panel: Page;
  serve: ServePane;
  fetch: FetchPane;
}

export const test = base.extend<Fixtures & AppOptions>({
  appKind: ['panel', { option: true }],

  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'fifolio-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },

  startApp: async ({ browser, appKind, folder }, use) => {
    const missing = appKind === 'electron' ? electronIsMissing() : undefined;
    test.skip(missing !== undefined, missing);
    const dataDirectory = join(folder, 'data');
    await mkdir(dataDirectory);
    await use(() => {
      switch (appKind) {
        case 'panel':
          return openHeadless(browser, dataDirectory);
        case 'fake-electron':
          return openFakeElectron(browser, dataDirectory);
        case 'electron':
          return openElectron(dataDirectory);
      }
    });
  },

  app: async ({ startApp }, use) => {
    const app = await startApp();
    await use(app);
    await app.close();
  },

  panel: async ({ app }, use) => {
    const complaints = watchConsole(app.page);
    await use(app.page);
    expect(complaints, 'errors and policy violations on the console').toEqual([]);
  },

  serve: async ({ app, panel }, use) => {
    await expect(panel).toHaveTitle('Fifolio');
    await use(new ServePane(app));
  },

  fetch: async ({ app, panel }, use) => {
    await expect(panel).toHaveTitle('Fifolio');
    await use(new FetchPane(app));
  },
});

/** Collects what the page complains of: errors, warnings, exceptions nobody caught. */
function watchConsole(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}
