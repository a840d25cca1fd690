import type { Browser, Locator, Page } from '@playwright/test';
import { ENTRIES } from './served-files.ts';

/** The panel in a browser. */
export interface OpenPanel {
  readonly page: Page;
  /** Of cached files. */
  readonly table: Locator;
  /** Its rows. */
  readonly entries: number;
  /** Memory of the page's JavaScript, after a garbage collection. */
  readonly heapBytes: () => Promise<number>;
}

/** Opens it and waits until the table holds everything. */
export async function openPanel(browser: Browser, url: string): Promise<OpenPanel> {
  const page = await browser.newPage({ viewport: { width: 1180, height: 760 } });
  await page.goto(url);
  const table = page.getByRole('grid', { name: 'Cached files' });
  await table.getByRole('row').nth(5).waitFor();
  // The header is a row too.
  const entries = Number(await table.getAttribute('aria-rowcount')) - 1;
  if (entries < ENTRIES) throw new Error(`The table has ${entries} rows only.`);
  const session = await page.context().newCDPSession(page);
  return {
    page,
    table,
    entries,
    async heapBytes() {
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize } = await session.send('Runtime.getHeapUsage');
      return usedSize;
    },
  };
}
