import { useState } from 'react';
import { Form } from 'react-aria-components';
import { Button } from '../../controls/button.tsx';
import { TextField } from '../../controls/text-field.tsx';
import { usePanel, usePanelState } from '../../state/panel-context.tsx';
import { classNames } from '../../styles/class-names.ts';
import { t } from '../../language/language.ts';
import styles from './files-there.module.css';

/** For files that no list shows, and the one that a link named. */
export function GetByName({ onGet }: { readonly onGet: (name: string) => void }) {
  const { store } = usePanel();
  const link = usePanelState((state) => state.link);
  const [shownLink, setShownLink] = useState<typeof link>();
  const [name, setName] = useState('');
  if (link !== shownLink) {
    setShownLink(link);
    if (link?.name !== undefined) setName(link.name);
  }
  return (
    <Form
      className={classNames(styles.byName)}
      onSubmit={(event) => {
        event.preventDefault();
        // As typed: spaces at its ends are part of a name.
        if (name === '') return;
        onGet(name);
        setName('');
        store.setState({ link: undefined });
      }}
    >
      <span className={styles.byNameLabel} aria-hidden>
        {t('there.byName')}
      </span>
      <TextField
        label={t('there.byName')}
        isLabelHidden
        placeholder={t('there.byNamePlaceholder')}
        value={name}
        onChange={setName}
        className={styles.byNameField}
      />
      <Button type="submit" isDisabled={name === ''}>
        {t('there.get')}
      </Button>
    </Form>
  );
}
