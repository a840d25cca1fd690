import { describe, expect, it } from 'vitest';
import { createEnglish } from './english.ts';
import * as panel from './en/for-panel.ts';
import * as pages from './en/for-pages.ts';
import { createTranslator } from './translator.ts';

const NAMESPACES = { ...pages, ...panel };

/** Each text, by its path, without the ending of a plural. */
function* keysOf(texts: object, path = ''): Generator<string> {
  for (const [key, text] of Object.entries(texts)) {
    if (typeof text === 'object') yield* keysOf(text as object, `${path}${key}.`);
    else yield `${path}${key}`.replace(/_(one|other)$/, '');
  }
}

describe.each(Object.entries(NAMESPACES))('English without i18next, %s', (namespace, texts) => {
  it('says what i18next says', () => {
    const translator = createTranslator('en', { [namespace]: texts });
    const expected = translator.getFixedT('en', namespace as 'omissions') as unknown as Say;
    const english = createEnglish(texts) as unknown as Say;
    const names = JSON.stringify(texts).matchAll(/\{\{(\w+)(, number)?\}\}/g);
    const values: Record<string, unknown> = Object.fromEntries(
      [...names].map(([, name, isNumber]): [string, unknown] => [
        name!,
        isNumber === undefined ? `<${name}>` : 5678,
      ]),
    );
    let compared = 0;
    for (const key of keysOf(texts)) {
      for (const count of [1, 1234]) {
        expect(english(key, { ...values, count })).toBe(expected(key, { ...values, count }));
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(0);
  });
});

type Say = (key: string, values: object) => string;
