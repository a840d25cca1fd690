import styles from './key-words.module.css';

interface KeyWordsProps {
  /** What they are. */
  readonly label: string;
  /** Twelve, between spaces. */
  readonly words: string;
}

/** A fingerprint in words, in lines of four, so that two people can compare them. */
export function KeyWords({ label, words }: KeyWordsProps) {
  return (
    <ol className={styles.words} aria-label={label}>
      {words.split(' ').map((word, index) => (
        <li key={index}>{word}</li>
      ))}
    </ol>
  );
}
