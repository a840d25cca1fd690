import { Fragment, useEffect, useState, type ReactNode } from 'react';
import { chooseLanguage, type Language } from '../../shared/locales/languages.ts';
import type { Settings } from '../../shared/contract-settings.ts';
import { usePanelState } from '../state/panel-context.tsx';
import { keepLanguage } from './kept-language.ts';
import { showLanguage, shownLanguage } from './language.ts';

/** The language of the settings, or else the best of those that the browser, or the system, asks for. */
function wantedLanguage(setting: Settings['language']): Language {
  return setting === 'system' ? chooseLanguage(navigator.languages) : setting;
}

/** Draws what is inside in the language of the settings, and anew when it is changed. */
export function InLanguage({ children }: { readonly children: ReactNode }) {
  const setting = usePanelState((state) => state.settings?.language);
  const [language, setLanguage] = useState(shownLanguage);
  useEffect(() => {
    if (setting === undefined) return undefined;
    let isCurrent = true;
    const wanted = wantedLanguage(setting);
    showLanguage(wanted).then(
      () => {
        if (!isCurrent) return;
        keepLanguage(localStorage, wanted);
        setLanguage(wanted);
      },
      // The host is away, so its file could not be loaded: what is shown stays.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [setting]);
  return <Fragment key={language}>{children}</Fragment>;
}
