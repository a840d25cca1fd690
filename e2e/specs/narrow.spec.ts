import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { makeFile } from '../support/files.ts';
import { freePort } from '../support/free-port.ts';
import { fetchWithClient } from '../support/programs.ts';

/** Texts that are cut at the right without an ellipsis: in the middle of a character, or of a number. */
function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const cut: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(text);
      const place = range.getBoundingClientRect();
      for (let box = text.parentElement; box !== null; box = box.parentElement) {
        const { overflowX, textOverflow, display } = getComputedStyle(box);
        if (overflowX === 'visible') continue;
        const frame = box.getBoundingClientRect();
        // Out of sight as a whole, as what is meant for screen readers alone, is not cut.
        if (place.width === 0 || place.left >= frame.right || place.top >= frame.bottom) break;
        const hasEllipsis = textOverflow === 'ellipsis' && display !== 'flex';
        if (hasEllipsis || frame.width <= 1) break;
        if (place.right > frame.right + 1) cut.push(text.textContent ?? '');
      }
    }
    return cut;
  });
}

for (const [width, height] of [
  [1180, 760],
  [1000, 700],
  [800, 600],
  [720, 520],
  // The usual window at 200 %.
  [640, 400],
] as const) {
  test(`at ${width} × ${height} no text is cut`, async ({ serve, fetch, folder }) => {
    const { page } = serve;
    await page.setViewportSize({ width, height });
    const shared = join(folder, 'a folder with a rather long name', 'shared with everybody here');
    const here = join(folder, 'where the downloads of this test go', 'downloads');
    const nested = 'pictures of the summer/at the lake-0001.jpeg';
    const plain = 'measurements-of-a-year.csv';
    const names = [nested, plain];
    await mkdir(here, { recursive: true });
    for (const name of names) await makeFile(shared, name, 1_234_567);
    const port = await freePort();
    await serve.chooseFolder(shared);
    await serve.setPorts(port);
    await serve.start();
    for (const name of names) await fetchWithClient(port, name, folder);
    await expect(serve.cachedFile(plain)).toBeVisible();
    await expect(page.getByText(/byte hit ratio/)).toBeVisible();
    const divider = page.getByRole('separator', { name: 'Width of the Serve pane' });
    const hasTwoPanes = (await divider.count()) > 0;
    if (hasTwoPanes) await divider.press('Home');
    expect(await cutTexts(page)).toEqual([]);
    if (hasTwoPanes) await divider.press('End');

    const tab = page.getByRole('tab', { name: 'Fetch' });
    if ((await tab.count()) > 0) await tab.click();
    await fetch.connected(port);
    await fetch.saveTo(here);
    await fetch.getByName(plain);
    await fetch.expectDone(plain);
    expect(await cutTexts(page)).toEqual([]);
  });
}
