import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from './languages.ts';

const PLURAL = /_(zero|one|two|few|many|other)$/;
/** The same in English and another language, or in all. */
const SAME =
  /^(Fifolio|ZIP|Name|VPN|Port|Ports|Places|[#\s\d–{}()/:,.\w]*\{\{\w+\}\}[\s\S]*|QR.*)$/;

type Texts = Record<string, string>;

/** Every text of a namespace, by its path. */
function flat(texts: object, above = ''): Texts {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, text]) =>
      typeof text === 'string'
        ? [[above + key, text]]
        : Object.entries(flat(text as object, `${above}${key}.`)),
    ),
  );
}

async function load(language: string, file: string): Promise<Texts> {
  const module = (await import(path.join(import.meta.dirname, language, file))) as object;
  const [texts] = Object.values(module) as object[];
  return flat(texts!);
}

const placeholdersOf = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\{([^}]+)\}\}/g)].map(([, name]) => name!))].toSorted();

const namespaces = readdirSync(path.join(import.meta.dirname, 'en')).filter(
  (file) => !file.startsWith('for-'),
);

describe.each(LANGUAGES.filter((language) => language !== 'en'))('%s', (language) => {
  const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;

  it.each(namespaces)(
    'has all texts of %s, with all plurals and all that goes into them',
    async (file) => {
      const english = await load('en', file);
      const texts = await load(language, file);
      const expected = new Set(
        Object.keys(english).flatMap((key) =>
          PLURAL.test(key)
            ? categories.map((category) => key.replace(PLURAL, `_${category}`))
            : [key],
        ),
      );
      expect(Object.keys(texts).toSorted()).toEqual([...expected].toSorted());
      for (const [key, text] of Object.entries(texts)) {
        const isPlural = PLURAL.test(key);
        const source = english[key] ?? english[key.replace(PLURAL, '_other')]!;
        expect(text.trim(), key).not.toBe('');
        const wanted = placeholdersOf(source);
        const given = placeholdersOf(text);
        // A form for one or two alone may do without its number.
        const withoutCount = (names: string[]): string[] =>
          isPlural ? names.filter((name) => name !== 'count, number') : names;
        expect(withoutCount(given), key).toEqual(withoutCount(wanted));
      }
    },
  );

  it.each(namespaces)('is translated in %s', async (file) => {
    const english = await load('en', file);
    const texts = await load(language, file);
    const same = Object.entries(texts).filter(
      ([key, text]) => text === english[key] && !SAME.test(text),
    );
    // Some words are the same in both languages; a file of them would be a copy.
    expect(same.length, JSON.stringify(same)).toBeLessThan(0.1 * Object.keys(texts).length);
  });
});
