import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { MAX_IMPORT_CHARACTERS } from '../../shared/contract-settings.ts';
import { FailureError } from '../../shared/failure.ts';
import { failureSentence } from '../language/sentences.ts';
import { Button } from '../controls/button.tsx';
import { ProblemNote } from '../controls/problem-note.tsx';
import { saveText } from '../controls/save-text.ts';
import { t } from '../language/language.ts';
import { useAttempt, usePanel, usePanelState } from '../state/panel-context.tsx';
import { isAtRest } from '../state/panel-state.ts';
import styles from './settings.module.css';

/** Settings as a file, out and in, and what came of it. */
export function SettingsExchange() {
  const { host } = usePanel();
  const attempt = useAttempt();
  const isFree = usePanelState(isAtRest);
  const [changed, setChanged] = useState<number>();

  function save(): void {
    setChanged(undefined);
    attempt.run(async () => {
      const { text: content } = await host.call('settings.export', {});
      saveText('fifolio-settings.json', content, 'application/json');
    });
  }

  function load(file: File | undefined): void {
    setChanged(undefined);
    if (file === undefined) return;
    attempt.run(async () => {
      // A file that is so large is another, and need not be read.
      const isLarge = file.size > MAX_IMPORT_CHARACTERS;
      if (isLarge) throw new FailureError({ code: 'not-a-settings-file' });
      const result = await host.call('settings.import', { text: await file.text() });
      setChanged(result.changed);
    });
  }

  return (
    <>
      <div className={styles.outcome} role="status">
        {changed !== undefined ? outcomeOf(changed) : !isFree && t('settings.importFixed')}
      </div>
      <FileTrigger
        acceptedFileTypes={['application/json', '.json']}
        onSelect={(files) => load(files?.[0])}
      >
        <Button isDisabled={!isFree || attempt.isPending}>{t('settings.import')}</Button>
      </FileTrigger>
      <Button isDisabled={attempt.isPending} onPress={save}>
        {t('settings.export')}
      </Button>
      {attempt.problem !== undefined && (
        <div className={styles.refusal}>
          <ProblemNote>{failureSentence(attempt.problem)}</ProblemNote>
        </div>
      )}
    </>
  );
}

function outcomeOf(changed: number): string {
  return changed === 0 ? t('settings.importedNothing') : t('settings.imported', { count: changed });
}
