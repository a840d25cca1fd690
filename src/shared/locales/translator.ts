import {
  createInstance,
  type i18n,
  type Namespace,
  type ResourceLanguage,
  type TFunction,
} from 'i18next';
import { directionOf, type Language } from './languages.ts';

/** Says a text of a namespace of `en/` in some language. */
export type Translate<Ns extends Namespace> = TFunction<Ns>;

/** Isolates a text from the direction of what is around it (Unicode Standard Annex 9, section 2.4). */
const isolated = (text: string): string => `\u2068${text}\u2069`;

/**
 * Translates into one language. Plurals and numbers follow Unicode's rules for it (`Intl`). Where the
 * language is written from right to left, names, addresses and numbers in a text keep their own direction.
 *
 * @param texts by namespace, as in `en/`
 */
export function createTranslator(language: Language, texts: ResourceLanguage): i18n {
  const isRightToLeft = directionOf(language) === 'rtl';
  const translator = createInstance();
  void translator.init({
    lng: language,
    resources: { [language]: texts },
    // All languages have all texts: a test compares them.
    fallbackLng: false,
    initAsync: false,
    interpolation: { escapeValue: isRightToLeft, escape: isolated },
  });
  return translator;
}
