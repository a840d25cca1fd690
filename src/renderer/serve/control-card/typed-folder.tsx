import { useState } from 'react';
import { Form } from 'react-aria-components';
import { failureSentence } from '../../language/sentences.ts';
import { foldersOf } from '../../../shared/served-directory.ts';
import { Button } from '../../controls/button.tsx';
import { ProblemNote } from '../../controls/problem-note.tsx';
import { TextField } from '../../controls/text-field.tsx';
import { takeServedFolder } from '../../state/folders.ts';
import { useAttempt, usePanel } from '../../state/panel-context.tsx';
import { classNames } from '../../styles/class-names.ts';
import { t } from '../../language/language.ts';
import styles from './control-card.module.css';

/** A folder by its path, in place of the one that is chosen, or beside several. The host reads the path. */
export function TypedFolder({ onDone }: { readonly onDone: () => void }) {
  const { store, host } = usePanel();
  const attempt = useAttempt();
  const [typed, setTyped] = useState(() => {
    const folders = foldersOf(store.getState().settings?.serveDirectory ?? '');
    return folders.length === 1 ? (folders[0]?.path ?? '') : '';
  });

  async function use(): Promise<void> {
    const { path } = await host.call('folders.find', { typed });
    await takeServedFolder(store, host, path);
    onDone();
  }

  return (
    <>
      <Form
        className={classNames(styles.typedFolder)}
        onSubmit={(event) => {
          event.preventDefault();
          attempt.run(use);
        }}
      >
        <TextField
          label={t('control.typedPath')}
          isLabelHidden
          autoFocus
          placeholder={t('control.typedPathHint')}
          value={typed}
          onChange={(value) => {
            setTyped(value);
            attempt.dismiss();
          }}
          onFocus={(event) => {
            if (event.target instanceof HTMLInputElement) event.target.select();
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onDone();
          }}
          isInvalid={attempt.problem !== undefined}
          className={styles.pathField}
        />
        <Button size="small" type="submit" isDisabled={typed.trim() === '' || attempt.isPending}>
          {t('control.usePath')}
        </Button>
        <Button size="small" look="quiet" onPress={onDone}>
          {t('cancel')}
        </Button>
      </Form>
      {attempt.problem !== undefined && (
        <ProblemNote>{failureSentence(attempt.problem)}</ProblemNote>
      )}
    </>
  );
}
