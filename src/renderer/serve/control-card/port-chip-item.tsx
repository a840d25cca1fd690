import { X } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, VisuallyHidden } from 'react-aria-components';
import { TextField } from '../../controls/text-field.tsx';
import { classNames } from '../../styles/class-names.ts';
import { t } from '../../language/language.ts';
import styles from './control-card.module.css';
import type { PortChip } from './port-chips.ts';

interface PortChipItemProps {
  readonly chip: PortChip;
  /** With what was typed in its place; absent while it is fixed. */
  readonly onChange: ((typed: string) => void) | undefined;
  readonly onRemove: (() => void) | undefined;
}

/** A port, which can be changed by pressing it. */
export function PortChipItem({ chip, onChange, onRemove }: PortChipItemProps) {
  const [typed, setTyped] = useState<string>();
  const port = chip.port.toFixed(0);
  const spoken =
    chip.state === 'open'
      ? t('control.openPort', { port: chip.port })
      : chip.state === 'failed'
        ? t('control.failedPort', { port: chip.port })
        : undefined;

  function end(isWanted: boolean): void {
    if (isWanted && typed !== undefined && typed !== '') onChange?.(typed);
    setTyped(undefined);
  }

  if (typed !== undefined) {
    return (
      <li>
        <TextField
          label={t('control.newPort', { port: chip.port })}
          isLabelHidden
          autoFocus
          inputMode="numeric"
          value={typed}
          onChange={setTyped}
          onFocus={(event) => {
            if (event.target instanceof HTMLInputElement) event.target.select();
          }}
          // Whoever goes elsewhere has not confirmed it; a port is opened by nothing less.
          onBlur={() => end(false)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') end(true);
            if (event.key === 'Escape') end(false);
          }}
          className={styles.portField}
        />
      </li>
    );
  }
  return (
    <li className={styles.chip} data-state={chip.state}>
      {chip.state !== 'idle' && <span className={styles.chipDot} aria-hidden />}
      {onChange === undefined ? (
        <span aria-hidden={spoken === undefined ? undefined : true}>{port}</span>
      ) : (
        <AriaButton
          className={classNames(styles.chipNumber)}
          aria-label={t('control.changePort', { port: chip.port })}
          onPress={() => setTyped(port)}
        >
          {port}
        </AriaButton>
      )}
      {spoken !== undefined && <VisuallyHidden elementType="span">{spoken}</VisuallyHidden>}
      {onRemove !== undefined && (
        <AriaButton
          className={classNames(styles.chipRemove)}
          aria-label={t('control.removePort', { port: chip.port })}
          onPress={onRemove}
        >
          <X size={12} aria-hidden />
        </AriaButton>
      )}
    </li>
  );
}
