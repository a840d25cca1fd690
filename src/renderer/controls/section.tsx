import { useId, type ReactNode } from 'react';
import { classNames } from '../styles/class-names.ts';
import styles from './section.module.css';

interface SectionProps {
  readonly title: string;
  /** Beside the title: figures, states. */
  readonly summary?: ReactNode;
  /** At the end of the title's line. */
  readonly actions?: ReactNode;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A card with a heading. */
export function Section({ title, summary, actions, className, children }: SectionProps) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className={classNames(styles.section, className)}>
      <header className={styles.header}>
        <h2 id={titleId} className={styles.title}>
          {title}
        </h2>
        <div className={styles.summary}>{summary}</div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </section>
  );
}
