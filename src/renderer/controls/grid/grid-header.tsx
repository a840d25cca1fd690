import { ArrowDown, ArrowUp, Check, Minus } from 'lucide-react';
import { VisuallyHidden } from 'react-aria-components';
import { classNames } from '../../styles/class-names.ts';
import { t } from '../../language/language.ts';
import type { GridColumn } from './grid-row.tsx';
import type { RowTick } from './grid-selection.ts';
import styles from './grid.module.css';

export interface GridSort {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

interface GridHeaderProps<Row> {
  readonly columns: readonly GridColumn<Row>[];
  readonly sort: GridSort | undefined;
  readonly onSort: ((sort: GridSort) => void) | undefined;
  /** What the tick of all rows shows; absent where rows are not ticked. */
  readonly tick: RowTick | undefined;
  readonly onTick: () => void;
  readonly isHidden: boolean;
}

export function GridHeader<Row>({
  columns,
  sort,
  onSort,
  tick,
  onTick,
  isHidden,
}: GridHeaderProps<Row>) {
  return (
    <div role="rowgroup" className={classNames(styles.head, isHidden && styles.headHidden)}>
      <div role="row" aria-rowindex={1} className={styles.headRow}>
        {tick !== undefined && (
          <div role="columnheader" className={styles.checkCell}>
            <VisuallyHidden elementType="span">{t('selected')}</VisuallyHidden>
            <button
              type="button"
              role="checkbox"
              aria-checked={tick === 'mixed' ? 'mixed' : tick === 'on'}
              aria-label={t('selectAll')}
              className={classNames(styles.check, tick !== 'off' && styles.checked)}
              onClick={onTick}
            >
              {tick === 'on' && <Check size={11} strokeWidth={3} aria-hidden />}
              {tick === 'mixed' && <Minus size={11} strokeWidth={3} aria-hidden />}
            </button>
          </div>
        )}
        {columns.map((column) => {
          const direction = sort?.column === column.id ? sort.direction : undefined;
          const cell = classNames(styles.headCell, column.isEnd === true && styles.end);
          if (column.isSortable !== true || onSort === undefined) {
            return (
              <div key={column.id} role="columnheader" className={cell}>
                <span className={styles.headTitle}>{column.title}</span>
              </div>
            );
          }
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-sort={direction ?? 'none'}
              className={cell}
            >
              <button
                type="button"
                tabIndex={isHidden ? -1 : 0}
                className={styles.sort}
                onClick={() => {
                  onSort({
                    column: column.id,
                    direction: direction === 'ascending' ? 'descending' : 'ascending',
                  });
                }}
              >
                <span className={styles.headTitle}>{column.title}</span>
                {direction === 'ascending' && <ArrowUp size={11} aria-hidden />}
                {direction === 'descending' && <ArrowDown size={11} aria-hidden />}
              </button>
            </div>
          );
        })}
      </div>
    </div>
  );
}
