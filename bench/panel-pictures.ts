import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Locator, type Page } from '@playwright/test';
import { chromiumLaunchOptions } from '../harness/chromium.ts';
import { startPanelServer } from '../src/host/panel/panel-server.ts';
import { filesInDirectory } from '../src/host/panel/static-files.ts';
import type { Language } from '../src/shared/locales/languages.ts';
import { sceneOf, type SceneName } from '../doubles/scripted-host/scenes.ts';
import { ScriptedHost } from '../doubles/scripted-host/scripted-host.ts';

/**
 * Pictures every state of the panel, from scripted scenes, and runs axe on each. Exits with 1 if axe,
 * the console or the page's security policy has something to say.
 *
 *     node bench/panel-pictures.ts [--to docs/images] [--renderer out/renderer] [--only NAME]
 *       [--language TAG]
 */

interface Picture {
  readonly name: string;
  readonly scene: SceneName;
  readonly theme?: 'light' | 'dark';
  readonly size?: { readonly width: number; readonly height: number };
  readonly prepare?: (page: Page) => Promise<void>;
}

/** The narrowest window that shows both panes. */
const TWO_PANES = { width: 1000, height: 700 };
const NARROW = { width: 720, height: 520 };
const ZOOMED = { width: 590, height: 380 };
const PHONE = { width: 560, height: 800 };
const WIDE = { width: 1180, height: 760 };

const connect = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('button', { name: 'Disconnect', exact: true }).waitFor();
};
const showFetch = (page: Page): Promise<void> => page.getByRole('tab', { name: 'Fetch' }).click();
const inFolder = async (page: Page): Promise<void> => {
  await connect(page);
  const tree = page.getByRole('treegrid', { name: 'All its files' });
  await tree
    .getByRole('row', { name: /photos/ })
    .first()
    .waitFor();
  await tree.focus();
  await page.keyboard.type('photos');
  await page.keyboard.press('ArrowRight');
  await tree
    .getByRole('row', { name: /reports/ })
    .first()
    .click();
};

const beltMenu = async (page: Page): Promise<void> => {
  await page.getByRole('option').nth(30).click({ button: 'right' });
  await page.getByRole('menu').waitFor();
};

const intoBelt = async (page: Page): Promise<void> => {
  await page.getByRole('listbox', { name: 'The cache' }).focus();
  for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'Enter', '+', '+']) {
    await page.keyboard.press(key);
  }
  await page
    .getByRole('option', { name: /, cached / })
    .first()
    .waitFor();
};

const share = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Share 192.168.1.20:8080' }).click();
  await page.getByRole('dialog').waitFor();
};

const unfold = (page: Page): Promise<void> => showDownload(page, '6 files').dblclick();

const downloadsMenu = async (page: Page): Promise<void> => {
  await unfold(page);
  await showDownload(page, 'lake-002').click({ button: 'right' });
  await page.getByRole('menu').waitFor();
};

const deleteFile = async (page: Page): Promise<void> => {
  await downloadsMenu(page);
  await page.getByRole('menuitem', { name: 'Delete the file…' }).click();
  await page.getByRole('dialog').waitFor();
};

const removeOne = async (page: Page): Promise<void> => {
  await unfold(page);
  await showDownload(page, 'lake-002').scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: /^Remove from the list: .*lake-002/ }).click();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
};

const scrolledToDownloads = async (page: Page): Promise<void> => {
  await showFetch(page);
  await page.getByRole('treegrid', { name: 'Downloads' }).scrollIntoViewIfNeeded();
};

function showDownload(page: Page, name: string): Locator {
  return page
    .getByRole('treegrid', { name: 'Downloads' })
    .getByRole('row')
    .filter({ hasText: name });
}

const PICTURES: readonly Picture[] = [
  { name: 'running-light', scene: 'running', theme: 'light', prepare: connect },
  { name: 'running-dark', scene: 'running', theme: 'dark', prepare: inFolder },
  { name: 'first-start', scene: 'first-start' },
  { name: 'first-start-dark', scene: 'first-start', theme: 'dark', size: PHONE },
  { name: 'stopped', scene: 'stopped' },
  { name: 'stopped-dark', scene: 'stopped', theme: 'dark' },
  { name: 'empty-cache', scene: 'empty' },
  {
    name: 'full-cache',
    scene: 'full',
    prepare: (page) => page.getByRole('option').nth(20).hover(),
  },
  {
    name: 'full-cache-dark',
    scene: 'full',
    theme: 'dark',
    prepare: (page) => page.getByRole('option').nth(20).hover(),
  },
  { name: 'port-taken', scene: 'port-taken' },
  {
    name: 'ten-thousand-entries',
    scene: 'ten-thousand',
    prepare: (page) => page.getByRole('option').nth(20).hover(),
  },
  { name: 'belt-menu', scene: 'running', theme: 'dark', prepare: beltMenu },
  { name: 'belt-zoomed', scene: 'ten-thousand', prepare: intoBelt },
  { name: 'belt-zoomed-dark', scene: 'ten-thousand', theme: 'dark', prepare: intoBelt },
  { name: 'belt-zoomed-narrow', scene: 'ten-thousand', size: PHONE, prepare: intoBelt },
  { name: 'failed', scene: 'failed' },
  { name: 'failed-dark', scene: 'failed', theme: 'dark' },
  {
    name: 'unreachable',
    scene: 'unreachable',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Connect', exact: true }).click();
      await page.getByText("Can't reach").first().waitFor();
    },
  },
  { name: 'plain-server', scene: 'plain', prepare: connect },
  { name: 'left-over', scene: 'left-over' },
  {
    name: 'collision',
    scene: 'running',
    prepare: async (page) => {
      await connect(page);
      await page.getByText('Cached', { exact: true }).first().click();
      await page.getByRole('grid', { name: 'Files in its cache' }).getByRole('row').nth(2).click();
      await page.getByRole('button', { name: /^Download 1/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'settings',
    scene: 'running',
    theme: 'dark',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Settings' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'share', scene: 'running', prepare: share },
  { name: 'share-dark', scene: 'running', theme: 'dark', size: NARROW, prepare: share },
  { name: 'share-phone', scene: 'running', size: { width: 360, height: 700 }, prepare: share },
  {
    name: 'folder-browser',
    scene: 'stopped',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Choose…' }).first().click();
      await page.getByText('Wallpapers').waitFor();
    },
  },
  {
    name: 'context-menu',
    scene: 'running',
    prepare: async (page) => {
      const table = page.getByRole('grid', { name: 'Cached files' });
      await table.getByRole('row').nth(2).click();
      await table
        .getByRole('row')
        .nth(4)
        .click({ modifiers: ['Shift'] });
      await table.getByRole('row').nth(3).click({ button: 'right' });
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'files-menu',
    scene: 'running',
    prepare: async (page) => {
      await inFolder(page);
      await page.getByRole('treegrid').getByRole('row').nth(3).click({ button: 'right' });
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'files-pattern',
    scene: 'running',
    theme: 'dark',
    prepare: async (page) => {
      await connect(page);
      await page
        .getByRole('region', { name: 'Files on the server' })
        .getByPlaceholder('Filter, or *.dat')
        .fill('*.jpg');
    },
  },
  {
    name: 'shortcuts',
    scene: 'running',
    prepare: async (page) => {
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  // The usual window at 200 %.
  { name: 'zoomed-serve', scene: 'running', size: ZOOMED },
  {
    name: 'zoomed-fetch',
    scene: 'running',
    size: ZOOMED,
    prepare: async (page) => {
      await showFetch(page);
      await inFolder(page);
    },
  },
  {
    name: 'zoomed-shortcuts',
    scene: 'running',
    theme: 'dark',
    size: ZOOMED,
    prepare: async (page) => {
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'narrow-serve', scene: 'running', size: NARROW },
  {
    name: 'narrow-fetch',
    scene: 'running',
    size: NARROW,
    prepare: async (page) => {
      await showFetch(page);
      await connect(page);
    },
  },
  {
    name: 'narrow-fetch-dark',
    scene: 'running',
    theme: 'dark',
    size: NARROW,
    prepare: async (page) => {
      await showFetch(page);
      await connect(page);
    },
  },
  { name: 'two-panes', scene: 'running', size: TWO_PANES, prepare: inFolder },
  { name: 'two-panes-full', scene: 'full', theme: 'dark', size: TWO_PANES, prepare: connect },
  { name: 'two-panes-failed', scene: 'failed', size: TWO_PANES },
  { name: 'two-panes-left-over', scene: 'left-over', size: TWO_PANES, prepare: connect },
  {
    name: 'downloads-menu',
    scene: 'running',
    size: { width: 1180, height: 1100 },
    prepare: downloadsMenu,
  },
  { name: 'downloads-delete-dark', scene: 'running', theme: 'dark', prepare: deleteFile },
  {
    name: 'downloads-removed',
    scene: 'running',
    size: { width: 1000, height: 1100 },
    prepare: removeOne,
  },
  { name: 'downloads-many', scene: 'many-downloads', prepare: connect },
  {
    name: 'downloads-many-dark',
    scene: 'many-downloads',
    theme: 'dark',
    size: NARROW,
    prepare: scrolledToDownloads,
  },
  { name: 'downloads-failed-narrow', scene: 'failed', size: NARROW, prepare: scrolledToDownloads },
  { name: 'tabs-800', scene: 'port-taken', size: { width: 800, height: 600 } },
  { name: 'large', scene: 'running', size: { width: 1600, height: 1000 }, prepare: inFolder },
];

const { values } = parseArgs({
  options: {
    to: { type: 'string', default: 'docs/images' },
    renderer: { type: 'string', default: 'out/renderer' },
    only: { type: 'string' },
    /** Chosen once everything is as the picture wants it: what was open in no state of the panel is closed. */
    language: { type: 'string', default: 'en' },
  },
});

await mkdir(values.to, { recursive: true });
const browser = await chromium.launch(chromiumLaunchOptions());
let complaints = 0;
for (const picture of PICTURES) {
  if (values.only !== undefined && !picture.name.includes(values.only)) continue;
  for (const complaint of await take(browser, picture)) {
    complaints += 1;
    console.error(`${picture.name}: ${complaint}`);
  }
}
await browser.close();
console.log(complaints === 0 ? 'No complaints.' : `${complaints} complaints.`);
process.exitCode = complaints === 0 ? 0 : 1;

async function take(browser: Browser, picture: Picture): Promise<string[]> {
  const host = new ScriptedHost(sceneOf(picture.scene, Date.now()));
  const server = await startPanelServer({
    files: filesInDirectory(resolve(values.renderer)),
    attach: host.attach,
  });
  const context = await browser.newContext({
    viewport: picture.size ?? WIDE,
    colorScheme: picture.theme ?? 'light',
    deviceScaleFactor: 1.5,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  try {
    await page.goto(server.url);
    await page.getByRole('heading', { name: 'Fifolio' }).waitFor();
    await page
      .getByRole('region', { name: 'Server', exact: true })
      .or(page.getByRole('tablist'))
      .first()
      .waitFor();
    await picture.prepare?.(page);
    host.changeSettings({ language: values.language as Language });
    await page.locator(`html[lang="${values.language}"]`).waitFor();
    await page.screenshot({ path: resolve(values.to, `${picture.name}.png`) });
    const { violations } = await new AxeBuilder({ page }).analyze();
    for (const { id, nodes } of violations) {
      complaints.push(
        `axe ${id}: ${nodes
          .map((node) => `${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`)
          .slice(0, 3)
          .join(' | ')}`,
      );
    }
  } catch (error) {
    complaints.push(String(error));
    await page.screenshot({ path: resolve(values.to, `${picture.name}.png`) });
  } finally {
    await context.close();
    await server.close();
  }
  return complaints;
}
