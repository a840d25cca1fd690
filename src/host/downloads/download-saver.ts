import type { Download } from '../../shared/contract-downloads.ts';
import type { Milliseconds } from '../../shared/units.ts';
import { isUnfinished } from './download-groups.ts';
import type { DownloadList } from './download-list.ts';
import type { DownloadStore, SavedBatch, SavedDownload } from './download-store.ts';

/** The list on disk is brought up to date this often at most. */
const SAVE_MS: Milliseconds = 1000;

/** Brings the unfinished downloads of a list to disk, some time after they changed. */
export class DownloadSaver {
  readonly #store: DownloadStore;
  readonly #list: DownloadList;
  readonly #changed = new Set<number>();
  #saving: NodeJS.Timeout | undefined;

  constructor(store: DownloadStore, list: DownloadList) {
    this.#store = store;
    this.#list = list;
  }

  /** A download was added, ended, or left the list. */
  changed(id: number): void {
    this.#changed.add(id);
    this.#saving ??= setTimeout(() => {
      this.#save();
    }, SAVE_MS);
  }

  /** Saves what is not saved yet, and gives the file back. */
  close(): void {
    if (this.#saving !== undefined) this.#save();
    this.#store.close();
  }

  #save(): void {
    clearTimeout(this.#saving);
    this.#saving = undefined;
    const gone: number[] = [];
    const downloads: Download[] = [];
    for (const id of this.#changed) {
      const download = this.#list.get(id);
      if (download !== undefined && isUnfinished(download)) downloads.push(download);
      else gone.push(id);
    }
    this.#changed.clear();
    this.#store.save({ ...this.#saved(downloads), gone }, () =>
      this.#saved([...this.#list.all()].filter(isUnfinished)),
    );
  }

  #saved(downloads: readonly Download[]): { batches: SavedBatch[]; downloads: SavedDownload[] } {
    const batches = new Set(downloads.map(({ batch }) => batch));
    return {
      batches: [...batches].map((id) => this.#list.batch(id)),
      downloads: downloads.map(savedOf),
    };
  }
}

function savedOf({
  id,
  batch,
  rank,
  name,
  size,
  receivedBytes,
  problem,
  state,
}: Download): SavedDownload {
  return {
    ...{ id, batch, rank, name, receivedBytes },
    ...(size === undefined ? {} : { size }),
    ...(problem === undefined ? {} : { problem }),
    state: state === 'failed' ? 'failed' : 'paused',
  };
}
