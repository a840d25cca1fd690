import {
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react';
import { ContextMenu, type ContextMenuState, type MenuChoice } from '../popup-menu.tsx';
import { GridHeader, type GridSort } from './grid-header.tsx';
import { GridRow, type GridColumn } from './grid-row.tsx';
import { NOTHING_SELECTED, selectRow, type GridSelection } from './grid-selection.ts';
import styles from './grid.module.css';
import { useKeptPlace } from './use-kept-place.ts';
import { useRowWindow } from './use-row-window.ts';

const HEADER_HEIGHT = 27;

export interface GridProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly columns: readonly GridColumn<Row>[];
  readonly rowHeight: number;
  readonly sort?: GridSort | undefined;
  readonly onSort?: (sort: GridSort) => void;
  readonly selection?: GridSelection;
  readonly onSelect?: (selection: GridSelection) => void;
  /** Rows are chosen by ticking them: one click adds or takes away. */
  readonly hasCheckboxes?: boolean;
  /** Where a row stands for others: what its tick shows, and what ticking it does. */
  readonly ticks?: {
    readonly of: (key: string) => 'on' | 'mixed' | 'off';
    readonly onToggle: (key: string) => void;
  };
  /** Enter, or a double click. */
  readonly onOpen?: (row: Row) => void;
  /** The context menu of the selected rows, or of the one under the pointer. */
  readonly menuFor?: (rows: readonly Row[]) => readonly MenuChoice[];
  /** The Delete key. */
  readonly onDelete?: (rows: readonly Row[]) => void;
  /** A row to bring into sight, once for each new object. */
  readonly shownKey?: { readonly name: string } | undefined;
  /** Shown when there are no rows. */
  readonly empty?: ReactNode;
  readonly hidesHeader?: boolean;
  /** Makes it a tree. */
  readonly tree?: {
    readonly levelOf: (row: Row) => number;
    /** Absent for leaves. */
    readonly isExpanded: (row: Row) => boolean | undefined;
    readonly onToggle: (row: Row) => void;
  };
}

/**
 * A table that draws only the rows in sight. Focus stays on the table itself and an active row is
 * pointed at, so that rows may come and go under the keyboard.
 */
export function Grid<Row>(props: GridProps<Row>) {
  const { label, rows, keyOf, rowHeight, sort, onSort, tree } = props;
  const {
    selection = NOTHING_SELECTED,
    onSelect,
    hasCheckboxes = false,
    hidesHeader = false,
  } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const [activeKey, setActiveKey] = useState<string>();
  const [menu, setMenu] = useState<ContextMenuState>();
  const headerHeight = hidesHeader ? 0 : HEADER_HEIGHT;
  const view = useRowWindow({ scroller, rowCount: rows.length, rowHeight, headerHeight });
  useKeptPlace({
    scroller,
    rows,
    keyOf,
    rowHeight,
    sortedBy: `${sort?.column} ${sort?.direction}`,
  });

  const columns = useMemo(
    () =>
      props.columns.filter((column) => view.width === 0 || view.width >= (column.fromWidth ?? 0)),
    [props.columns, view.width],
  );
  const activeIndex =
    activeKey === undefined ? -1 : rows.findIndex((row) => keyOf(row) === activeKey);

  const { shownKey } = props;
  const shownBefore = useRef(shownKey);
  useEffect(() => {
    if (shownBefore.current === shownKey) return;
    shownBefore.current = shownKey;
    const index = rows.findIndex((row) => keyOf(row) === shownKey?.name);
    if (index >= 0) view.show(index);
  });

  function move(index: number, extend: boolean): void {
    const target = Math.max(0, Math.min(rows.length - 1, index));
    const row = rows[target];
    if (row === undefined) return;
    setActiveKey(keyOf(row));
    view.show(target);
    if (onSelect === undefined) return;
    if (extend)
      onSelect(selectRow(selection, { order: rows.map(keyOf), index: target, how: 'range' }));
    else if (!hasCheckboxes) {
      onSelect(selectRow(selection, { order: rows.map(keyOf), index: target, how: 'one' }));
    }
  }

  function toggle(index: number): void {
    const row = rows[index];
    if (row === undefined) return;
    if (props.ticks === undefined)
      onSelect?.(selectRow(selection, { order: rows.map(keyOf), index, how: 'toggle' }));
    else props.ticks.onToggle(keyOf(row));
  }

  function openMenu(index: number, x: number, y: number): void {
    const row = rows[index];
    if (row === undefined || props.menuFor === undefined) return;
    const key = keyOf(row);
    const isInSelection = selection.keys.has(key);
    if (!isInSelection && !hasCheckboxes) onSelect?.({ keys: new Set([key]), anchor: key });
    setActiveKey(key);
    const choices = props.menuFor(
      isInSelection ? rows.filter((one) => selection.keys.has(keyOf(one))) : [row],
    );
    if (choices.length > 0) setMenu({ label, choices, x, y });
  }

  function indexAt(target: EventTarget): number {
    const element = target instanceof Element ? target.closest('[data-index]') : null;
    return element instanceof HTMLElement ? Number(element.dataset.index) : -1;
  }

  function onClick(event: MouseEvent): void {
    if (isControl(event.target)) return;
    const index = indexAt(event.target);
    const row = rows[index];
    if (row === undefined) return;
    setActiveKey(keyOf(row));
    const toggles = hasCheckboxes || event.ctrlKey || event.metaKey;
    if (toggles && !event.shiftKey) toggle(index);
    else {
      const how = event.shiftKey ? 'range' : 'one';
      onSelect?.(selectRow(selection, { order: rows.map(keyOf), index, how }));
    }
  }

  function onContextMenu(event: MouseEvent): void {
    if (props.menuFor === undefined) return;
    event.preventDefault();
    const index = indexAt(event.target);
    if (index >= 0) {
      openMenu(index, event.clientX, event.clientY);
      return;
    }
    // From the keyboard: the event is the table's own, and the place that of the active row.
    const box = document.getElementById(`${id}-${activeIndex}`)?.getBoundingClientRect();
    if (box !== undefined) openMenu(activeIndex, box.left + 24, box.bottom);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== scroller.current || event.altKey) return;
    const command = event.ctrlKey || event.metaKey;
    const active = rows[activeIndex];
    switch (event.key) {
      case 'ArrowDown':
        move(activeIndex + 1, event.shiftKey);
        break;
      case 'ArrowUp':
        move(activeIndex - 1, event.shiftKey);
        break;
      case 'PageDown':
        move(activeIndex + view.pageRows, event.shiftKey);
        break;
      case 'PageUp':
        move(activeIndex - view.pageRows, event.shiftKey);
        break;
      case 'Home':
        move(0, event.shiftKey);
        break;
      case 'End':
        move(rows.length - 1, event.shiftKey);
        break;
      case 'ArrowRight':
      case 'ArrowLeft':
        if (active === undefined || tree?.isExpanded(active) !== (event.key === 'ArrowLeft'))
          return;
        tree.onToggle(active);
        break;
      case ' ':
        if (active === undefined || onSelect === undefined) return;
        toggle(activeIndex);
        break;
      case 'Enter':
        if (active === undefined || props.onOpen === undefined) return;
        props.onOpen(active);
        break;
      case 'Delete': {
        const chosen = rows.filter((row) => selection.keys.has(keyOf(row)));
        if (chosen.length === 0 || props.onDelete === undefined) return;
        props.onDelete(chosen);
        break;
      }
      case 'a':
        if (!command || onSelect === undefined) return;
        onSelect({ keys: new Set(rows.map(keyOf)), anchor: selection.anchor });
        break;
      case 'Escape':
        if (selection.keys.size === 0) return;
        onSelect?.(NOTHING_SELECTED);
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  const drawn = Array.from({ length: view.to - view.from }, (_, offset) => view.from + offset);
  // What is pointed at has to exist, wherever the rest was scrolled to.
  if (activeIndex >= 0 && (activeIndex < view.from || activeIndex >= view.to))
    drawn.push(activeIndex);

  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        role={tree === undefined ? 'grid' : 'treegrid'}
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-multiselectable={onSelect === undefined ? undefined : true}
        aria-activedescendant={activeIndex < 0 ? undefined : `${id}-${activeIndex}`}
        tabIndex={0}
        className={styles.grid}
        style={{ '--columns': columns.map((column) => column.width).join(' ') }}
        onScroll={view.onScroll}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onContextMenu={onContextMenu}
        onDoubleClick={(event) => {
          const row = rows[indexAt(event.target)];
          if (row !== undefined && !isControl(event.target)) props.onOpen?.(row);
        }}
        onFocus={(event) => {
          if (event.target === scroller.current && activeIndex < 0 && rows[0] !== undefined) {
            setActiveKey(keyOf(rows[0]));
          }
        }}
      >
        <GridHeader
          columns={columns}
          sort={sort}
          onSort={onSort}
          hasCheckbox={hasCheckboxes}
          isHidden={hidesHeader}
        />
        <div role="rowgroup" className={styles.body} style={{ height: rows.length * rowHeight }}>
          {drawn.map((index) => {
            const row = rows[index];
            if (row === undefined) return null;
            const key = keyOf(row);
            const tick = props.ticks?.of(key) ?? (selection.keys.has(key) ? 'on' : 'off');
            return (
              <GridRow
                key={key}
                id={`${id}-${index}`}
                row={row}
                index={index}
                height={rowHeight}
                columns={columns}
                isSelected={tick === 'on'}
                isPartlySelected={tick === 'mixed'}
                isActive={index === activeIndex}
                hasCheckbox={hasCheckboxes}
                isSelectable={onSelect !== undefined}
                level={tree?.levelOf(row)}
                isExpanded={tree?.isExpanded(row)}
              />
            );
          })}
        </div>
      </div>
      {rows.length === 0 && <div className={styles.empty}>{props.empty}</div>}
      <ContextMenu menu={menu} onClose={() => setMenu(undefined)} />
    </div>
  );
}

/** Whether a click is for a control inside a row rather than for the row. */
function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button, a, input') !== null;
}
