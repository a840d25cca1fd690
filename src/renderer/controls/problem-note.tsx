import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '../styles/class-names.ts';
import styles from './problem-note.module.css';
import { VisibleText } from './visible-text.tsx';

interface ProblemNoteProps {
  readonly tone?: 'bad' | 'warn';
  /** A message as it came, or text that was made visible. */
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

/** Says what went wrong, where it went wrong. */
export function ProblemNote({ tone = 'bad', children, actions }: ProblemNoteProps) {
  return (
    <div className={classNames(styles.note, styles[tone])} role="alert">
      <TriangleAlert size={15} aria-hidden className={styles.icon} />
      <p className={styles.text}>
        {typeof children === 'string' ? <VisibleText text={children} wraps /> : children}
      </p>
      {actions}
    </div>
  );
}
