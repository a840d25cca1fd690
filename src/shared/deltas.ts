import type { Download, DownloadsChange, DownloadsSnapshot } from './contract-downloads.ts';
import type {
  CacheChange,
  CacheSnapshot,
  TransfersChange,
  TransfersSnapshot,
} from './contract-server.ts';

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
export function applyCacheChange(state: CacheSnapshot, change: CacheChange): CacheSnapshot {
  const { sequence, usage } = change;
  if (change.removed.length + change.added.length + change.changed.length === 0) {
    return { sequence, usage, entries: state.entries };
  }
  const removed = new Set(change.removed);
  const entries =
    removed.size === 0
      ? [...state.entries]
      : state.entries.filter((entry) => !removed.has(entry.name));
  entries.push(...change.added);
  replaceBy(entries, change.changed, (entry) => entry.name);
  return { sequence, usage, entries };
}

/** As {@link applyCacheChange}. */
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

/** As {@link applyCacheChange}. */
export function applyDownloadsChange(
  state: DownloadsSnapshot,
  change: DownloadsChange,
): DownloadsSnapshot {
  const removed = new Set(change.removed);
  const downloads: Download[] =
    removed.size === 0
      ? [...state.downloads]
      : state.downloads.filter((one) => !removed.has(one.id));
  downloads.push(...change.added);
  replaceBy(downloads, change.changed, (one) => one.id);
  return { sequence: change.sequence, downloads };
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
