import type { Download } from '../../shared/contract-downloads.ts';
import { nextGroup } from './download-groups.ts';
import type { BatchFacts } from './download-list.ts';
import {
  DownloadRun,
  type DownloadRunOptions,
  type DownloadWishes,
  type Interruption,
} from './download-run.ts';

/** Engine threads fetching at once; each fetches one file after the other. */
const MAX_RUNS = 3;

export interface DownloadRunsOptions extends Pick<
  DownloadRunOptions,
  'startDownloads' | 'entryOf' | 'onUpdate' | 'onEnd'
> {
  /** All downloads, in the order of adding. */
  readonly downloads: () => Iterable<Download>;
  readonly batch: (id: number) => BatchFacts;
  /** How files are fetched, as it is wanted when a run begins. */
  readonly wishes: () => DownloadWishes;
  /** Called when all of a run's downloads have ended. */
  readonly onRunEnd: (batch: number) => void;
}

/** The runs that fetch what waits, a few at a time. */
export class DownloadRuns {
  readonly #options: DownloadRunsOptions;
  readonly #runs = new Set<DownloadRun>();

  constructor(options: DownloadRunsOptions) {
    this.#options = options;
  }

  /** Whether a run has the download. */
  has(id: number): boolean {
    return this.#runOf(id) !== undefined;
  }

  /** How many fetch for a batch. */
  countOf(batch: number): number {
    return [...this.#runs].filter((run) => run.batch === batch).length;
  }

  /** Begins to fetch what waits, as long as there is a free run. */
  fill(): void {
    while (this.#runs.size < MAX_RUNS) {
      const downloads = nextGroup(this.#options.downloads(), {
        isRunning: (id) => this.has(id),
        runsOf: (batch) => this.countOf(batch),
        batch: this.#options.batch,
      });
      const first = downloads[0];
      if (first === undefined) break;
      this.#start(first.batch, downloads);
    }
  }

  /** `onEnd` is called when the download has ended. `false`: no run has it. */
  interrupt(id: number, interruption: Interruption): boolean {
    const run = this.#runOf(id);
    run?.interrupt(id, interruption);
    return run !== undefined;
  }

  /** Gives back what a batch's runs have not begun, as it is in another order now. */
  requeue(batch: number): void {
    for (const run of this.#runs) if (run.batch === batch) run.requeue();
  }

  /** Brings speeds up to date that sink because nothing arrives; returns whether any is above nought. */
  refreshSpeeds(): boolean {
    let isAnyMoving = false;
    for (const run of this.#runs) if (run.refreshSpeeds()) isAnyMoving = true;
    return isAnyMoving;
  }

  /** Resolves when those that there are now have ended. */
  async ended(): Promise<void> {
    await Promise.all([...this.#runs].map((run) => run.ended));
  }

  #start(batch: number, downloads: readonly Download[]): void {
    const { startDownloads, entryOf, onUpdate, onEnd, wishes, onRunEnd } = this.#options;
    const run = new DownloadRun({
      ...{ startDownloads, entryOf, onUpdate, onEnd, downloads },
      now: () => performance.now(),
      batch: this.#options.batch(batch),
      wishes: wishes(),
    });
    this.#runs.add(run);
    void run.ended.then(() => {
      this.#runs.delete(run);
      onRunEnd(batch);
    });
  }

  #runOf(id: number): DownloadRun | undefined {
    for (const run of this.#runs) if (run.has(id)) return run;
    return undefined;
  }
}
