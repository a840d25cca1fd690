import * as english from '../../shared/locales/en/for-panel.ts';
import { directionOf, type Language } from '../../shared/locales/languages.ts';
import { createQuantities, type Quantities } from '../../shared/locales/quantities.ts';
import type { Say } from '../../shared/locales/say.ts';
import { createTranslator, type Translate } from '../../shared/locales/translator.ts';

/** All that the panel says in one language. */
export type PanelTexts = Record<keyof typeof english, object>;

/** Loaded when they are wanted. */
const LOAD: Readonly<Record<Exclude<Language, 'en'>, () => Promise<PanelTexts>>> = {
  'pt-BR': () => import('../../shared/locales/pt-BR/for-panel.ts'),
  es: () => import('../../shared/locales/es/for-panel.ts'),
  de: () => import('../../shared/locales/de/for-panel.ts'),
  fr: () => import('../../shared/locales/fr/for-panel.ts'),
  'zh-Hans': () => import('../../shared/locales/zh-Hans/for-panel.ts'),
  ja: () => import('../../shared/locales/ja/for-panel.ts'),
  ar: () => import('../../shared/locales/ar/for-panel.ts'),
};

interface Shown {
  readonly language: Language;
  readonly t: Translate<'panel'>;
  readonly say: Say & { readonly omissions: Translate<'omissions'> };
  readonly quantities: Quantities;
}

function shownIn(language: Language, texts: PanelTexts): Shown {
  const translator = createTranslator(language, { ...texts });
  return {
    language,
    t: translator.getFixedT(language, 'panel'),
    say: {
      failures: translator.getFixedT(language, 'failures'),
      entry: translator.getFixedT(language, 'entry'),
      serving: translator.getFixedT(language, 'serving'),
      system: translator.getFixedT(language, 'system'),
      names: translator.getFixedT(language, 'names'),
      refusals: translator.getFixedT(language, 'refusals'),
      doctor: translator.getFixedT(language, 'doctor'),
      omissions: translator.getFixedT(language, 'omissions'),
    },
    quantities: createQuantities(language, translator.getFixedT(language, 'quantities')),
  };
}

/**
 * The language that the panel is shown in: one for the whole page, so that whatever makes a text can ask
 * for it. Who changes it draws the page anew.
 */
let shown = shownIn('en', english);

/** Shows another language from now on, and tells the page, for its direction and for screen readers. */
export async function showLanguage(language: Language): Promise<void> {
  if (language !== shown.language) {
    shown = shownIn(language, language === 'en' ? english : await LOAD[language]());
  }
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}

export function shownLanguage(): Language {
  return shown.language;
}

/** Whether that is written from right to left. */
export function isRightToLeft(): boolean {
  return directionOf(shown.language) === 'rtl';
}

/** For `sentences.ts`. */
export function say(): Shown['say'] {
  return shown.say;
}

export function quantities(): Quantities {
  return shown.quantities;
}

/** Says a text of the panel. */
export const t = ((...args: Parameters<Translate<'panel'>>) =>
  shown.t(...args)) as Translate<'panel'>;
