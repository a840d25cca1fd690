import { ProgressBar } from 'react-aria-components';
import { classNames } from '../styles/class-names.ts';
import styles from './progress.module.css';
import { visibleText } from '../language/visible-text.ts';

interface ProgressProps {
  readonly label: string;
  /** From 0 to 1; absent when nobody can know. */
  readonly fraction: number | undefined;
  readonly tone?: 'accent' | 'good' | 'bad' | 'idle';
}

export function Progress({ label, fraction, tone = 'accent' }: ProgressProps) {
  const isUnknown = fraction === undefined;
  return (
    <ProgressBar
      aria-label={visibleText(label)}
      value={isUnknown ? 0 : fraction * 100}
      isIndeterminate={isUnknown}
      className={classNames(styles.track, styles[tone])}
    >
      <div
        className={classNames(styles.fill, isUnknown && styles.unknown)}
        style={isUnknown ? undefined : { transform: `scaleX(${Math.min(1, fraction).toFixed(4)})` }}
      />
    </ProgressBar>
  );
}
