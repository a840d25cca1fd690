import type { Page } from '@playwright/test';
import * as arabic from '../../src/shared/locales/ar/for-panel.ts';
import * as german from '../../src/shared/locales/de/for-panel.ts';
import * as english from '../../src/shared/locales/en/for-panel.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '../../src/shared/locales/languages.ts';
import { expect, test } from '../fixtures.ts';
import { axeFindings } from '../support/accessible.ts';
import { chooseLanguage, type LanguageTexts } from '../support/choose-language.ts';

interface Said extends LanguageTexts {
  readonly control: { readonly start: string };
}

async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

const startButton = (page: Page, { control }: Said) =>
  page.getByRole('button', { name: control.start, exact: true });

test('the panel speaks the language that is chosen, at once and after a reload', async ({
  serve,
}) => {
  const { page } = serve;
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await chooseLanguage(page, english.panel, 'Deutsch');
  await expect(page.getByRole('dialog', { name: german.panel.settings.title })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await closeDialog(page);
  await expect(startButton(page, german.panel)).toBeVisible();

  await page.reload();
  await expect(startButton(page, german.panel)).toBeVisible();
  await chooseLanguage(page, german.panel, 'English');
  await closeDialog(page);
  await expect(startButton(page, english.panel)).toBeVisible();
});

test('Arabic is laid out from right to left', async ({ serve }) => {
  const { page } = serve;
  await page.setViewportSize({ width: 1280, height: 800 });
  await chooseLanguage(page, english.panel, 'العربية');
  await expect(page.getByRole('dialog', { name: arabic.panel.settings.title })).toBeVisible();
  await closeDialog(page);
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  const place = async (name: string): Promise<number> =>
    (await page.getByRole('region', { name, exact: true }).boundingBox())!.x;
  expect(await place(arabic.panel.control.title)).toBeGreaterThan(
    await place(arabic.panel.address.title),
  );
  const divider = page.getByRole('separator', {
    name: arabic.panel.dividers.servePanePercent,
    exact: true,
  });
  const before = Number(await divider.getAttribute('aria-valuenow'));
  await divider.press('ArrowLeft');
  await expect(divider).toHaveAttribute('aria-valuenow', String(before + 2));
  expect(await axeFindings(page)).toEqual([]);
});

test('every language can be chosen, and is accessible', async ({ serve, app }) => {
  test.slow();
  const { page } = serve;
  let shown: Said = english.panel;
  for (const language of LANGUAGES.toReversed()) {
    await chooseLanguage(page, shown, LANGUAGE_NAMES[language]);
    const texts = (await import(`../../src/shared/locales/${language}/for-panel.ts`)) as {
      readonly panel: Said;
    };
    shown = texts.panel;
    await expect(page.getByRole('dialog', { name: shown.settings.title })).toBeVisible();
    expect(await axeFindings(page, app.kind), `the settings in ${language}`).toEqual([]);
    await closeDialog(page);
    await expect(startButton(page, shown)).toBeVisible();
    expect(await axeFindings(page, app.kind), `the panel in ${language}`).toEqual([]);
  }
});
