import { TriangleAlert } from 'lucide-react';
import { strings } from '../../strings/strings.ts';
import styles from './network-warning.module.css';

/** For whoever shares with a network: with whom that is. */
export function NetworkWarning() {
  return (
    <p className={styles.warning}>
      <TriangleAlert size={14} aria-hidden className={styles.icon} />
      {strings.control.anyoneCanRead}
    </p>
  );
}
