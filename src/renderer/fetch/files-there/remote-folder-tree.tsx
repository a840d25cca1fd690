import { ChevronRight, File, Folder } from 'lucide-react';
import { useMemo, useState } from 'react';
import { ENGLISH_OMISSIONS } from '../../../shared/locales/english-omissions.ts';
import { describeOmissions } from '../../../shared/omissions.ts';
import { formatBytes } from '../../../shared/units.ts';
import { EmptyState } from '../../controls/empty-state.tsx';
import type { GridColumn } from '../../controls/grid/grid-row.tsx';
import type { GridSelection } from '../../controls/grid/grid-selection.ts';
import { useListRows } from '../../controls/grid/grid-rows.ts';
import { Grid } from '../../controls/grid/grid.tsx';
import { ProblemNote } from '../../controls/problem-note.tsx';
import { formatCount } from '../../format/numbers.ts';
import { formatAgo, formatExact } from '../../format/times.ts';
import { usePanelState } from '../../state/panel-context.tsx';
import { remoteOf } from '../../state/remote-actions.ts';
import { useNow } from '../../state/use-now.ts';
import { classNames } from '../../styles/class-names.ts';
import { strings } from '../../strings/strings.ts';
import styles from './files-there.module.css';
import { folderTicks, withoutOpenFolders } from './folder-ticks.ts';
import { buildTree, matchingRows, treeRows, type TreeRow, type Wanted } from './folder-tree.ts';
import { VisibleText } from '../../controls/visible-text.tsx';
import { visibleText } from '../../../shared/visible-text.ts';
import { failureSentence } from '../../../shared/failure-sentences.ts';

const text = strings.there;
const keyOf = (row: TreeRow): string => row.key;
const INDENT_PX = 16;

interface RemoteFolderTreeProps {
  readonly filter: string;
  readonly selection: GridSelection;
  readonly onSelect: (selection: GridSelection) => void;
  readonly onGet: (wanted: Wanted) => void;
}

export function RemoteFolderTree({ filter, selection, onSelect, onGet }: RemoteFolderTreeProps) {
  const { value, isLoading, problem } = usePanelState((state) => state.remoteFolder);
  const isPlain = usePanelState(({ remote }) => remoteOf(remote)?.dialect === 'plain');
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const tree = useMemo(() => buildTree(value?.files ?? []), [value]);
  const rows = useMemo(
    () => (filter.trim() === '' ? treeRows(tree, expanded) : matchingRows(tree, filter)),
    [tree, expanded, filter],
  );
  const gridRows = useListRows(rows, keyOf);
  const ticks = useMemo(() => folderTicks(tree, selection.keys), [tree, selection.keys]);
  const now = useNow(10_000);
  const columns = useMemo(() => columnsAt(now, expanded, toggle), [now, expanded]);
  const hasFiles = tree.files.length > 0;

  function toggle(key: string): void {
    setExpanded((before) => {
      const after = new Set(before);
      if (!after.delete(key)) after.add(key);
      return after;
    });
  }

  return (
    <>
      {problem !== undefined && !isPlain && (
        <div className={styles.problem}>
          <ProblemNote>{failureSentence(problem)}</ProblemNote>
        </div>
      )}
      <Grid
        label={text.folderTree}
        rows={gridRows}
        columns={columns}
        rowHeight={28}
        selection={selection}
        onSelect={({ keys, anchor }) =>
          onSelect({ keys: withoutOpenFolders(keys, expanded), anchor })
        }
        hasCheckboxes
        ticks={{
          of: ticks.of,
          onToggle: (key) => onSelect({ keys: ticks.toggled(key), anchor: key }),
        }}
        onOpen={(row) => {
          if (row.kind === 'folder') toggle(row.key);
          else onGet({ names: [row.file.name], folders: [] });
        }}
        tree={{
          levelOf: (row) => row.level,
          isExpanded: (row) => (row.kind === 'folder' ? expanded.has(row.key) : undefined),
          onToggle: (row) => toggle(row.key),
        }}
        empty={
          <EmptyState>
            {isPlain
              ? text.plainFolder
              : hasFiles
                ? text.noMatch
                : isLoading
                  ? text.loading
                  : text.emptyFolder}
          </EmptyState>
        }
      />
      {value?.truncated === true && <p className={styles.aside}>{text.truncated}</p>}
      {value !== undefined && value.unshared > 0 && (
        <p className={styles.aside}>
          {text.unshared(formatCount(value.unshared), value.unshared === 1)}
        </p>
      )}
      {value !== undefined && value.omitted.length > 0 && (
        <p className={styles.omitted}>{describeOmissions(value.omitted, ENGLISH_OMISSIONS)}</p>
      )}
    </>
  );
}

function columnsAt(
  nowMs: number,
  expanded: ReadonlySet<string>,
  toggle: (key: string) => void,
): GridColumn<TreeRow>[] {
  return [
    {
      id: 'name',
      title: text.name,
      width: 'minmax(100px, 1fr)',
      render: (row) => (
        <span className={styles.node} style={{ paddingLeft: (row.level - 1) * INDENT_PX }}>
          {row.kind === 'folder' ? (
            <>
              <button
                type="button"
                // The arrow keys of the table do this; a stop at every folder would be in the way.
                tabIndex={-1}
                aria-hidden
                className={classNames(styles.twist, expanded.has(row.key) && styles.twisted)}
                onClick={() => toggle(row.key)}
              >
                <ChevronRight size={13} />
              </button>
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
            <span className={styles.nodeCount}>{text.folderOf(row.count)}</span>
          )}
          {row.kind === 'file' && row.file.cached && (
            <span className={styles.cachedMark}>{text.cachedMark}</span>
          )}
        </span>
      ),
    },
    {
      id: 'size',
      title: text.size,
      width: '84px',
      isEnd: true,
      render: (row) => (
        <span className={classNames(row.kind === 'folder' && styles.quiet)}>
          {formatBytes(row.kind === 'folder' ? row.bytes : row.file.size)}
        </span>
      ),
    },
    {
      id: 'modified',
      title: text.modified,
      width: '116px',
      isEnd: true,
      // Before names become too short to tell apart.
      fromWidth: 500,
      render: (row) =>
        row.kind === 'file' && (
          <span className={styles.quiet} title={formatExact(row.file.modifiedAtMs)}>
            {formatAgo(row.file.modifiedAtMs, nowMs)}
          </span>
        ),
    },
  ];
}
