import { Search, X } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import {
  Button,
  Input,
  Label,
  SearchField as AriaSearchField,
  TextField as AriaTextField,
  type SearchFieldProps,
  type TextFieldProps,
} from 'react-aria-components';
import { classNames } from '../styles/class-names.ts';
import { t } from '../language/language.ts';
import styles from './text-field.module.css';

interface FieldProps extends Omit<TextFieldProps, 'className' | 'children'> {
  /** Shown above the field, or only spoken when `isLabelHidden`. */
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly placeholder?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
  /** Controls at the end of the field, inside its border. */
  readonly trailing?: ReactNode;
  readonly className?: string | undefined;
}

export function TextField(props: FieldProps) {
  const {
    label,
    isLabelHidden = false,
    placeholder,
    inputRef,
    trailing,
    className,
    ...rest
  } = props;
  return (
    <AriaTextField
      {...rest}
      {...(isLabelHidden ? { 'aria-label': label } : {})}
      className={classNames(styles.field, className)}
    >
      {!isLabelHidden && <Label className={classNames(styles.label)}>{label}</Label>}
      <div className={styles.box}>
        <Input
          {...(inputRef === undefined ? {} : { ref: inputRef })}
          className={classNames(styles.input)}
          {...(placeholder === undefined ? {} : { placeholder })}
          spellCheck={false}
          autoComplete="off"
        />
        {trailing}
      </div>
    </AriaTextField>
  );
}

interface SearchProps extends Omit<SearchFieldProps, 'className' | 'children'> {
  readonly label: string;
  readonly placeholder?: string;
}

export function SearchField({ label, placeholder = label, ...rest }: SearchProps) {
  return (
    <AriaSearchField
      {...rest}
      aria-label={label}
      className={classNames(styles.field, styles.search)}
    >
      <div className={styles.box}>
        <Search size={13} className={styles.searchIcon} aria-hidden />
        <Input className={classNames(styles.input)} placeholder={placeholder} spellCheck={false} />
        <Button className={classNames(styles.clear)} aria-label={t('clearFilter')}>
          <X size={12} aria-hidden />
        </Button>
      </div>
    </AriaSearchField>
  );
}
