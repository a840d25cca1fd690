import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  ToggleButton,
  Tooltip,
  TooltipTrigger,
  type ButtonProps,
} from 'react-aria-components';
import { classNames } from '../styles/class-names.ts';
import styles from './button.module.css';
import { VisibleText } from './visible-text.tsx';
import { visibleText } from '../language/visible-text.ts';

interface TextButtonProps extends Omit<ButtonProps, 'className' | 'children'> {
  readonly look?: 'primary' | 'normal' | 'quiet' | 'danger';
  readonly size?: 'medium' | 'small' | 'large';
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

export function Button({
  look = 'normal',
  size = 'medium',
  icon,
  children,
  ...rest
}: TextButtonProps) {
  return (
    <AriaButton {...rest} className={classNames(styles.button, styles[look], styles[size])}>
      {icon}
      <span className={styles.label}>{children}</span>
    </AriaButton>
  );
}

interface IconButtonProps extends Omit<ButtonProps, 'className' | 'children' | 'aria-label'> {
  /** Its name, and its tooltip. */
  readonly label: string;
  readonly size?: 'medium' | 'small';
  readonly children: ReactNode;
}

export function IconButton({ label, size = 'medium', children, ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={600} closeDelay={80}>
      <AriaButton
        {...rest}
        aria-label={visibleText(label)}
        className={classNames(
          styles.button,
          styles.quiet,
          styles.icon,
          size === 'small' && styles.iconSmall,
        )}
      >
        {children}
      </AriaButton>
      <Tooltip className={classNames(styles.tooltip)} offset={6}>
        <VisibleText text={label} wraps />
      </Tooltip>
    </TooltipTrigger>
  );
}

interface ToggleIconButtonProps {
  /** Its name, and its tooltip. */
  readonly label: string;
  readonly isOn: boolean;
  readonly isDisabled?: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly children: (isOn: boolean) => ReactNode;
}

/** Stays down while it is on. */
export function ToggleIconButton(props: ToggleIconButtonProps) {
  const { label, isOn, isDisabled = false, onChange, children } = props;
  return (
    <TooltipTrigger delay={600} closeDelay={80}>
      <ToggleButton
        aria-label={label}
        isSelected={isOn}
        isDisabled={isDisabled}
        onChange={onChange}
        className={classNames(styles.button, styles.quiet, styles.icon, styles.toggle)}
      >
        {children(isOn)}
      </ToggleButton>
      <Tooltip className={classNames(styles.tooltip)} offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
}
