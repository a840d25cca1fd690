import { useRef, type KeyboardEvent } from 'react';
import type { GridRows } from './grid-rows.ts';
import { isTypedOn, NOTHING_TYPED, typedRow, typeOn } from './type-ahead.ts';

interface Options<Row> {
  readonly rows: GridRows<Row>;
  /** Absent where no names are typed. */
  readonly nameOf: ((row: Row) => string) | undefined;
  readonly activeIndex: number;
  readonly goTo: (index: number) => void;
}

export interface TypeAheadControl {
  /** Whether a key goes on with what was typed, whatever else it is for. */
  readonly isNext: (event: KeyboardEvent) => boolean;
  /** Goes to the name that begins as typed. */
  readonly type: (event: KeyboardEvent) => void;
}

/** Typing goes to the row whose name begins so. `undefined` where that is not for this list. */
export function useTypeAhead<Row>(options: Options<Row>): TypeAheadControl | undefined {
  const typed = useRef(NOTHING_TYPED);
  const { rows, nameOf, activeIndex, goTo } = options;
  if (nameOf === undefined) return undefined;
  const nameAt = (index: number): string | undefined => {
    const row = rows.at(index);
    return row === undefined ? undefined : nameOf(row);
  };
  return {
    isNext: ({ key, timeStamp }) => key === ' ' && isTypedOn(typed.current, timeStamp),
    type({ key, timeStamp }) {
      typed.current = typeOn(typed.current, key, timeStamp);
      const index = typedRow(typed.current, { count: rows.count, nameAt }, activeIndex);
      if (index !== undefined) goTo(index);
    },
  };
}
