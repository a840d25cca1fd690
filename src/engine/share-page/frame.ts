import { visibleText } from '../../shared/visible-text.ts';
import { escapeHtml } from './html.ts';
import type { PageTexts } from './page-texts.ts';

/** Where the server answers with what belongs to its own pages. */
export const OWN_PATH = '.fifolio/';

/** What is answered to those without the access code: what its page is made of, and load balancers. */
export const OPEN_PATHS: ReadonlySet<string> = new Set(
  ['style.css', 'icon.svg', 'health'].map((name) => OWN_PATH + name),
);

/** The beginning of each page, up to its content. `title`: without the name of the program. */
export function pageStart(title: string, { language, direction, t }: PageTexts): string {
  return (
    `<!doctype html>\n<html lang="${language}" dir="${direction}">\n<meta charset="utf-8">\n` +
    // With no referrer at all, a browser would not say where a form comes from, either.
    '<meta name="referrer" content="same-origin">\n' +
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n' +
    `<title>${escapeHtml(t('title', { name: visibleText(title) }))}</title>\n` +
    `<link rel="icon" href="/${OWN_PATH}icon.svg">\n` +
    `<link rel="stylesheet" href="/${OWN_PATH}style.css">\n`
  );
}
