import { File, Folder } from 'lucide-react';
import { visibleText } from '../../../shared/visible-text.ts';
import type { GridColumn } from '../../controls/grid/grid-row.tsx';
import { Twist } from '../../controls/grid/twist.tsx';
import { PathText } from '../../controls/path-text.tsx';
import { VisibleText } from '../../controls/visible-text.tsx';
import { formatBytes, formatCount } from '../../format/numbers.ts';
import { formatAgo, formatExact } from '../../format/times.ts';
import { t } from '../../language/language.ts';
import { classNames } from '../../styles/class-names.ts';
import styles from './files-there.module.css';
import { levelOf, type TreeRow } from './folder-tree.ts';

const INDENT_PX = 16;

interface FolderColumnsOptions {
  readonly nowMs: number;
  /** Folders inside of which a person looks. */
  readonly expanded: ReadonlySet<string>;
  /** The folder that is open. */
  readonly path: string;
  /** The rows are files from anywhere in the open folder, shown with their paths. */
  readonly isFiltered: boolean;
  readonly onToggle: (key: string) => void;
}

export function folderColumns(options: FolderColumnsOptions): GridColumn<TreeRow>[] {
  const { nowMs } = options;
  return [
    {
      id: 'name',
      title: t('there.name'),
      width: 'minmax(100px, 1fr)',
      isSortable: true,
      render: (row) => <Name row={row} {...options} />,
    },
    {
      id: 'size',
      title: t('there.size'),
      width: '84px',
      isEnd: true,
      isSortable: true,
      render: (row) => (
        <span className={classNames(row.kind === 'folder' && styles.quiet)}>
          {formatBytes(row.kind === 'folder' ? row.bytes : row.file.size)}
        </span>
      ),
    },
    {
      id: 'modified',
      title: t('there.modified'),
      width: '116px',
      isEnd: true,
      isSortable: true,
      // Before names become too short to tell apart.
      fromWidth: 480,
      render: (row) => {
        const atMs = row.kind === 'file' ? row.file.modifiedAtMs : row.modifiedAtMs;
        return (
          <span className={styles.quiet} title={formatExact(atMs)}>
            {formatAgo(atMs, nowMs)}
          </span>
        );
      },
    },
    {
      id: 'cached',
      title: t('there.cachedAt'),
      width: '78px',
      isEnd: true,
      isSortable: true,
      render: (row) => {
        if (row.kind === 'file') {
          return (
            row.file.cached && <span className={styles.cachedMark}>{t('there.cachedMark')}</span>
          );
        }
        return (
          row.cachedCount > 0 && (
            <span className={styles.quiet} title={t('there.cachedIn', { count: row.cachedCount })}>
              {formatCount(row.cachedCount)}
            </span>
          )
        );
      },
    },
  ];
}

interface NameProps extends FolderColumnsOptions {
  readonly row: TreeRow;
}

function Name({ row, expanded, path, isFiltered, onToggle }: NameProps) {
  if (isFiltered && row.kind === 'file') {
    return <PathText path={path === '' ? row.file.name : row.file.name.slice(path.length + 1)} />;
  }
  return (
    <span className={styles.node} style={{ paddingLeft: (levelOf(row, path) - 1) * INDENT_PX }}>
      {row.kind === 'folder' ? (
        <>
          <Twist
            isOpen={expanded.has(row.key)}
            size={13}
            className={styles.twist}
            onClick={() => onToggle(row.key)}
          />
          <Folder size={14} aria-hidden className={styles.nodeIcon} />
        </>
      ) : (
        <File size={14} aria-hidden className={classNames(styles.nodeIcon, styles.leaf)} />
      )}
      <span
        className={styles.nodeName}
        title={visibleText(row.kind === 'file' ? row.file.name : row.path)}
      >
        <VisibleText text={row.name} />
      </span>
      {row.kind === 'folder' && (
        <span className={styles.nodeCount}>{t('there.folderOf', { count: row.count })}</span>
      )}
    </span>
  );
}
