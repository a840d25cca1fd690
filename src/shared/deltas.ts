import type { Download, DownloadBatch, DownloadsChange } from './contract-downloads.ts';
import type { TransfersChange, TransfersSnapshot } from './contract-server.ts';

/** What to do with a change, given the sequence of the state at hand. */
export type Applicability = 'apply' | 'ignore' | 'gap';

/** `ignore`: the state includes it already. `gap`: something was missed; ask for the snapshot. */
export function judgeSequence(
  state: { sequence: number },
  change: { sequence: number },
): Applicability {
  if (change.sequence <= state.sequence) return 'ignore';
  return change.sequence === state.sequence + 1 ? 'apply' : 'gap';
}

/** The state after a change that applies. Unchanged entries keep their identity; O(entries). */
export function applyTransfersChange(
  state: TransfersSnapshot,
  change: TransfersChange,
): TransfersSnapshot {
  const ended = new Set(change.ended);
  const progressed = new Map(change.progressed.map((progress) => [progress.request, progress]));
  const transfers = state.transfers
    .filter((transfer) => !ended.has(transfer.request))
    .map((transfer) => {
      const progress = progressed.get(transfer.request);
      return progress === undefined ? transfer : { ...transfer, ...progress };
    });
  transfers.push(...change.started);
  return { sequence: change.sequence, transfers };
}

/** All downloads in the list, in the order in which they were added, and their batches. */
export interface DownloadsState {
  readonly sequence: number;
  readonly batches: readonly DownloadBatch[];
  readonly downloads: readonly Download[];
}

/** As {@link applyTransfersChange}. A change that the state includes already, or a part of it, does no harm. */
export function applyDownloadsChange(
  state: DownloadsState,
  change: DownloadsChange,
): DownloadsState {
  return {
    sequence: change.sequence,
    batches: applyById(state.batches, {
      removed: change.removedBatches,
      added: change.batches,
      changed: [],
    }),
    downloads: applyById(state.downloads, change),
  };
}

interface ById<T> {
  readonly removed: readonly number[];
  readonly added: readonly T[];
  readonly changed: readonly T[];
}

function applyById<T extends { readonly id: number }>(
  items: readonly T[],
  { removed, added, changed }: ById<T>,
): readonly T[] {
  if (removed.length + added.length + changed.length === 0) return items;
  const gone = new Set(removed);
  const after = gone.size === 0 ? [...items] : items.filter(({ id }) => !gone.has(id));
  // Ids grow, so what is new is behind all that is there; anything else is known already.
  const lastId = after.at(-1)?.id ?? 0;
  after.push(...added.filter(({ id }) => id > lastId));
  replaceBy(after, [...added.filter(({ id }) => id <= lastId), ...changed], ({ id }) => id);
  return after;
}

function replaceBy<T>(
  items: T[],
  replacements: readonly T[],
  keyOf: (item: T) => string | number,
): void {
  if (replacements.length === 0) return;
  const byKey = new Map(replacements.map((item) => [keyOf(item), item]));
  for (const [index, item] of items.entries()) {
    const replacement = byKey.get(keyOf(item));
    if (replacement !== undefined) items[index] = replacement;
  }
}
