import { usePanelState } from '../state/panel-context.tsx';
import styles from './live-region.module.css';
import { visibleText } from '../../shared/visible-text.ts';

/** Tells a screen reader what happened out of its sight. */
export function LiveRegion() {
  const { id, text } = usePanelState((state) => state.announcement);
  return (
    <div role="status" aria-live="polite" className={styles.region}>
      {/* A new element each time, so that the same words are said again. */}
      <p key={id}>{visibleText(text)}</p>
    </div>
  );
}
