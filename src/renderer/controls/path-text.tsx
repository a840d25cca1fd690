import styles from './path-text.module.css';
import { VisibleText } from './visible-text.tsx';
import { visibleText } from '../../shared/visible-text.ts';

/** A path of the host's machine: its last part always in sight, what comes before it as far as there is room. */
export function PathText({ path }: { readonly path: string }) {
  const trimmed = path.replace(/(.)[/\\]+$/, '$1');
  const cut = Math.max(trimmed.lastIndexOf('/'), trimmed.lastIndexOf('\\')) + 1;
  const isWhole = cut === trimmed.length;
  return (
    <span className={styles.path} title={visibleText(path)}>
      {!isWhole && cut > 0 && (
        <span className={styles.before}>
          <VisibleText text={trimmed.slice(0, cut)} />
        </span>
      )}
      <span className={styles.last}>
        <VisibleText text={isWhole ? trimmed : trimmed.slice(cut)} />
      </span>
    </span>
  );
}
