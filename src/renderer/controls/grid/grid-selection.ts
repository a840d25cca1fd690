/** What is selected, by key, and where a range would begin. */
export interface GridSelection {
  readonly keys: ReadonlySet<string>;
  readonly anchor: string | undefined;
}

export const NOTHING_SELECTED: GridSelection = { keys: new Set(), anchor: undefined };

export interface SelectOptions {
  /** The keys of all rows, in the order they are shown. */
  readonly order: readonly string[];
  readonly index: number;
  /** `one`: only this row; `toggle`: this one besides; `range`: from the anchor up to this one. */
  readonly how: 'one' | 'toggle' | 'range';
}

export function selectRow(selection: GridSelection, options: SelectOptions): GridSelection {
  const { order, index, how } = options;
  const key = order[index];
  if (key === undefined) return selection;
  if (how === 'toggle') {
    const keys = new Set(selection.keys);
    if (!keys.delete(key)) keys.add(key);
    return { keys, anchor: key };
  }
  const anchorIndex =
    how === 'range' && selection.anchor !== undefined ? order.indexOf(selection.anchor) : -1;
  if (anchorIndex < 0) return { keys: new Set([key]), anchor: key };
  const from = Math.min(anchorIndex, index);
  const to = Math.max(anchorIndex, index);
  return { keys: new Set(order.slice(from, to + 1)), anchor: selection.anchor };
}

/** The selection without the rows that are not there any more; the same object if all are. */
export function keepExisting(
  selection: GridSelection,
  exists: (key: string) => boolean,
): GridSelection {
  const kept = [...selection.keys].filter(exists);
  return kept.length === selection.keys.size ? selection : { ...selection, keys: new Set(kept) };
}
