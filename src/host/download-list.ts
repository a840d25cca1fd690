import type { Download, DownloadsChange, DownloadsSnapshot } from '../shared/contract-downloads.ts';
import { ChangeTracker } from './change-tracker.ts';

/** The downloads in the order of adding, and what panels have not been told of them yet. */
export class DownloadList {
  readonly #downloads = new Map<number, Download>();
  readonly #changes = new ChangeTracker<number>();
  #sequence = 0;

  get size(): number {
    return this.#downloads.size;
  }

  get(id: number): Download | undefined {
    return this.#downloads.get(id);
  }

  all(): Iterable<Download> {
    return this.#downloads.values();
  }

  add(download: Download): void {
    this.#downloads.set(download.id, download);
    this.#changes.added(download.id);
  }

  /** Ignored for one that has left. */
  update(id: number, patch: Partial<Download>): void {
    const download = this.#downloads.get(id);
    if (download === undefined) return;
    this.#downloads.set(id, { ...download, ...patch });
    this.#changes.changed(id);
  }

  remove(id: number): void {
    if (this.#downloads.delete(id)) this.#changes.removed(id);
  }

  /** What changed since this was called last; `undefined` when nothing did. */
  takeChange(): DownloadsChange | undefined {
    if (this.#changes.empty) return undefined;
    const { removed, added, changed } = this.#changes.take();
    return {
      sequence: ++this.#sequence,
      removed,
      added: added.map((id) => this.#downloads.get(id)!),
      changed: changed.map((id) => this.#downloads.get(id)!),
    };
  }

  /** As it was last told: call {@link takeChange} before, and tell it to the other panels. */
  snapshot(): DownloadsSnapshot {
    return { sequence: this.#sequence, downloads: [...this.#downloads.values()] };
  }
}
