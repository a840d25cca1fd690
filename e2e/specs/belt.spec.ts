import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';
import type { ServePane } from '../pages/serve-pane.ts';
import { expectAccessible } from '../support/accessible.ts';
import { makeFile } from '../support/files.ts';
import { freePort } from '../support/free-port.ts';
import { fetchWithClient } from '../support/programs.ts';

const MIB = 1024 * 1024;

/** Serves files, each of them cached, the first one the next out. */
async function serveCached(serve: ServePane, folder: string, names: readonly string[]) {
  const shared = join(folder, 'shared');
  const fetched = join(folder, 'fetched');
  await mkdir(fetched);
  for (const name of names) await makeFile(shared, name, 12 * MIB);
  const port = await freePort();
  await serve.chooseFolder(shared);
  await serve.setPorts(port);
  await serve.start();
  for (const name of names) await fetchWithClient(port, name, fetched);
  await expect.poll(() => serve.blockNames()).toEqual(names);
}

test('a block has its name on it, and a menu', async ({ serve, folder, app }) => {
  const names = ['a.bin', 'b.bin', 'measurements-of-the-whole-long-year-in-one-file.parquet'];
  await serveCached(serve, folder, names);
  const { page } = serve;
  const nameOn = (name: string) =>
    serve
      .block(name)
      .evaluate((block) => getComputedStyle(block, '::after').content.replaceAll('"', ''));
  expect(await nameOn('a.bin')).toBe('a.bin');
  expect(await nameOn(names[2]!)).toMatch(/^measu.*….*quet$/);

  await serve.block('b.bin').click({ button: 'right' });
  const menu = page.getByRole('menu', { name: 'Cached file' });
  const choices = menu.getByRole('menuitem');
  await expect(choices).toHaveText(['Show in the list below', 'Evict', 'Copy name', ...shownIn()]);
  await expectAccessible(serve.app);
  await menu.getByRole('menuitem', { name: 'Show in the list below' }).click();
  await expect(serve.cachedFile('b.bin')).toHaveAttribute('aria-selected', 'true');

  // The same by keys alone.
  const belt = serve.cache.getByRole('listbox');
  await belt.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(serve.block('b.bin')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Shift+F10');
  await expect(menu).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => serve.blockNames()).toEqual([names[0], names[2]]);
  await expect(serve.log).toContainText('evicted by you');
  await expect(belt).toBeFocused();

  function shownIn(): string[] {
    return app.answerFolderDialog === undefined ? [] : ['Show in folder'];
  }
});

test('single files are found among ten thousand', async ({ serve, folder }) => {
  test.slow();
  const shared = join(folder, 'shared');
  await mkdir(shared);
  const names = Array.from({ length: 10_000 }, (_, at) => `f${at.toString().padStart(4, '0')}.txt`);
  for (const name of names) await writeFile(join(shared, name), `${name} `.repeat(20));
  const port = await freePort();
  await serve.chooseFolder(shared);
  await serve.setPorts(port);
  await serve.start();
  await fetchAll(port, names);
  await expect(serve.cache).toContainText('10,000 files');
  await expect(serve.blocks.first()).toHaveAccessibleName(/small files/);
  const { page } = serve;
  const drawnAtMost = async (): Promise<void> =>
    expect(await serve.blocks.count()).toBeLessThan(1000);
  await drawnAtMost();

  // Into the first group, and to one of its files.
  const belt = serve.cache.getByRole('listbox');
  await belt.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  for (let step = 0; step < 6; step++) await page.keyboard.press('+');
  await expect(serve.cache.getByRole('list', { name: 'Legend' })).toContainText('newer');
  const pointed = serve.cache.getByRole('option', { selected: true });
  await expect(pointed).toHaveAccessibleName(/^f\d{4}\.txt, /);
  const nameOf = async (): Promise<string> =>
    (await pointed.getAttribute('aria-label'))!.split(',')[0]!;
  const at = names.indexOf(await nameOf());
  await expect
    .poll(() => pointed.evaluate((block) => getComputedStyle(block, '::after').content))
    .toContain(names[at]);
  for (let step = 1; step <= 8; step++) {
    await page.keyboard.press('ArrowRight');
    await expect(serve.block(names[at + step]!)).toHaveAttribute('aria-selected', 'true');
  }
  await drawnAtMost();
  await expectAccessible(serve.app);

  // Choosing it shows it among the ten thousand rows.
  await belt.focus();
  await page.keyboard.press('Enter');
  await expect(serve.cachedFile(names[at + 8]!)).toHaveAttribute('aria-selected', 'true');

  // By pointer: the wheel zooms, dragging and the sideways wheel move, the buttons zoom out again.
  const middle = async () => {
    const box = (await belt.boundingBox())!;
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const { x, y } = await middle();
  await page.mouse.move(x, y);
  const before = await serve.blockNames();
  await page.mouse.wheel(600, 0);
  await expect.poll(() => serve.blockNames()).not.toEqual(before);
  const wheeled = await serve.blockNames();
  await page.mouse.down();
  await page.mouse.move(x + 200, y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => serve.blockNames()).not.toEqual(wheeled);
  await page.keyboard.down('Control');
  for (let turn = 0; turn < 3; turn++) await page.mouse.wheel(0, 100);
  await page.keyboard.up('Control');
  const zoomOut = serve.cache.getByRole('button', { name: 'Zoom out' });
  await zoomOut.click();
  await expect(zoomOut).toBeEnabled();
  await belt.focus();
  await page.keyboard.press('Home');
  await expect(zoomOut).toBeDisabled();
  await expect(serve.blocks.first()).toHaveAccessibleName(/small files/);
});

/** On one connection, without waiting for answers in between. */
async function fetchAll(port: number, names: readonly string[]): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.end(names.map((name) => `${JSON.stringify({ op: 'get', name })}\n`).join(''));
  socket.resume();
  await once(socket, 'close');
}
