import { useEffect, useState, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { languageOf } from '../../shared/locales/languages.ts';
import { usePanelState } from '../state/panel-context.tsx';
import { keepLanguage } from './kept-language.ts';
import { showLanguage, shownLanguage } from './language.ts';

/** Draws what is inside in the language of the settings, and anew when it is changed. */
export function InLanguage({ children }: { readonly children: ReactNode }) {
  const setting = usePanelState((state) => state.settings?.language);
  const [language, setLanguage] = useState(shownLanguage);
  useEffect(() => {
    if (setting === undefined) return undefined;
    let isCurrent = true;
    const wanted = languageOf(setting, navigator.languages);
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
  return (
    <I18nProvider key={language} locale={language}>
      {children}
    </I18nProvider>
  );
}
