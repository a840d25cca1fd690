import type { Download, DownloadMove } from '../../../shared/contract-downloads.ts';
import type { DownloadsState } from '../../../shared/deltas.ts';
import { byRank } from './download-order.ts';
import { progressOf, type DownloadsRow } from './download-rows.ts';

export type Direction = 'first' | 'up' | 'down' | 'last';
export type Side = 'before' | 'after';

type Lists = Omit<DownloadsState, 'sequence'>;

/** What a row stands for in the queue: a file of a batch, or a batch, also where that has one file only. */
interface Place {
  readonly id: number;
  readonly batch: number | undefined;
}

function placeOf(row: DownloadsRow): Place {
  if (row.kind === 'batch') return { id: row.batch.id, batch: undefined };
  const { id, batch } = row.download;
  return row.isNested ? { id, batch } : { id: batch, batch: undefined };
}

function isOpen({ state }: Download): boolean {
  return state !== 'done' && state !== 'canceled' && state !== 'skipped';
}

/** Those that are not finished, in their order, among which something has its place. */
function queueOf({ batch }: Place, { batches, downloads }: Lists): readonly number[] {
  const queue =
    batch === undefined
      ? batches.filter(({ totals }) => !progressOf(totals).isOver)
      : downloads.filter((download) => download.batch === batch && isOpen(download));
  return queue.toSorted(byRank).map(({ id }) => id);
}

function moveTo({ id, batch }: Place, before: number | undefined): DownloadMove {
  const to = before === undefined ? {} : { before };
  return batch === undefined ? { batch: id, ...to } : { id, ...to };
}

/** `undefined`: it is there already, or finished. */
export function moveOf(
  row: DownloadsRow,
  direction: Direction,
  lists: Lists,
): DownloadMove | undefined {
  const place = placeOf(row);
  const queue = queueOf(place, lists);
  const at = queue.indexOf(place.id);
  if (at === -1) return undefined;
  const isUp = direction === 'first' || direction === 'up';
  if (isUp ? at === 0 : at === queue.length - 1) return undefined;
  switch (direction) {
    case 'first':
      return moveTo(place, queue[0]);
    case 'up':
      return moveTo(place, queue[at - 1]);
    case 'down':
      return moveTo(place, queue[at + 2]);
    case 'last':
      return moveTo(place, undefined);
  }
}

/** Whether a row may be put beside another one: batches beside batches, files within theirs. */
export function canDrop(dragged: DownloadsRow, target: DownloadsRow): boolean {
  const [from, to] = [placeOf(dragged), placeOf(target)];
  return from.batch === to.batch && from.id !== to.id;
}

/** `undefined`: it may not, or is finished. */
export function dropOf(
  dragged: DownloadsRow,
  { target, side }: { readonly target: DownloadsRow; readonly side: Side },
  lists: Lists,
): DownloadMove | undefined {
  if (!canDrop(dragged, target)) return undefined;
  const place = placeOf(dragged);
  const queue = queueOf(place, lists);
  if (!queue.includes(place.id)) return undefined;
  const others = queue.filter((id) => id !== place.id);
  const at = others.indexOf(placeOf(target).id);
  // Beside what is finished there is no place but the end.
  return moveTo(place, at === -1 ? undefined : others[side === 'before' ? at : at + 1]);
}
