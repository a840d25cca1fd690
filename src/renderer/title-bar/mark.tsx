import styles from './mark.module.css';

/** The product's mark: sheets in a queue. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" width="22" height="22" aria-hidden className={styles.mark}>
      <rect x="3" y="8" width="5" height="16" rx="1.8" opacity="0.38" />
      <rect x="10.5" y="8" width="5" height="16" rx="1.8" opacity="0.68" />
      <path d="M19.8 3h6.4L30 6.9v20.3a1.8 1.8 0 0 1-1.8 1.8h-8.4a1.8 1.8 0 0 1-1.8-1.8V4.8A1.8 1.8 0 0 1 19.8 3Z" />
      <path className={styles.fold} d="M26.2 3v2.6c0 .8.6 1.3 1.3 1.3H30L26.2 3Z" />
    </svg>
  );
}
