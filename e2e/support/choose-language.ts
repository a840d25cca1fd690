import type { Page } from '@playwright/test';

/** Of the texts of a panel, those that lead to its language. */
export interface LanguageTexts {
  readonly settings: {
    readonly title: string;
    readonly rows: { readonly language: { readonly label: string } };
  };
}

/** Chooses a language in the settings, as a person does who reads the one that is shown. */
export async function chooseLanguage(
  page: Page,
  { settings }: LanguageTexts,
  name: string,
): Promise<void> {
  await page.getByRole('button', { name: settings.title, exact: true }).click();
  await page.getByRole('button', { name: `${settings.rows.language.label}:` }).click();
  await page.getByRole('menuitem', { name, exact: true }).click();
}
