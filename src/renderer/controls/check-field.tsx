import { Check } from 'lucide-react';
import { CheckboxButton, CheckboxField } from 'react-aria-components';
import { classNames } from '../styles/class-names.ts';
import styles from './check-field.module.css';

interface CheckFieldProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly isDisabled?: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** Yes or no, in one line with other things. */
export function CheckField({ label, isOn, isDisabled = false, onChange }: CheckFieldProps) {
  return (
    <CheckboxField isSelected={isOn} isDisabled={isDisabled} onChange={onChange}>
      <CheckboxButton className={classNames(styles.check)}>
        <span className={styles.box} aria-hidden>
          <Check size={11} strokeWidth={3.2} />
        </span>
        {label}
      </CheckboxButton>
    </CheckboxField>
  );
}
