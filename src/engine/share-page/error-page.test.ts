import { describe, expect, it } from 'vitest';
import * as arabic from '../../shared/locales/ar/for-pages.ts';
import * as english from '../../shared/locales/en/for-pages.ts';
import { errorPage } from './error-page.ts';
import { escapeHtml } from './html.ts';
import { pageTexts } from './page-texts.ts';
import { signInPage } from './sign-in-page.ts';

describe.each([
  ['en', english],
  ['ar', arabic],
] as const)('to a reader of %s', (language, { refusals, names }) => {
  it('a page says why there is no answer', async () => {
    const texts = await pageTexts(language);
    const missing = errorPage('Title', { reason: 'not-found' }, texts);
    expect(missing).toContain(`<p>${escapeHtml(refusals['not-found'])}</p>`);
    const misnamed = errorPage('Title', { reason: 'name', problem: 'dot-part' }, texts);
    expect(misnamed).toContain(escapeHtml(names.rule['dot-part']));
  });

  it('the form says why the last code was not taken', async () => {
    const page = signInPage('/', { reason: 'wrong-code' }, await pageTexts(language));
    expect(page).toContain(`role="alert">${escapeHtml(refusals['wrong-code'])}</p>`);
  });
});
