import type { Page } from '@playwright/test';
import * as english from '../../src/shared/locales/en/for-panel.ts';

/**
 * A language that no one speaks: every text of the panel between brackets, with accents on its letters and
 * a third longer, as translations are. What is cut off, and what is no text of a catalog, can be seen.
 */
export function pseudo(text: string): string {
  const parts = text.split(/(\{\{[^}]+\}\})/);
  const accented = parts.map((part) =>
    part.startsWith('{{') ? part : part.replaceAll(/[aeiouAEIOU]/g, accent),
  );
  const letters = parts.filter((part) => !part.startsWith('{{')).join('').length;
  return `⟦${accented.join('')}${'·'.repeat(Math.ceil(letters / 3))}⟧`;
}

const ACCENTS: Readonly<Record<string, string>> = {
  ...{ a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú' },
};

function accent(letter: string): string {
  return ACCENTS[letter] ?? letter;
}

type Texts = string | { readonly [key: string]: Texts };

function pseudoTexts(texts: Texts): Texts {
  if (typeof texts === 'string') return pseudo(texts);
  return Object.fromEntries(Object.entries(texts).map(([key, each]) => [key, pseudoTexts(each)]));
}

/** From now on the page gets this language when it loads German. Sizes and durations stay English. */
export async function loadPseudoInsteadOfGerman(page: Page): Promise<void> {
  const namespaces = Object.entries(english).map(([name, texts]): [string, Texts] => [
    name,
    name === 'quantities' ? texts : pseudoTexts(texts),
  ]);
  const body = namespaces
    .map(([name, texts]) => `export const ${name} = ${JSON.stringify(texts)};`)
    .join('\n');
  await page.route(/\/assets\/for-panel-[^/]*\.js$/, (route) =>
    route.fulfill({ contentType: 'text/javascript', body }),
  );
}

/** Texts of the catalogs that a person cannot read whole, as something cuts them off. */
export function clippedTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.nodeValue ?? '';
      if (!/[⟦⟧]/.test(text)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const shown = range.getBoundingClientRect();
      if (shown.width === 0 || shown.height === 0) continue;
      const boxes: Element[] = [];
      for (let box = node.parentElement; box !== null; box = box.parentElement) boxes.push(box);
      const isUnseen = boxes.some((box) => {
        const { clipPath, position } = getComputedStyle(box);
        return clipPath !== 'none' || (position === 'absolute' && box.clientWidth <= 1);
      });
      if (isUnseen) continue;
      for (const box of boxes) {
        const { overflowX, overflowY, display } = getComputedStyle(box);
        if (display === 'inline') continue;
        const frame = box.getBoundingClientRect();
        // A line for which there is no room is left out whole.
        if (/hidden|clip/.test(overflowY) && shown.top >= frame.bottom - 1) break;
        const cutsAcross =
          /hidden|clip/.test(overflowX) &&
          (shown.right > frame.right + 1 || shown.left < frame.left - 1);
        const cutsDown = /hidden|clip/.test(overflowY) && shown.bottom > frame.bottom + 1;
        if (cutsAcross || cutsDown) found.add(text);
        // What is scrolled can be reached.
        if (/auto|scroll/.test(overflowX + overflowY)) break;
      }
    }
    return [...found];
  });
}

/** Words that are in sight and in no catalog. */
export function foreignTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = (node.nodeValue ?? '').trim();
      // What was announced before is said no more.
      if (node.parentElement?.closest('noscript, [aria-live]') instanceof Element) continue;
      if (!/[A-Za-z]{3}/.test(text) || /[⟦⟧·]/.test(text)) continue;
      found.add(text);
    }
    return [...found];
  });
}
