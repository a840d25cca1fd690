import { Component, type ReactNode } from 'react';
import { Button } from '../controls/button.tsx';
import { t } from '../language/language.ts';
import { visibleText } from '../../shared/visible-text.ts';
import styles from './failure-boundary.module.css';

interface State {
  readonly error: Error | undefined;
}

/** Shown instead of the panel when drawing it failed. The host goes on; a reload shows it again. */
export class FailureBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <main className={styles.page}>
        <div className={styles.card} role="alert">
          <h1 className={styles.title}>{t('failure.title')}</h1>
          <p className={styles.text}>{t('failure.text')}</p>
          <details className={styles.details}>
            <summary>{t('failure.details')}</summary>
            <pre className={styles.trace}>{visibleLines(error.stack ?? error.message)}</pre>
          </details>
          <Button look="primary" onPress={() => window.location.reload()}>
            {t('failure.reload')}
          </Button>
        </div>
      </main>
    );
  }
}

function visibleLines(text: string): string {
  return text.split('\n').map(visibleText).join('\n');
}
