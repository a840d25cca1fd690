import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';
import { makeFile } from '../support/files.ts';
import { freePort } from '../support/free-port.ts';
import { fetchWithClient, startServerProcess } from '../support/programs.ts';
import {
  clippedTexts,
  foreignTexts,
  loadPseudoInsteadOfGerman,
  pseudo,
} from '../support/pseudo-locale.ts';

/** Names, paths, sizes, durations, addresses and commands: no texts of a catalog. */
const DATA = [
  /^(Fifolio|FIFO|Deutsch)$/,
  /^[\d.,]+ (B|KiB|MiB|GiB)(\/s)?$/,
  /^[\d.,]+ of [\d.,]+ MiB$/,
  /^(now|\d+ (s|min) ago)$/,
  /^[\w.-]*\.bin$/,
  /^(music|there|here|shared)$/,
  /^\/[\w./-]*$/,
  /^fifolio [\d.]+$/,
  /^(serve|get)( --[a-z-]+)+$/,
  // The server's own words.
  /^missing\.bin: There is no such file in the shared folder\.$/,
];

async function expectWholeAndTranslated(page: Parameters<typeof clippedTexts>[0]): Promise<void> {
  expect(await clippedTexts(page), 'texts that are cut off').toEqual([]);
  const foreign = await foreignTexts(page);
  expect(
    foreign.filter((text) => !DATA.some((pattern) => pattern.test(text))),
    'texts that are in no catalog',
  ).toEqual([]);
}

test('texts a third longer are shown whole, and none is in no catalog', async ({
  serve,
  fetch,
  folder,
}) => {
  test.slow();
  const { page } = serve;
  const shared = join(folder, 'shared');
  const there = join(folder, 'there');
  const here = join(folder, 'here');
  await mkdir(here);
  for (const name of ['a.bin', 'b.bin']) await makeFile(shared, name, 2_000_000);
  await makeFile(there, 'music/song.bin', 1000);
  await makeFile(there, 'one.bin', 1000);
  const port = await freePort();
  await serve.chooseFolder(shared);
  await serve.setPorts(port);
  await serve.start();
  for (const name of ['a.bin', 'b.bin']) await fetchWithClient(port, name, folder);
  const server = await startServerProcess(there);
  await fetch.connected(server.port);
  await fetch.saveTo(here);
  await fetch.getByName('one.bin');
  await fetch.expectDone('one.bin');
  await fetch.getByName('missing.bin');
  await expect(fetch.download('missing.bin')).toContainText('Failed');
  await fetch.showFolder();

  await loadPseudoInsteadOfGerman(page);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: /^Language:/ }).click();
  await page.getByRole('menuitem', { name: 'Deutsch' }).click();
  await expect(page.getByRole('dialog')).toContainText(pseudo('Settings'));
  await expectWholeAndTranslated(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  for (const size of [
    { width: 1440, height: 900 },
    { width: 1000, height: 700 },
  ]) {
    await page.setViewportSize(size);
    await expectWholeAndTranslated(page);
  }
  await page.setViewportSize({ width: 560, height: 800 });
  for (const pane of ['Serve', 'Fetch']) {
    await page.getByRole('tab', { name: pseudo(pane), exact: true }).click();
    await expectWholeAndTranslated(page);
  }

  await page.setViewportSize({ width: 1280, height: 800 });
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText(pseudo('This sheet'));
  await expectWholeAndTranslated(page);
  await server.kill();
});
