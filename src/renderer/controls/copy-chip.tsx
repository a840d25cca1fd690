import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { classNames } from '../styles/class-names.ts';
import { t } from '../language/language.ts';
import { copyText } from './copy-text.ts';
import styles from './copy-chip.module.css';
import { VisibleText } from './visible-text.tsx';
import { visibleText } from '../../shared/visible-text.ts';

interface CopyChipProps {
  readonly text: string;
  /** Said of the text after it, quietly. */
  readonly note?: string | undefined;
  readonly look?: 'normal' | 'best' | 'command' | 'code';
}

/** A text that is copied by pressing it. */
export function CopyChip({ text, note, look = 'normal' }: CopyChipProps) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [isCopied]);
  // The spoken name holds all that is seen, in its order: who speaks to the computer says what they see.
  const seen = note === undefined ? text : `${text} ${note}`;
  return (
    <Button
      className={classNames(styles.chip, styles[look])}
      aria-label={visibleText(isCopied ? t('copied', { text: seen }) : t('copy', { text: seen }))}
      onPress={() => {
        void copyText(text).then(setCopied);
      }}
    >
      <span className={styles.text}>
        <VisibleText text={text} />
      </span>{' '}
      {note !== undefined && <span className={styles.note}>{note}</span>}
      {isCopied ? (
        <Check size={13} aria-hidden className={styles.done} />
      ) : (
        <Copy size={13} aria-hidden className={styles.icon} />
      )}
    </Button>
  );
}
