import { useState } from 'react';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components';
import type { IfExists } from '../../../shared/contract-downloads.ts';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { usePanelState } from '../../state/panel-context.tsx';
import { classNames } from '../../styles/class-names.ts';
import { t } from '../../language/language.ts';
import styles from './collision-dialog.module.css';
import type { Downloading } from './use-downloading.ts';
import { VisibleText } from '../../controls/visible-text.tsx';

const CHOICES = ['keep-both', 'replace', 'skip'] as const;

/** Of the names that exist, as many are spelled out. */
const MOST_NAMES = 5;

/** Asks once what to do with names that exist, for all of them. */
export function CollisionDialog({ downloading }: { readonly downloading: Downloading }) {
  const { question, answer } = downloading;
  const usual = usePanelState((state) => state.settings?.ifExists ?? 'keep-both');
  const [chosen, setChosen] = useState<IfExists>();
  const choice = chosen ?? usual;

  function close(ifExists: IfExists | undefined): void {
    setChosen(undefined);
    answer(ifExists);
  }

  const hidden = (question?.collisions ?? 0) - MOST_NAMES;
  return (
    <Dialog
      title={t('saveTo.collisionTitle')}
      isOpen={question !== undefined}
      onClose={() => close(undefined)}
      width="narrow"
      actions={
        <>
          <Button onPress={() => close(undefined)}>{t('cancel')}</Button>
          <Button look="primary" onPress={() => close(choice)}>
            {t('saveTo.proceed')}
          </Button>
        </>
      }
    >
      {question !== undefined && (
        <>
          <p>{collisionText(question)}</p>
          <ul className={styles.names}>
            {question.names.slice(0, MOST_NAMES).map((name) => (
              <li key={name}>
                <VisibleText text={name} wraps />
              </li>
            ))}
            {hidden > 0 && (
              <li className={styles.more}>{t('saveTo.collisionMore', { count: hidden })}</li>
            )}
          </ul>
          <RadioGroup
            aria-label={t('saveTo.ifExists')}
            value={choice}
            onChange={(value) => setChosen(value as IfExists)}
            className={classNames(styles.choices)}
          >
            {CHOICES.map((value) => (
              <RadioField key={value} value={value} autoFocus={value === usual}>
                <RadioButton className={classNames(styles.choice)}>
                  <span className={styles.mark} aria-hidden />
                  <span>
                    <span className={styles.name}>{t(`saveTo.choices.${value}.name`)}</span>
                    <span className={styles.hint}>{t(`saveTo.choices.${value}.hint`)}</span>
                  </span>
                </RadioButton>
              </RadioField>
            ))}
          </RadioGroup>
        </>
      )}
    </Dialog>
  );
}

function collisionText({
  files,
  collisions,
}: {
  readonly files: number;
  readonly collisions: number;
}): string {
  return files === 1
    ? t('saveTo.collisionOnly')
    : t('saveTo.collisionText', { count: collisions, files: t('saveTo.files', { count: files }) });
}
