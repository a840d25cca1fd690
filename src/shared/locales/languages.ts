/** The languages of panel, share page and desktop menus: BCP 47 tags, in the order in which they are offered. */
export const LANGUAGES = ['en', 'pt-BR', 'es', 'de', 'fr', 'zh-Hans', 'ja', 'ar'] as const;

export type Language = (typeof LANGUAGES)[number];

/** What a language is called by those who read it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  'pt-BR': 'Português (Brasil)',
  es: 'Español',
  de: 'Deutsch',
  fr: 'Français',
  'zh-Hans': '简体中文',
  ja: '日本語',
  ar: 'العربية',
};

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/**
 * The first of somebody's languages that there is, by its main language alone: whoever reads European
 * Portuguese or Traditional Chinese is closer to Brazilian Portuguese and Simplified Chinese than to
 * English.
 *
 * @param preferred BCP 47 tags, the best first; what is none is passed over
 */
export function chooseLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const main = mainLanguageOf(tag);
    const found = LANGUAGES.find((language) => mainLanguageOf(language) === main);
    if (found !== undefined) return found;
  }
  return 'en';
}

/** The one that a setting names; `system` stands for the best of those that are preferred there. */
export function languageOf(setting: Language | 'system', preferred: readonly string[]): Language {
  return setting === 'system' ? chooseLanguage(preferred) : setting;
}

function mainLanguageOf(tag: string): string {
  return tag.split('-', 1)[0]!.toLowerCase();
}

/**
 * The languages of an `Accept-Language` field (RFC 9110, section 12.5.4), the best first; at most ten.
 * Those with a weight of zero are not wanted.
 */
export function acceptedLanguages(field: string): string[] {
  return field
    .split(',', 10)
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((text) => text.trim());
      const weight = parameters.find((parameter) => parameter.startsWith('q='));
      return { tag, weight: weight === undefined ? 1 : Number(weight.slice(2)) };
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .toSorted((left, right) => right.weight - left.weight)
    .map(({ tag }) => tag);
}
