import { ChevronRight } from 'lucide-react';
import { classNames } from '../../styles/class-names.ts';
import styles from './twist.module.css';

interface TwistProps {
  readonly isOpen: boolean;
  /** Of the sign, in px. */
  readonly size: number;
  readonly title?: string;
  /** With the size of the button. */
  readonly className: string | undefined;
  readonly onClick: () => void;
}

/** Opens and folds a row of a tree, for pointers. */
export function Twist({ isOpen, size, title, className, onClick }: TwistProps) {
  return (
    <button
      type="button"
      // The arrow keys of the grid do this; a stop at every row would be in the way.
      tabIndex={-1}
      aria-hidden
      className={classNames(styles.twist, isOpen && styles.twisted, className)}
      title={title}
      onClick={onClick}
    >
      <ChevronRight size={size} />
    </button>
  );
}
