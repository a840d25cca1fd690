import { expect, type Locator, type Page } from '@playwright/test';
import type { RunningApp } from '../hosts/running-app.ts';
import { visibleText } from '../../src/shared/visible-text.ts';
import { chooseFolder } from './folder-chooser.ts';

/** The Fetch side of the panel. */
export class FetchPane {
  readonly app: RunningApp;
  readonly page: Page;
  readonly card: Locator;
  readonly filesThere: Locator;
  readonly inCache: Locator;
  readonly inFolder: Locator;
  readonly tabs: Locator;
  readonly crumbs: Locator;
  readonly filter: Locator;
  readonly downloads: Locator;
  readonly collision: Locator;

  constructor(app: RunningApp) {
    this.app = app;
    this.page = app.page;
    this.card = this.page.getByRole('region', { name: 'Server to fetch from' });
    this.filesThere = this.page.getByRole('region', { name: 'Files on the server' });
    this.inCache = this.filesThere.getByRole('grid', { name: 'Files in its cache' });
    this.inFolder = this.filesThere.getByRole('treegrid', { name: 'All its files' });
    this.tabs = this.page.getByRole('tablist', { name: 'Servers' });
    this.crumbs = this.filesThere.getByRole('navigation', { name: 'Open folder' });
    this.filter = this.filesThere.getByRole('searchbox', { name: 'Filter by name' });
    this.downloads = this.page.getByRole('region', { name: 'Downloads' });
    this.collision = this.page.getByRole('dialog', { name: 'Some files already exist' });
  }

  async connect(port: number): Promise<void> {
    await this.card.getByRole('textbox', { name: 'Address' }).fill('127.0.0.1');
    await this.card.getByRole('textbox', { name: 'Port' }).fill(port.toFixed(0));
    await this.card.getByRole('button', { name: 'Connect', exact: true }).click();
  }

  async connected(port: number): Promise<void> {
    await this.connect(port);
    // Of a plain server nothing is known but when it answered.
    await expect(this.card).toContainText(
      new RegExp(`(Connected to|Answered from) 127\\.0\\.0\\.1:${port}`),
    );
  }

  async saveTo(folder: string): Promise<void> {
    await chooseFolder(this.app, this.filesThere.getByRole('button', { name: 'Choose…' }), folder);
    await expect(this.filesThere).toContainText(visibleText(folder));
  }

  async showFolder(): Promise<void> {
    await this.filesThere.getByRole('radiogroup').getByText('All').click();
    await expect(this.inFolder).toBeVisible();
  }

  async showCache(): Promise<void> {
    await this.filesThere.getByRole('radiogroup').getByText('Cached').click();
    await expect(this.inCache).toBeVisible();
  }

  /** A row of the folder, by its name. */
  row(name: string): Locator {
    return this.inFolder.getByRole('row').filter({ hasText: name });
  }

  /** The names of the rows in sight, from the top. */
  async rowNames(): Promise<string[]> {
    const rows = await this.inFolder.locator('[data-index]').all();
    const names = await Promise.all(
      rows.map(async (row) => {
        const name = await row.getByRole('gridcell').nth(1).innerText();
        // The folders in front of a name are a text of their own.
        const [first = '', second = ''] = name.split('\n');
        const whole = first.endsWith('/') ? first + second : first;
        return [Number(await row.getAttribute('data-index')), whole] as const;
      }),
    );
    return names.toSorted(([a], [b]) => a - b).map(([, name]) => name);
  }

  tab(name: string | RegExp): Locator {
    return this.tabs.getByRole('tab', { name });
  }

  async check(grid: Locator, ...names: readonly string[]): Promise<void> {
    for (const name of names) {
      const row = grid.getByRole('row').filter({ hasText: name });
      await row.getByRole('gridcell').first().click();
      await expect(row).toHaveAttribute('aria-selected', 'true');
    }
  }

  async getByName(name: string): Promise<void> {
    const field = this.filesThere.getByRole('textbox', { name: 'Get by name' });
    await field.fill(name);
    await field.press('Enter');
  }

  /** The download of a file, not the line of its batch. */
  download(name: string): Locator {
    return this.downloads.getByRole('row').filter({ hasText: name });
  }

  async expectDone(...names: readonly string[]): Promise<void> {
    for (const name of names) {
      await expect(this.download(name)).toContainText('Done, verified', { timeout: 30_000 });
    }
  }

  async act(action: string, name: string): Promise<void> {
    await this.downloads.getByRole('button', { name: `${action}: ${name}` }).click();
  }
}
