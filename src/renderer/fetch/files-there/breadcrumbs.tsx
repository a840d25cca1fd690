import { ChevronRight } from 'lucide-react';
import { VisibleText } from '../../controls/visible-text.tsx';
import { t } from '../../language/language.ts';
import { classNames } from '../../styles/class-names.ts';
import styles from './breadcrumbs.module.css';
import { pathParts } from './folder-tree.ts';

interface BreadcrumbsProps {
  /** The folder that is open, with `/` between its parts. */
  readonly path: string;
  readonly onOpen: (path: string) => void;
}

/** The folders that the open one is in, each a way back to it. */
export function Breadcrumbs({ path, onOpen }: BreadcrumbsProps) {
  const crumbs = [{ name: t('there.allFolders'), path: '' }, ...pathParts(path)];
  return (
    <nav aria-label={t('there.breadcrumbs')} className={styles.crumbs}>
      <ol className={styles.list}>
        {crumbs.map((crumb, at) => {
          const isOpen = at === crumbs.length - 1;
          return (
            <li key={crumb.path} className={styles.item}>
              {at > 0 && <ChevronRight size={12} aria-hidden className={styles.mark} />}
              <button
                type="button"
                aria-current={isOpen ? 'location' : undefined}
                className={classNames(styles.crumb, isOpen && styles.open)}
                onClick={() => onOpen(crumb.path)}
              >
                <VisibleText text={crumb.name} />
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
