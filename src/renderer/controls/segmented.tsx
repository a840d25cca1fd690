import type { ReactNode } from 'react';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components';
import { classNames } from '../styles/class-names.ts';
import styles from './segmented.module.css';

interface SegmentedProps<Value extends string> {
  readonly label: string;
  /** The id of what describes it. */
  readonly describedBy?: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: ReactNode }[];
  readonly onChange: (value: Value) => void;
  readonly isDisabled?: boolean;
  readonly size?: 'normal' | 'small';
}

/** One of a few, side by side. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, describedBy, value, options, onChange, isDisabled = false } = props;
  const { size = 'normal' } = props;
  return (
    <RadioGroup
      aria-label={label}
      {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
      orientation="horizontal"
      value={value}
      onChange={(chosen) => onChange(chosen as Value)}
      isDisabled={isDisabled}
      className={classNames(styles.group, size === 'small' && styles.small)}
    >
      {options.map((option) => (
        <RadioField key={option.value} value={option.value} className={classNames(styles.field)}>
          <RadioButton className={classNames(styles.option)}>{option.label}</RadioButton>
        </RadioField>
      ))}
    </RadioGroup>
  );
}
