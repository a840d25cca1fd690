import type { Bytes, Milliseconds } from '../../../shared/units.ts';
import type { DownloadEvent } from '../download-types.ts';
import type { FileDownload } from '../receiving/file-download.ts';

const INTERVAL: Milliseconds = 100;

/**
 * Gathers a batch's events, and reports progress, ten times a second at most. For a file that is reported to
 * have ended, no more progress is reported.
 */
export class EventOutbox {
  readonly #send: (events: readonly DownloadEvent[]) => void;
  readonly #active = new Map<FileDownload, number>();
  #pending: DownloadEvent[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(send: (events: readonly DownloadEvent[]) => void) {
    this.#send = send;
  }

  /** What has arrived of the files that are under way. */
  get haveBytes(): Bytes {
    let sum = 0;
    for (const { haveBytes } of this.#active.keys()) sum += haveBytes;
    return sum;
  }

  push(event: DownloadEvent): void {
    this.#pending.push(event);
    this.#schedule();
  }

  /** Reports a download's progress from now on, until `untrack`. */
  track(download: FileDownload): void {
    this.#active.set(download, download.haveBytes);
    this.#schedule();
  }

  untrack(download: FileDownload): void {
    this.#active.delete(download);
  }

  /** Sends what there is, at the end. */
  close(): void {
    clearTimeout(this.#timer);
    this.#active.clear();
    this.#flush();
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#flush();
      if (this.#active.size > 0) this.#schedule();
    }, INTERVAL);
  }

  #flush(): void {
    for (const [download, reported] of this.#active) {
      const { haveBytes, item, name, size } = download;
      if (haveBytes === reported) continue;
      this.#active.set(download, haveBytes);
      this.#pending.push({
        type: 'downloadProgressed',
        item,
        name,
        haveBytes,
        ...(size === undefined ? {} : { size }),
      });
    }
    if (this.#pending.length === 0) return;
    const events = this.#pending;
    this.#pending = [];
    this.#send(events);
  }
}
