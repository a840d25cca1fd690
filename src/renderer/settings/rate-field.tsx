import { useState } from 'react';
import { HIGHEST_RATE, LOWEST_RATE } from '../../shared/server-values.ts';
import { readSize } from '../../shared/size-text.ts';
import { formatBytes } from '../../shared/units.ts';
import { TextField } from '../controls/text-field.tsx';
import { t } from '../language/language.ts';
import styles from './settings.module.css';

interface RateFieldProps {
  readonly label: string;
  readonly hint: string;
  /** Bytes a second; 0 for no limit. */
  readonly value: number;
  readonly isDisabled?: boolean;
  readonly onChange: (bytesPerSecond: number) => void;
}

/** A speed as a person writes it; empty for no limit. */
export function RateField({ label, hint, value, isDisabled = false, onChange }: RateFieldProps) {
  const [typed, setTyped] = useState<string>();
  const rate = typed === undefined ? value : rateOf(typed);

  function commit(): void {
    if (typed === undefined || rate === undefined) return;
    setTyped(undefined);
    if (rate !== value) onChange(rate);
  }

  return (
    <div className={styles.setting}>
      <TextField
        className={styles.rate}
        label={label}
        placeholder={t('settings.noLimit')}
        value={typed ?? (value === 0 ? '' : formatBytes(value))}
        isDisabled={isDisabled}
        isInvalid={rate === undefined}
        onChange={setTyped}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
        }}
      />
      <p className={styles.hint} role={rate === undefined ? 'alert' : undefined}>
        {rate === undefined ? t('settings.badRate') : hint}
      </p>
    </div>
  );
}

function rateOf(typed: string): number | undefined {
  if (typed.trim() === '') return 0;
  const rate = readSize(typed.replace(/\/s$/, ''));
  return rate === 0 || (rate >= LOWEST_RATE && rate <= HIGHEST_RATE) ? rate : undefined;
}
