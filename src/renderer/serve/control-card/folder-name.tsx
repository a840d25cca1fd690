import { useState } from 'react';
import { baseName, withFolderName } from '../../../shared/served-directory.ts';
import type { NamedFolder } from '../../../shared/server-state.ts';
import { TextField } from '../../controls/text-field.tsx';
import { VisibleText } from '../../controls/visible-text.tsx';
import { usePanel } from '../../state/panel-context.tsx';
import { t } from '../../language/language.ts';
import styles from './control-card.module.css';

interface FolderNameProps {
  readonly folder: NamedFolder;
  readonly isFixed: boolean;
}

/** The name of one of several folders, to be changed until the server runs. Empty: the folder's own. */
export function FolderName({ folder: { name, path }, isFixed }: FolderNameProps) {
  const { store, host } = usePanel();
  const [typed, setTyped] = useState<string>();

  function keep(): void {
    setTyped(undefined);
    const wanted = typed?.trim() ?? name;
    const { settings } = store.getState();
    if (wanted === name || settings === undefined) return;
    const named = wanted === '' ? baseName(path) : wanted;
    // If it is not kept, the name that is shown stays the one before.
    host
      .call('settings.set', {
        serveDirectory: withFolderName(settings.serveDirectory, path, named),
      })
      .catch(() => undefined);
  }

  if (isFixed) {
    return (
      <span className={styles.fixedName}>
        <VisibleText text={name} hasTitle />
      </span>
    );
  }
  return (
    <TextField
      label={t('control.folderName', { path })}
      isLabelHidden
      maxLength={255}
      value={typed ?? name}
      onChange={setTyped}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
        if (event.key === 'Escape') setTyped(undefined);
      }}
      className={styles.nameField}
    />
  );
}
