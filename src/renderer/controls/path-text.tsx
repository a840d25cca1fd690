import styles from './path-text.module.css';
import { VisibleText } from './visible-text.tsx';
import { classNames } from '../styles/class-names.ts';
import { visibleText } from '../../shared/visible-text.ts';

const SHORTEST_BEGINNING = 'C:\\'.length;

interface PathTextProps {
  readonly path: string;
  /** Whether the last part stands out. */
  readonly hasEmphasis?: boolean;
}

/** A path: its last part as long as possible in sight, what comes before it as far as there is room. */
export function PathText({ path, hasEmphasis = false }: PathTextProps) {
  const trimmed = path.replace(/(.)[/\\]+$/, '$1');
  const cut = Math.max(trimmed.lastIndexOf('/'), trimmed.lastIndexOf('\\')) + 1;
  // A beginning as short as a drive's is not worth a mark in its place.
  const isWhole = cut === trimmed.length || cut <= SHORTEST_BEGINNING;
  return (
    <span
      className={classNames(styles.path, hasEmphasis && styles.emphasis)}
      title={visibleText(path)}
    >
      {!isWhole && (
        <span className={styles.before}>
          <VisibleText text={trimmed.slice(0, cut)} isPath />
        </span>
      )}
      <span className={styles.last}>
        <VisibleText text={isWhole ? trimmed : trimmed.slice(cut)} />
      </span>
    </span>
  );
}
