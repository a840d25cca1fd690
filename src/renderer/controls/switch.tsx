import { SwitchButton, SwitchField, Text } from 'react-aria-components';
import { classNames } from '../styles/class-names.ts';
import styles from './switch.module.css';

interface SwitchProps {
  readonly label: string;
  /** What it does, or why it cannot be changed. */
  readonly hint: string;
  readonly isOn: boolean;
  readonly isDisabled: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export function Switch({ label, hint, isOn, isDisabled, onChange }: SwitchProps) {
  return (
    <SwitchField
      isSelected={isOn}
      isDisabled={isDisabled}
      onChange={onChange}
      className={classNames(styles.field)}
    >
      <SwitchButton className={classNames(styles.switch)}>
        <span className={styles.track} aria-hidden />
        {label}
      </SwitchButton>
      <Text slot="description" className={classNames(styles.hint)}>
        {hint}
      </Text>
    </SwitchField>
  );
}
