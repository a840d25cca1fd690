import type { i18n } from 'i18next';
import { desktop as ar } from '../shared/locales/ar/desktop.ts';
import { desktop as de } from '../shared/locales/de/desktop.ts';
import { desktop as en } from '../shared/locales/en/desktop.ts';
import { desktop as es } from '../shared/locales/es/desktop.ts';
import { desktop as fr } from '../shared/locales/fr/desktop.ts';
import { desktop as ja } from '../shared/locales/ja/desktop.ts';
import { desktop as ptBr } from '../shared/locales/pt-BR/desktop.ts';
import { desktop as zhHans } from '../shared/locales/zh-Hans/desktop.ts';
import type { Language } from '../shared/locales/languages.ts';
import { createTranslator, type Translate } from '../shared/locales/translator.ts';

/** Few texts, all of them at hand: a menu cannot wait. */
const TEXTS: Readonly<Record<Language, object>> = {
  ...{ en, es, de, fr, ja, ar, 'pt-BR': ptBr, 'zh-Hans': zhHans },
};

/** The language of menus, tray, dialogs and notifications: one for the whole program. */
let translator: i18n = createTranslator('en', { desktop: en });

/** Says everything in a language from now on. Returns whether it is another one: what is shown has to be made anew. */
export function sayIn(language: Language): boolean {
  if (language === translator.language) return false;
  translator = createTranslator(language, { desktop: TEXTS[language] });
  return true;
}

/** Says a text of the desktop. */
export const t = ((...args: Parameters<Translate<'desktop'>>) =>
  translator.getFixedT(null, 'desktop')(...args)) as Translate<'desktop'>;
