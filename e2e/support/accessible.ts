import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { AppKind, RunningApp } from '../hosts/running-app.ts';

/** What axe finds wrong with a page as it is now, a line each. */
export async function axeFindings(page: Page, kind: AppKind = 'panel'): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    // Otherwise axe opens a page of its own, which Electron does not do for Playwright.
    .setLegacyMode(kind === 'electron')
    .analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 300)).join(' · ')}`,
  );
}

/** Finds nothing to complain of in either theme, chosen in the panel as a person does. */
export async function expectAccessible({ kind, page }: RunningApp): Promise<void> {
  const theme = page.getByRole('button', { name: /^Appearance:/ });
  const dialogIsOpen = (await page.getByRole('dialog').count()) > 0;
  for (const scheme of ['light', 'dark'] as const) {
    if (dialogIsOpen) {
      await page.emulateMedia({ colorScheme: scheme });
    } else {
      // System, light, dark: the button goes round.
      const wanted = scheme === 'light' ? 'Appearance: Light' : 'Appearance: Dark';
      while ((await theme.getAttribute('aria-label')) !== wanted) {
        const before = await theme.getAttribute('aria-label');
        await theme.click();
        await expect(theme).not.toHaveAttribute('aria-label', before!);
      }
    }
    const found = await axeFindings(page, kind);
    expect(found, `in the ${scheme} theme`).toEqual([]);
  }
}
