import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '../styles/class-names.ts';
import styles from './problem-note.module.css';

interface ProblemNoteProps {
  readonly tone?: 'bad' | 'warn';
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

/** Says what went wrong, where it went wrong. */
export function ProblemNote({ tone = 'bad', children, actions }: ProblemNoteProps) {
  return (
    <div className={classNames(styles.note, styles[tone])} role="alert">
      <TriangleAlert size={15} aria-hidden className={styles.icon} />
      <p className={styles.text}>{children}</p>
      {actions}
    </div>
  );
}
