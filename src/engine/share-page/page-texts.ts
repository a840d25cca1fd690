import type { Translate } from '../../shared/locales/translator.ts';
import type { sharePage } from '../../shared/locales/en/share-page.ts';
import { directionOf, type Language } from '../../shared/locales/languages.ts';
import type { SayRefusals } from '../../shared/locales/say.ts';
import type { Quantities } from '../../shared/locales/quantities.ts';
import { escapeHtml } from './html.ts';

/** What the pages say, in one language. */
export interface PageTexts {
  readonly language: Language;
  readonly direction: 'ltr' | 'rtl';
  readonly t: Translate<'sharePage'>;
  /** A text without parameters, for HTML. */
  said(key: FixedKey): string;
  readonly omissions: Translate<'omissions'>;
  /** For `refusalSentence`. */
  readonly refused: SayRefusals;
  readonly quantities: Quantities;
  /** Joins facts: `2 folders, 3 files`. */
  readonly list: Intl.ListFormat;
}

type Texts = typeof sharePage;

/** Of texts that are the same whatever they are about. */
type FixedKey = {
  [Key in keyof Texts]: Texts[Key] extends `${string}{{${string}` ? never : Key;
}[keyof Texts];

const loaded = new Map<Language, Promise<PageTexts>>();

/** Loads the texts of a language when a page is first asked for in it. */
export function pageTexts(language: Language): Promise<PageTexts> {
  const before = loaded.get(language);
  if (before !== undefined) return before;
  const loading = load(language);
  loaded.set(language, loading);
  return loading;
}

async function load(language: Language): Promise<PageTexts> {
  const [{ createTranslator }, { createQuantities }, texts] = await Promise.all([
    import('../../shared/locales/translator.ts'),
    import('../../shared/locales/quantities.ts'),
    TEXTS[language](),
  ]);
  const translator = createTranslator(language, { ...texts });
  const t = translator.getFixedT(language, 'sharePage');
  return {
    language,
    direction: directionOf(language),
    t,
    said: (key) => escapeHtml(t(key)),
    omissions: translator.getFixedT(language, 'omissions'),
    refused: {
      refusals: translator.getFixedT(language, 'refusals'),
      names: translator.getFixedT(language, 'names'),
    },
    quantities: createQuantities(language, translator.getFixedT(language, 'quantities')),
    list: new Intl.ListFormat(language, { type: 'unit', style: 'short' }),
  };
}

const TEXTS = {
  en: () => import('../../shared/locales/en/for-pages.ts'),
  'pt-BR': () => import('../../shared/locales/pt-BR/for-pages.ts'),
  es: () => import('../../shared/locales/es/for-pages.ts'),
  de: () => import('../../shared/locales/de/for-pages.ts'),
  fr: () => import('../../shared/locales/fr/for-pages.ts'),
  'zh-Hans': () => import('../../shared/locales/zh-Hans/for-pages.ts'),
  ja: () => import('../../shared/locales/ja/for-pages.ts'),
  ar: () => import('../../shared/locales/ar/for-pages.ts'),
} satisfies Record<Language, () => Promise<object>>;
