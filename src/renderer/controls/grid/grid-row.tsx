import { Check, Minus } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { VisuallyHidden } from 'react-aria-components';
import { classNames } from '../../styles/class-names.ts';
import { t } from '../../language/language.ts';
import styles from './grid.module.css';

export interface GridColumn<Row> {
  readonly id: string;
  readonly title: string;
  /** A track of `grid-template-columns`. */
  readonly width: string;
  /** Numbers: set against the end. */
  readonly isEnd?: boolean;
  readonly isSortable?: boolean;
  /** Left out while the table is narrower, in px. */
  readonly fromWidth?: number;
  readonly render: (row: Row) => ReactNode;
}

interface GridRowProps<Row> {
  readonly id: string;
  readonly row: Row;
  readonly index: number;
  /** In px, as is `top`. */
  readonly height: number;
  readonly top: number;
  readonly columns: readonly GridColumn<Row>[];
  readonly isSelected: boolean;
  /** Some of what it stands for is selected. */
  readonly isPartlySelected: boolean;
  readonly isActive: boolean;
  readonly hasCheckbox: boolean;
  readonly isSelectable: boolean;
  /** Of a tree; from 1. */
  readonly level: number | undefined;
  readonly isExpanded: boolean | undefined;
}

function PlainGridRow<Row>(props: GridRowProps<Row>) {
  const { id, row, index, height, top, columns, isSelected, isActive, hasCheckbox } = props;
  const { isPartlySelected } = props;
  return (
    <div
      role="row"
      id={id}
      data-index={index}
      // The header is the first row.
      aria-rowindex={index + 2}
      aria-selected={props.isSelectable ? isSelected : undefined}
      aria-level={props.level}
      aria-expanded={props.isExpanded}
      className={classNames(styles.row, isSelected && styles.selected, isActive && styles.active)}
      style={{ height, transform: `translateY(${top}px)` }}
    >
      {hasCheckbox && (
        <div role="gridcell" className={styles.checkCell}>
          <span
            className={classNames(styles.check, (isSelected || isPartlySelected) && styles.checked)}
          >
            {isSelected && <Check size={11} strokeWidth={3} aria-hidden />}
            {isPartlySelected && <Minus size={11} strokeWidth={3} aria-hidden />}
          </span>
          {isPartlySelected && (
            <VisuallyHidden elementType="span">{t('partlySelected')}</VisuallyHidden>
          )}
        </div>
      )}
      {columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          className={classNames(styles.cell, column.isEnd === true && styles.end)}
        >
          {column.render(row)}
        </div>
      ))}
    </div>
  );
}

/** One row; drawn anew only when something of it changed. */
export const GridRow = memo(PlainGridRow) as typeof PlainGridRow;

/** Stands where a row will be once it is at hand. */
export function GridRowAwaited(props: {
  readonly id: string;
  readonly index: number;
  readonly height: number;
  readonly top: number;
  readonly isActive: boolean;
}) {
  const { id, index, height, top, isActive } = props;
  return (
    <div
      role="row"
      id={id}
      data-index={index}
      aria-rowindex={index + 2}
      aria-busy
      className={classNames(styles.row, isActive && styles.active)}
      style={{ height, transform: `translateY(${top}px)` }}
    >
      <div role="gridcell" className={styles.cell} />
    </div>
  );
}
