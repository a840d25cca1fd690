import { useEffect, useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import type { ServerAddress } from '../../../shared/contract-downloads.ts';
import { Button } from '../../controls/button.tsx';
import { CheckField } from '../../controls/check-field.tsx';
import { TextField } from '../../controls/text-field.tsx';
import { VisibleText } from '../../controls/visible-text.tsx';
import { usePanel, usePanelState } from '../../state/panel-context.tsx';
import { connectRemote } from '../../state/remote-actions.ts';
import { classNames } from '../../styles/class-names.ts';
import { t } from '../../language/language.ts';
import styles from './address-bar.module.css';

interface CodeFormProps {
  readonly endpoint: ServerAddress;
  /** Why the last code was refused. */
  readonly problem: string | undefined;
}

/** Asks for the code of a server, where it was refused. */
export function CodeForm({ endpoint, problem }: CodeFormProps) {
  const { store, host } = usePanel();
  const keepsCodes = usePanelState((state) => state.capabilities?.keepsCodes ?? false);
  const [code, setCode] = useState('');
  const [isRemembered, setRemembered] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    // Who is doing something else when a session ends is not to type into this field.
    if (document.activeElement === document.body || isInSameCard(field.current)) {
      field.current?.focus();
    }
  }, []);

  return (
    <>
      {problem === undefined ? (
        <p className={styles.questionText}>{t('entry.whereCode')}</p>
      ) : (
        <p className={styles.complaint} role="alert">
          <VisibleText text={problem} wraps />
        </p>
      )}
      <Form
        className={classNames(styles.codeForm)}
        onSubmit={(event) => {
          event.preventDefault();
          const accessCode = code.trim();
          if (accessCode === '') return;
          void connectRemote(store, host, { ...endpoint, accessCode, rememberCode: isRemembered });
        }}
      >
        <TextField
          label={t('entry.code')}
          isLabelHidden
          placeholder={t('entry.code')}
          inputRef={field}
          value={code}
          onChange={setCode}
          maxLength={256}
          // Typing answers the complaint: what is invalid is not submitted.
          isInvalid={problem !== undefined && code === ''}
          className={styles.codeField}
        />
        <Button type="submit" look="primary" isDisabled={code.trim() === ''}>
          {t('entry.useCode')}
        </Button>
      </Form>
      {keepsCodes ? (
        <CheckField label={t('entry.remember')} isOn={isRemembered} onChange={setRemembered} />
      ) : (
        <p className={styles.questionText}>{t('entry.forThisRun')}</p>
      )}
    </>
  );
}

function isInSameCard(field: HTMLElement | null): boolean {
  return field?.closest('section')?.contains(document.activeElement) === true;
}
