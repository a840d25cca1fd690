import type { ReactNode } from 'react';
import { SwitchButton, SwitchField, Text } from 'react-aria-components';
import { classNames } from '../styles/class-names.ts';
import styles from './switch.module.css';

interface SwitchProps {
  readonly label: string;
  /** What it does, or why it cannot be changed. */
  readonly hint: string;
  /** At the end of the label's line. */
  readonly beside?: ReactNode;
  readonly isOn: boolean;
  readonly isDisabled: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export function Switch({ label, hint, beside, isOn, isDisabled, onChange }: SwitchProps) {
  return (
    <SwitchField
      isSelected={isOn}
      isDisabled={isDisabled}
      onChange={onChange}
      className={classNames(styles.field)}
    >
      <div className={styles.line}>
        <SwitchButton className={classNames(styles.switch)}>
          <span className={styles.track} aria-hidden />
          {label}
        </SwitchButton>
        {beside}
      </div>
      <Text slot="description" className={classNames(styles.hint)}>
        {hint}
      </Text>
    </SwitchField>
  );
}
