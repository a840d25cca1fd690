import type { ServerHandle } from '../../engine/index.ts';
import type { LaboratoryReport } from '../../shared/contract-laboratory.ts';
import type { Milliseconds } from '../../shared/units.ts';
import type { Emit } from './server-monitor.ts';

const INTERVAL_MS: Milliseconds = 1000;

/** Asks the running server what might have been, for the panels: once a second, and only while there are any. */
export class LaboratoryMonitor {
  readonly #emit: Emit;
  readonly #onError: (where: string, error: unknown) => void;
  #handle: ServerHandle | undefined;
  #watching = false;
  #timer: NodeJS.Timeout | undefined;
  /** Of the last server still, when it has ended. */
  #report: LaboratoryReport | undefined;

  constructor({
    emit,
    onError,
  }: {
    readonly emit: Emit;
    readonly onError: (where: string, error: unknown) => void;
  }) {
    this.#emit = emit;
    this.#onError = onError;
  }

  async report(): Promise<LaboratoryReport | undefined> {
    await this.#look();
    return this.#report;
  }

  /** Whether anybody looks. */
  setWatching(watching: boolean): void {
    this.#watching = watching;
    this.#update();
  }

  /** The server that runs now; `undefined` when it has ended. */
  setServer(handle: ServerHandle | undefined): void {
    if (handle === this.#handle) return;
    this.#handle = handle;
    if (handle !== undefined) this.#become(undefined);
    this.#update();
  }

  #update(): void {
    clearInterval(this.#timer);
    if (!this.#watching || this.#handle === undefined) return;
    this.#timer = setInterval(() => void this.#look(), INTERVAL_MS);
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    const handle = this.#handle;
    if (handle === undefined) return;
    try {
      const report = await handle.laboratoryReport();
      // Another server may have been started meanwhile, or this one be about to end.
      if (handle === this.#handle && report !== undefined) this.#become(report);
    } catch (error) {
      this.#onError('laboratory', error);
    }
  }

  #become(report: LaboratoryReport | undefined): void {
    const isChanged = JSON.stringify(report) !== JSON.stringify(this.#report);
    this.#report = report;
    if (isChanged && this.#watching) this.#emit('laboratoryChanged', { report });
  }
}
