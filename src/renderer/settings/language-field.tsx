import { ChevronDown } from 'lucide-react';
import type { Settings } from '../../shared/contract-settings.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '../../shared/locales/languages.ts';
import { Button } from '../controls/button.tsx';
import { MenuButton } from '../controls/popup-menu.tsx';
import { t } from '../language/language.ts';

const CHOICES = ['system', ...LANGUAGES] as const;

interface LanguageFieldProps {
  readonly label: string;
  readonly language: Settings['language'];
  readonly onChange: (language: Settings['language']) => void;
}

/** Every language by its own name: whoever cannot read the one that is shown finds theirs. */
export function LanguageField({ label, language, onChange }: LanguageFieldProps) {
  return (
    <MenuButton
      label={label}
      choices={CHOICES.map((choice) => ({
        id: choice,
        label: nameOf(choice),
        choose: () => onChange(choice),
      }))}
    >
      <Button
        aria-label={`${label}: ${nameOf(language)}`}
        icon={<ChevronDown size={14} aria-hidden />}
      >
        {nameOf(language)}
      </Button>
    </MenuButton>
  );
}

function nameOf(language: Settings['language']): string {
  return language === 'system' ? t('settings.systemLanguage') : LANGUAGE_NAMES[language];
}
