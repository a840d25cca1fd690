import { useState } from 'react';
import { Form } from 'react-aria-components';
import { Button } from '../../controls/button.tsx';
import { TextField } from '../../controls/text-field.tsx';
import { classNames } from '../../styles/class-names.ts';
import { words } from '../../words/words.ts';
import styles from './files-there.module.css';

const text = words.there;

/** For files that no list shows. */
export function GetByName({ onGet }: { readonly onGet: (name: string) => void }) {
  const [name, setName] = useState('');
  return (
    <Form
      className={classNames(styles.byName)}
      onSubmit={(event) => {
        event.preventDefault();
        const trimmed = name.trim();
        if (trimmed === '') return;
        onGet(trimmed);
        setName('');
      }}
    >
      <span className={styles.byNameLabel} aria-hidden>
        {text.byName}
      </span>
      <TextField
        label={text.byName}
        isLabelHidden
        placeholder={text.byNamePlaceholder}
        value={name}
        onChange={setName}
        className={styles.byNameField}
      />
      <Button type="submit" isDisabled={name.trim() === ''}>
        {text.get}
      </Button>
    </Form>
  );
}
