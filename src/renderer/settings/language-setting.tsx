import { ChevronDown } from 'lucide-react';
import type { Settings } from '../../shared/contract-settings.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '../../shared/locales/languages.ts';
import { Button } from '../controls/button.tsx';
import { MenuButton } from '../controls/popup-menu.tsx';
import { t } from '../language/language.ts';
import styles from './settings.module.css';

const CHOICES = ['system', ...LANGUAGES] as const;

interface LanguageSettingProps {
  readonly language: Settings['language'];
  readonly onChange: (language: Settings['language']) => void;
}

/** Every language by its own name: whoever cannot read the one that is shown finds theirs. */
export function LanguageSetting({ language, onChange }: LanguageSettingProps) {
  return (
    <div className={styles.setting}>
      <h3 className={styles.name}>{t('settings.language')}</h3>
      <div>
        <MenuButton
          label={t('settings.language')}
          choices={CHOICES.map((choice) => ({
            id: choice,
            label: nameOf(choice),
            choose: () => onChange(choice),
          }))}
        >
          <Button
            aria-label={`${t('settings.language')}: ${nameOf(language)}`}
            icon={<ChevronDown size={14} aria-hidden />}
          >
            {nameOf(language)}
          </Button>
        </MenuButton>
      </div>
    </div>
  );
}

function nameOf(language: Settings['language']): string {
  return language === 'system' ? t('settings.systemLanguage') : LANGUAGE_NAMES[language];
}
