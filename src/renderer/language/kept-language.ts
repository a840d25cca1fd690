import { chooseLanguage, LANGUAGES, type Language } from '../../shared/locales/languages.ts';

const KEY = 'fifolio.language';

/** The language to begin with, before the settings have come: that of last time, or else the best of the browser's. */
export function firstLanguage(
  storage: Pick<Storage, 'getItem'>,
  preferred: readonly string[],
): Language {
  const kept = storage.getItem(KEY);
  return LANGUAGES.find((language) => language === kept) ?? chooseLanguage(preferred);
}

export function keepLanguage(storage: Pick<Storage, 'setItem'>, language: Language): void {
  try {
    storage.setItem(KEY, language);
  } catch {
    // Without room it begins in the browser's language, until the settings have come.
  }
}
