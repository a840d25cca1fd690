import { powerSaveBlocker } from 'electron';
import type { Milliseconds } from '../../shared/units.ts';

/** Kept awake for so long after the last transfer: a run of small files is one activity. */
const LINGER_MS: Milliseconds = 10_000;

/** Keeps the computer from going to sleep while something is being sent or fetched. */
export class SleepGuard {
  #blocker: number | undefined;
  #release: NodeJS.Timeout | undefined;

  /** May be called as often as you like. */
  setActive(active: boolean): void {
    if (active) {
      clearTimeout(this.#release);
      this.#release = undefined;
      this.#blocker ??= powerSaveBlocker.start('prevent-app-suspension');
    } else if (this.#blocker !== undefined && this.#release === undefined) {
      this.#release = setTimeout(() => this.stop(), LINGER_MS);
      this.#release.unref();
    }
  }

  stop(): void {
    clearTimeout(this.#release);
    this.#release = undefined;
    if (this.#blocker !== undefined) powerSaveBlocker.stop(this.#blocker);
    this.#blocker = undefined;
  }
}
