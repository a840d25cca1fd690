import { LoaderCircle } from 'lucide-react';
import styles from './spinner.module.css';

/** Shows that something is under way; a text beside it says what. */
export function Spinner({ size }: { readonly size: number }) {
  return <LoaderCircle size={size} aria-hidden className={styles.spinner} />;
}
