import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type ConsoleMessage, type Page } from '@playwright/test';
import { electronIsMissing, openElectron } from './hosts/electron-home.ts';
import { openHeadless } from './hosts/headless-home.ts';
import type { HomeName, PanelHome } from './hosts/panel-home.ts';
import { openStandIn } from './hosts/stand-in-home.ts';
import { FetchPane } from './pages/fetch-pane.ts';
import { ServePane } from './pages/serve-pane.ts';

export { expect };

export interface HomeOptions {
  /** Where the panel runs; set by the project. */
  homeName: HomeName;
}

interface Fixtures {
  /** A folder of this test alone, real path, gone after it. */
  folder: string;
  /** Starts the program, with what it remembers from the time before. */
  openHome: () => Promise<PanelHome>;
  home: PanelHome;
  /** The panel's page. What it says on its console, or that its policy was breached, fails the test. */
  panel: Page;
  serve: ServePane;
  fetch: FetchPane;
}

export const test = base.extend<Fixtures & HomeOptions>({
  homeName: ['panel', { option: true }],

  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'fifolio-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },

  openHome: async ({ browser, homeName, folder }, use) => {
    const missing = homeName === 'electron' ? electronIsMissing() : undefined;
    test.skip(missing !== undefined, missing);
    const dataDirectory = join(folder, 'data');
    await mkdir(dataDirectory);
    await use(() => {
      switch (homeName) {
        case 'panel':
          return openHeadless(browser, dataDirectory);
        case 'stand-in':
          return openStandIn(browser, dataDirectory);
        case 'electron':
          return openElectron(dataDirectory);
      }
    });
  },

  home: async ({ openHome }, use) => {
    const home = await openHome();
    await use(home);
    await home.close();
  },

  panel: async ({ home }, use) => {
    const complaints = watchConsole(home.page);
    await use(home.page);
    expect(complaints, 'errors and policy violations on the console').toEqual([]);
  },

  serve: async ({ home, panel }, use) => {
    await expect(panel).toHaveTitle('Fifolio');
    await use(new ServePane(home));
  },

  fetch: async ({ home, panel }, use) => {
    await expect(panel).toHaveTitle('Fifolio');
    await use(new FetchPane(home));
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
