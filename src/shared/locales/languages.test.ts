import { describe, expect, it } from 'vitest';
import { acceptedLanguages, chooseLanguage, LANGUAGE_NAMES, LANGUAGES } from './languages.ts';

describe('a language', () => {
  it.each([
    [['de-AT', 'en'], 'de'],
    [['nl', 'fr-CA', 'de'], 'fr'],
    [['pt-PT'], 'pt-BR'],
    [['zh-TW'], 'zh-Hans'],
    [['ZH'], 'zh-Hans'],
    [['nl', ''], 'en'],
    [[], 'en'],
  ])('for %j is %s', (preferred, language) => {
    expect(chooseLanguage(preferred)).toBe(language);
  });

  it('has a tag that Intl knows, and a name', () => {
    expect(Intl.getCanonicalLocales([...LANGUAGES])).toEqual(LANGUAGES);
    expect(Object.keys(LANGUAGE_NAMES)).toEqual([...LANGUAGES]);
  });
});

describe('accepted languages', () => {
  it.each([
    ['de', ['de']],
    ['en;q=0.5, ja, fr;q=0.9', ['ja', 'fr', 'en']],
    ['es;q=0, de ; q=0.1', ['de']],
    ['*', ['*']],
    ['', []],
    [',;q=1,=', ['=']],
    ['en;q=nonsense', []],
  ])('of %j are %j', (field, languages) => {
    expect(acceptedLanguages(field)).toEqual(languages);
  });

  it('are ten at most', () => {
    expect(acceptedLanguages(Array(1000).fill('x').join(',')).length).toBe(10);
  });
});
