import { expect, type Locator, type Page } from '@playwright/test';
import type { RunningApp } from '../hosts/running-app.ts';
import { visibleText } from '../../src/shared/visible-text.ts';
import { chooseFolder } from './folder-chooser.ts';

/** The Serve side of the panel, by what a person sees and a screen reader says. */
export class ServePane {
  readonly app: RunningApp;
  readonly page: Page;
  readonly card: Locator;
  readonly ports: Locator;
  readonly status: Locator;
  readonly startButton: Locator;
  readonly stopButton: Locator;
  readonly cache: Locator;
  readonly blocks: Locator;
  readonly cachedFiles: Locator;
  /** With what stands there when nothing is cached. */
  readonly cachedSection: Locator;
  readonly activity: Locator;
  readonly log: Locator;

  constructor(app: RunningApp) {
    this.app = app;
    this.page = app.page;
    this.card = this.page.getByRole('region', { name: 'Server', exact: true });
    this.ports = this.card.getByRole('list', { name: 'Ports' });
    this.status = this.page.getByRole('group', { name: 'Status' });
    this.startButton = this.card.getByRole('button', { name: 'Start server' });
    this.stopButton = this.card.getByRole('button', { name: 'Stop server' });
    this.cache = this.page.getByRole('region', { name: 'Cache', exact: true });
    this.blocks = this.cache.getByRole('option');
    this.cachedFiles = this.page.getByRole('grid', { name: 'Cached files' });
    this.cachedSection = this.page.getByRole('region', { name: 'Cached files' });
    this.activity = this.page.getByRole('region', { name: 'Activity' });
    this.log = this.activity.getByRole('treegrid', { name: 'Log' });
  }

  async chooseFolder(folder: string): Promise<void> {
    await chooseFolder(this.app, this.card.getByRole('button', { name: 'Choose…' }), folder);
    await expect(this.card).toContainText(visibleText(folder));
  }

  /** Brings the ports to exactly these. */
  async setPorts(...ports: readonly number[]): Promise<void> {
    const field = this.card.getByRole('textbox', { name: 'Add a port' });
    for (const port of ports) {
      await field.fill(port.toFixed(0));
      await field.press('Enter');
      await expect(this.port(port)).toBeVisible();
    }
    await this.card.getByRole('button', { name: 'Remove port 8080' }).click();
    await expect(this.ports.getByRole('listitem')).toHaveCount(ports.length);
  }

  port(port: number): Locator {
    return this.ports.getByRole('listitem').filter({ hasText: port.toFixed(0) });
  }

  async start(): Promise<void> {
    await this.startButton.click();
    await expect(this.stopButton).toBeVisible();
  }

  cachedFile(name: string): Locator {
    return this.cachedFiles.getByRole('row').filter({ hasText: name });
  }

  block(name: string): Locator {
    // Node 22 has no `RegExp.escape`.
    const literal = name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    return this.cache.getByRole('option', { name: new RegExp(`^${literal},`) });
  }

  /** Names on the belt, from the one that is next out to the newest. */
  async blockNames(): Promise<string[]> {
    const labels = await this.blocks.evaluateAll((blocks) =>
      blocks.map((block) => block.getAttribute('aria-label') ?? ''),
    );
    return labels.map((label) => label.split(',')[0]!);
  }
}
