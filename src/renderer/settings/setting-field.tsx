import { Folder } from 'lucide-react';
import type { Settings } from '../../shared/contract-settings.ts';
import { Button } from '../controls/button.tsx';
import { PathText } from '../controls/path-text.tsx';
import { Segmented } from '../controls/segmented.tsx';
import { chooseFolder } from '../state/folders.ts';
import { usePanel } from '../state/panel-context.tsx';
import { t } from '../language/language.ts';
import { LanguageField } from './language-field.tsx';
import { QuantityField } from './quantity-field.tsx';
import type { ChoiceValue, SettingControl } from './setting-groups.ts';
import styles from './settings.module.css';

interface SettingFieldProps {
  readonly label: string;
  /** The id of what describes it. */
  readonly describedBy: string;
  readonly control: Exclude<SettingControl, { readonly kind: 'switch' }>;
  readonly settings: Settings;
  readonly isFixed: boolean;
  readonly onChange: (value: ChoiceValue) => void;
}

/** What a setting is changed with, by its kind. */
export function SettingField(props: SettingFieldProps) {
  const { label, describedBy, control, settings, isFixed, onChange } = props;
  switch (control.kind) {
    case 'choice': {
      const { options } = control;
      return (
        <Segmented
          label={label}
          describedBy={describedBy}
          value={String(settings[control.name])}
          options={options.map((option) => ({ ...option, value: String(option.value) }))}
          isDisabled={isFixed}
          onChange={(chosen) => {
            const option = options.find(({ value }) => String(value) === chosen);
            if (option !== undefined) onChange(option.value);
          }}
        />
      );
    }
    case 'quantity':
      return (
        <QuantityField
          {...{ label, describedBy, onChange }}
          quantity={control.quantity}
          value={settings[control.name]}
          placeholder={control.placeholder ?? ''}
          correction={control.correction}
          isDisabled={isFixed}
        />
      );
    case 'language':
      return <LanguageField label={label} language={settings.language} onChange={onChange} />;
    case 'folder':
      return <FolderField path={settings[control.name]} onChange={onChange} />;
  }
}

interface FolderFieldProps {
  readonly path: string;
  readonly onChange: (path: string) => void;
}

function FolderField({ path, onChange }: FolderFieldProps) {
  const { store, host } = usePanel();
  return (
    <div className={styles.folder}>
      <Folder size={15} aria-hidden className={styles.folderIcon} />
      <span className={styles.path}>
        {path === '' ? t('saveTo.none') : <PathText path={path} hasEmphasis />}
      </span>
      <Button
        size="small"
        onPress={() => {
          void chooseFolder(store, host, 'save').then((chosen) => {
            if (chosen !== undefined) onChange(chosen);
          });
        }}
      >
        {t('choose')}
      </Button>
    </div>
  );
}
