import { visibleParts } from '../../shared/visible-text.ts';
import { isRightToLeft } from '../language/language.ts';
import { visibleText } from '../language/visible-text.ts';
import { classNames } from '../styles/class-names.ts';
import styles from './visible-text.module.css';

interface VisibleTextProps {
  readonly text: string;
  /** Goes on in the next line where it does not fit; else it stays on one. */
  readonly wraps?: boolean;
  /** A path reads from left to right, whatever it begins with. */
  readonly isPath?: boolean;
  /** Shows all of it under the pointer, for where it may be cut. */
  readonly hasTitle?: boolean;
}

/**
 * Text from elsewhere, such as a name, a path, an address, or a message with one in it. It does not
 * change the order of what stands beside it, its spaces are kept, and characters that would hide or
 * reorder some of it are shown as escapes.
 */
export function VisibleText({
  text,
  wraps = false,
  isPath = false,
  hasTitle = false,
}: VisibleTextProps) {
  return (
    <bdi
      dir={isPath ? 'ltr' : undefined}
      className={classNames(styles.text, wraps && styles.wraps)}
      title={hasTitle ? visibleText(text) : undefined}
    >
      {visibleParts(text, isRightToLeft()).map((part, index) =>
        part.isEscape ? (
          <span key={index} className={styles.escape}>
            {part.text}
          </span>
        ) : (
          part.text
        ),
      )}
    </bdi>
  );
}
