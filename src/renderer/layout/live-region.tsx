import { usePanelState } from '../state/panel-context.tsx';
import styles from './live-region.module.css';
import { visibleText } from '../language/visible-text.ts';

/** Announces to screen readers what happened elsewhere. */
export function LiveRegion() {
  const { id, text } = usePanelState((state) => state.announcement);
  return (
    <div role="status" aria-live="polite" className={styles.region}>
      {/* A new element each time, so that the same words are said again. */}
      <p key={id}>{visibleText(text)}</p>
    </div>
  );
}
