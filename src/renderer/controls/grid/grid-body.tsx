import type { GridRows } from './grid-rows.ts';
import type { RowTick } from './grid-selection.ts';
import { GridRow, GridRowAwaited, type GridColumn } from './grid-row.tsx';
import type { RowHeights } from './row-heights.ts';
import type { RowWindow } from './grid-window.ts';
import styles from './grid.module.css';

/** How the rows of a tree are indented and opened. */
export interface GridTree<Row> {
  readonly levelOf: (row: Row) => number;
  /** Absent for leaves. */
  readonly isExpanded: (row: Row) => boolean | undefined;
  readonly onToggle: (row: Row) => void;
}

interface GridBodyProps<Row> {
  readonly rows: GridRows<Row>;
  readonly columns: readonly GridColumn<Row>[];
  readonly window: RowWindow;
  readonly heights: RowHeights;
  readonly activeIndex: number;
  /** The id of a row's element. */
  readonly idOf: (index: number) => string;
  readonly tickOf: (key: string) => RowTick;
  readonly hasCheckboxes: boolean;
  readonly isSelectable: boolean;
  readonly tree: GridTree<Row> | undefined;
}

/** The rows in the window, in a place as high as all of them. */
export function GridBody<Row>(props: GridBodyProps<Row>) {
  const { rows, columns, window, heights, activeIndex, idOf, tickOf, tree } = props;
  const drawn = Array.from(
    { length: window.to - window.from },
    (_, offset) => window.from + offset,
  );
  // What is pointed at has to exist, wherever the rest was scrolled to.
  if (activeIndex >= 0 && (activeIndex < window.from || activeIndex >= window.to)) {
    drawn.push(activeIndex);
  }
  return (
    <div role="rowgroup" className={styles.body} style={{ height: heights.total }}>
      {drawn.map((index) => {
        const row = rows.at(index);
        const place = {
          ...{ id: idOf(index), index },
          ...{ height: heights.heightOf(index), top: heights.topOf(index) },
        };
        const isActive = index === activeIndex;
        if (row === undefined) {
          return <GridRowAwaited key={`awaited ${index}`} {...place} isActive={isActive} />;
        }
        const key = rows.keyOf(row);
        const tick = tickOf(key);
        return (
          <GridRow
            key={key}
            {...place}
            row={row}
            columns={columns}
            isSelected={tick === 'on'}
            isPartlySelected={tick === 'mixed'}
            isActive={isActive}
            hasCheckbox={props.hasCheckboxes}
            isSelectable={props.isSelectable}
            level={tree?.levelOf(row)}
            isExpanded={tree?.isExpanded(row)}
          />
        );
      })}
    </div>
  );
}
