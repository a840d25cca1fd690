import type {
  DownloadBatch,
  DownloadEvent,
  DownloadOptions,
  DownloadOutcome,
} from '../../src/engine/client/download-types.ts';

/** One batch of the engine's client, played by a test. */
export class FakeBatch implements DownloadBatch {
  readonly options: DownloadOptions;
  readonly done: Promise<readonly DownloadOutcome[]>;
  readonly canceled: (number | undefined)[] = [];
  #resolve!: (outcomes: readonly DownloadOutcome[]) => void;
  readonly #outcomes: DownloadOutcome[] = [];
  readonly #listeners = new Set<(events: readonly DownloadEvent[]) => void>();

  constructor(options: DownloadOptions) {
    this.options = options;
    this.done = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  get names(): readonly string[] {
    return this.options.names as readonly string[];
  }

  onEvents(listener: (events: readonly DownloadEvent[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  report(...events: DownloadEvent[]): void {
    for (const listener of this.#listeners) listener(events);
  }

  cancel(item?: number): void {
    this.canceled.push(item);
    const items = item === undefined ? this.names.map((_, index) => index) : [item];
    for (const one of items) {
      this.end({
        ...{ status: 'canceled', item: one, name: this.names[one]!, receivedBytes: 3 },
        ...{ error: { code: 'canceled', keptBytes: 3 }, resumableBytes: 3, durationMs: 1 },
      });
    }
  }

  complete(item: number, verified: 'crc32' | 'not-verified' = 'crc32'): void {
    const name = this.names[item]!;
    this.end({
      ...{ status: 'completed', item, name, dialect: 'native', path: `/saved/${name}`, size: 10 },
      ...{ receivedBytes: 10, start: { kind: 'fresh' }, verified, durationMs: 1 },
    });
  }

  end(outcome: DownloadOutcome): void {
    if (this.#outcomes.some(({ item }) => item === outcome.item)) return;
    this.#outcomes.push(outcome);
    this.report({ type: 'downloadEnded', outcome });
    if (this.#outcomes.length === this.names.length) this.#resolve(this.#outcomes);
  }
}
