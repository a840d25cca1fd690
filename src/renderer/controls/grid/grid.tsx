import {
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react';
import { ContextMenu, type ContextMenuState, type MenuChoice } from '../popup-menu.tsx';
import { isRightToLeft } from '../../language/language.ts';
import { GridBody, type GridTree } from './grid-body.tsx';
import { GridHeader, type GridSort } from './grid-header.tsx';
import { commandOf, type GridCommand } from './grid-keyboard.ts';
import type { GridColumn } from './grid-row.tsx';
import type { GridRows } from './grid-rows.ts';
import {
  isNothing,
  isSelected,
  NOTHING_SELECTED,
  selectOne,
  type GridSelection,
} from './grid-selection.ts';
import styles from './grid.module.css';
import { useActiveRow } from './use-active-row.ts';
import { useHeightsFor } from './use-heights-for.ts';
import { useKeptPlace } from './use-kept-place.ts';
import type { RowWindow } from './grid-window.ts';
import { useRowWindow, type GridScrolled } from './use-row-window.ts';
import { useSelecting, type GridTicks } from './use-selecting.ts';
import { useTypeAhead } from './use-type-ahead.ts';

const HEADER_HEIGHT = 27;

export interface GridProps<Row> {
  readonly label: string;
  readonly rows: GridRows<Row>;
  readonly columns: readonly GridColumn<Row>[];
  /** In px: of all rows, or the least where `heightOf` says more. */
  readonly rowHeight: number;
  /** The height of a row in a grid of a width, both in px. A new function for new heights only. */
  readonly heightOf?: (row: Row, width: number) => number;
  readonly sort?: GridSort | undefined;
  readonly onSort?: (sort: GridSort) => void;
  readonly selection?: GridSelection;
  readonly onSelect?: (selection: GridSelection) => void;
  /** Rows are chosen by ticking them: one click adds or takes away. */
  readonly hasCheckboxes?: boolean;
  /** Where a row stands for others. */
  readonly ticks?: GridTicks;
  /** Enter, or a double click. */
  readonly onOpen?: (row: Row) => void;
  /** The Backspace key: out of what is shown. */
  readonly onLeave?: () => void;
  /** What a person types to get to a row. */
  readonly nameOf?: (row: Row) => string;
  /** How far it was scrolled when it was last there. */
  readonly scrolled?: GridScrolled;
  /** The context menu of the selected rows, or of the one under the pointer. */
  readonly menuFor?: (rows: readonly Row[]) => readonly MenuChoice[];
  /** A key that is pressed on the active row, before it means anything else; `true`: that was for it. */
  readonly onKey?: (event: KeyboardEvent, row: Row) => boolean;
  /** The Delete key, with something selected. */
  readonly onDelete?: () => void;
  /** In place of selecting the keys of all rows. */
  readonly onSelectAll?: () => void;
  /** The rows that are drawn, whether they are at hand or not. */
  readonly onWindow?: (window: RowWindow) => void;
  /** A row to go to as soon as there are so many, once for each new object. */
  readonly shown?: { readonly index: number } | undefined;
  /** Shown when there are no rows. */
  readonly empty?: ReactNode;
  readonly hidesHeader?: boolean;
  /** Makes it a tree. */
  readonly tree?: GridTree<Row>;
}

/**
 * A table that draws only the rows in sight. Focus stays on the table itself and an active row is
 * pointed at, so that rows may come and go under the keyboard.
 */
export function Grid<Row>(props: GridProps<Row>) {
  const { label, rows, rowHeight, heightOf, sort, onSort, tree, onWindow } = props;
  const { keyOf } = rows;
  const {
    selection = NOTHING_SELECTED,
    onSelect,
    hasCheckboxes = false,
    hidesHeader = false,
  } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const [menu, setMenu] = useState<ContextMenuState>();
  const headerHeight = hidesHeader ? 0 : HEADER_HEIGHT;
  const heightsFor = useHeightsFor({ rows, rowHeight, heightOf });
  const { scrolled } = props;
  const view = useRowWindow({
    ...{ scroller, rowCount: rows.count, rowHeight, heightsFor, headerHeight, scrolled },
  });
  useKeptPlace({
    scroller,
    rows,
    heights: view.heights,
    sortedBy: rows.order ?? `${sort?.column} ${sort?.direction}`,
  });

  const columns = useMemo(
    () =>
      props.columns.filter((column) => view.width === 0 || view.width >= (column.fromWidth ?? 0)),
    [props.columns, view.width],
  );
  const { activeIndex, activate } = useActiveRow(rows, (key) => onSelect?.(selectOne(key)));

  const selecting = useSelecting({
    ...{ rows, selection, onSelect, hasCheckboxes, activeIndex },
    ...{ ticks: props.ticks, onSelectAll: props.onSelectAll },
  });

  const typeAhead = useTypeAhead({
    ...{ rows, activeIndex, nameOf: props.nameOf },
    goTo: (index) => move(index, false),
  });

  useLayoutEffect(() => {
    onWindow?.({ from: view.from, to: view.to });
  }, [onWindow, view.from, view.to]);

  const { shown } = props;
  const shownBefore = useRef(shown);
  useEffect(() => {
    if (shownBefore.current === shown || (shown !== undefined && shown.index >= rows.count)) return;
    shownBefore.current = shown;
    if (shown === undefined) return;
    activate(shown.index);
    view.show(shown.index);
  });

  function move(index: number, extend: boolean): void {
    const target = Math.max(0, Math.min(rows.count - 1, index));
    if (rows.count === 0) return;
    if (extend) selecting.extendTo(target);
    const selects = !extend && !hasCheckboxes && onSelect !== undefined;
    const row = rows.at(target);
    activate(target, selects && row === undefined);
    view.show(target);
    if (selects && row !== undefined) onSelect(selectOne(keyOf(row)));
  }

  function openMenu(index: number, x: number, y: number): void {
    const row = rows.at(index);
    if (row === undefined || props.menuFor === undefined) return;
    const key = keyOf(row);
    const isInSelection = isSelected(selection, key);
    if (!isInSelection && !hasCheckboxes) onSelect?.(selectOne(key));
    activate(index);
    const choices = props.menuFor(
      isInSelection ? rows.filter((one) => isSelected(selection, one)) : [row],
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
    const row = rows.at(index);
    if (row === undefined) return;
    const toggles = hasCheckboxes || event.ctrlKey || event.metaKey;
    if (toggles && !event.shiftKey) selecting.toggle(index);
    else if (event.shiftKey) selecting.extendTo(index);
    else onSelect?.(selectOne(keyOf(row)));
    activate(index);
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
    if (box === undefined) return;
    openMenu(activeIndex, isRightToLeft() ? box.right - 24 : box.left + 24, box.bottom);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== scroller.current) return;
    const activeRow = rows.at(activeIndex);
    if (activeRow !== undefined && props.onKey?.(event, activeRow) === true) {
      event.preventDefault();
      return;
    }
    const lastIndex = rows.count - 1;
    const command = commandOf(event, {
      ...{ index: activeIndex, lastIndex, pageRows: view.pageRows },
      isRightToLeft: isRightToLeft(),
    });
    if (typeAhead?.isNext(event) === true || command?.kind === 'type') {
      typeAhead?.type(event);
      if (typeAhead !== undefined) event.preventDefault();
    } else if (command !== undefined && perform(command)) event.preventDefault();
  }

  /** Returns whether it was possible. */
  function perform(command: Exclude<GridCommand, { kind: 'type' }>): boolean {
    const activeRow = rows.at(activeIndex);
    switch (command.kind) {
      case 'move':
        move(command.to, command.extends);
        return true;
      case 'expand':
      case 'collapse': {
        const isExpanded = command.kind === 'collapse';
        if (activeRow === undefined || tree?.isExpanded(activeRow) !== isExpanded) return false;
        tree.onToggle(activeRow);
        return true;
      }
      case 'toggle':
        if (activeRow === undefined || onSelect === undefined) return false;
        selecting.toggle(activeIndex);
        return true;
      case 'open':
        if (activeRow === undefined || props.onOpen === undefined) return false;
        props.onOpen(activeRow);
        return true;
      case 'leave':
        if (props.onLeave === undefined) return false;
        props.onLeave();
        return true;
      case 'delete':
        if (isNothing(selection) || props.onDelete === undefined) return false;
        props.onDelete();
        return true;
      case 'select-all':
        if (onSelect === undefined) return false;
        selecting.selectAll();
        return true;
      case 'select-nothing':
        if (isNothing(selection)) return false;
        onSelect?.(NOTHING_SELECTED);
        return true;
    }
  }

  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        role={tree === undefined ? 'grid' : 'treegrid'}
        aria-label={label}
        aria-rowcount={rows.count + 1}
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
          const row = rows.at(indexAt(event.target));
          if (row !== undefined && !isControl(event.target)) props.onOpen?.(row);
        }}
        onFocus={(event) => {
          if (event.target === scroller.current && activeIndex < 0 && rows.count > 0) {
            activate(0);
          }
        }}
      >
        <GridHeader
          columns={columns}
          sort={sort}
          onSort={onSort}
          tick={hasCheckboxes ? selecting.tickOfAll : undefined}
          onTick={selecting.toggleAll}
          isHidden={hidesHeader}
        />
        <GridBody
          rows={rows}
          columns={columns}
          window={view}
          heights={view.heights}
          activeIndex={activeIndex}
          idOf={(index) => `${id}-${index}`}
          tickOf={selecting.tickOf}
          hasCheckboxes={hasCheckboxes}
          isSelectable={onSelect !== undefined}
          tree={tree}
        />
      </div>
      {rows.count === 0 && <div className={styles.empty}>{props.empty}</div>}
      <ContextMenu menu={menu} onClose={() => setMenu(undefined)} />
    </div>
  );
}

/** Whether a click is for a control inside a row rather than for the row. */
function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button, a, input') !== null;
}
