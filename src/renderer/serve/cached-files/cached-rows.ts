import type { CachedFile } from '../../../shared/contract-server.ts';
import type { GridSort } from '../../controls/grid/grid-header.tsx';

/** A cached file with its place in the queue; 1 is the next out. */
export interface CachedRow {
  readonly file: CachedFile;
  readonly place: number;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/**
 * Makes the rows of the table, over and over as the cache changes. Rows that did not change stay the
 * same objects, so that they need not be drawn anew, and each sorting begins with the order of the
 * one before, which makes it nearly free.
 */
export class CachedRows {
  #rows = new Map<string, CachedRow>();
  #order: readonly string[] = [];
  #sortedBy = '';

  /** The files whose names contain `filter`, in the order of `sort`. `files` are oldest first. */
  update(files: readonly CachedFile[], filter: string, sort: GridSort): CachedRow[] {
    const wanted = filter.trim().toLowerCase();
    const rows = new Map<string, CachedRow>();
    for (const [index, file] of files.entries()) {
      if (wanted !== '' && !file.name.toLowerCase().includes(wanted)) continue;
      const place = index + 1;
      const known = this.#rows.get(file.name);
      const isSame = known !== undefined && known.file === file && known.place === place;
      rows.set(file.name, isSame ? known : { file, place });
    }
    this.#rows = rows;
    if (sort.column === 'place') {
      const inOrder = [...rows.values()];
      return sort.direction === 'ascending' ? inOrder : inOrder.reverse();
    }
    const sortedBy = `${sort.column} ${sort.direction}`;
    const sorted = (
      sortedBy === this.#sortedBy ? this.#inFormerOrder(rows) : [...rows.values()]
    ).sort(comparison(sort));
    this.#sortedBy = sortedBy;
    this.#order = sorted.map((row) => row.file.name);
    return sorted;
  }

  #inFormerOrder(rows: ReadonlyMap<string, CachedRow>): CachedRow[] {
    const fresh = new Map(rows);
    const ordered: CachedRow[] = [];
    for (const name of this.#order) {
      const row = fresh.get(name);
      if (row === undefined) continue;
      ordered.push(row);
      fresh.delete(name);
    }
    ordered.push(...fresh.values());
    return ordered;
  }
}

function comparison({ column, direction }: GridSort): (a: CachedRow, b: CachedRow) => number {
  const sign = direction === 'ascending' ? 1 : -1;
  const valueOf: Record<string, (a: CachedRow, b: CachedRow) => number> = {
    name: (a, b) => collator.compare(a.file.name, b.file.name),
    size: (a, b) => a.file.size - b.file.size,
    cachedAt: (a, b) => a.file.cachedAtMs - b.file.cachedAtMs,
    hits: (a, b) => a.file.hits - b.file.hits,
    state: (a, b) => a.file.state.localeCompare(b.file.state),
  };
  const compare = valueOf[column] ?? (() => 0);
  // Equal ones in the order of the queue.
  return (a, b) => sign * compare(a, b) || a.place - b.place;
}
