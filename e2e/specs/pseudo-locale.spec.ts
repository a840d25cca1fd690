import { panel } from '../../src/shared/locales/en/for-panel.ts';
import { expect, test } from '../fixtures.ts';
import { chooseLanguage } from '../support/choose-language.ts';
import { fetchOneAndMissOne, serveTwoFiles } from '../support/panel-states.ts';
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
  await serveTwoFiles(serve, folder);
  const server = await fetchOneAndMissOne(fetch, folder);

  await loadPseudoInsteadOfGerman(page);
  await chooseLanguage(page, panel, 'Deutsch');
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
