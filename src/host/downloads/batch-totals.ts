import type { BatchTotals, Download, DownloadState } from '../../shared/contract-downloads.ts';
import type { Milliseconds } from '../../shared/units.ts';
import { RateMeter } from '../../shared/rate-meter.ts';

/**
 * The totals of a batch, kept up to date with each of its downloads at a cost that does not depend on
 * how many there are.
 */
export class RunningTotals {
  readonly #counts = new Map<DownloadState, number>();
  readonly #meter = new RateMeter();
  #count = 0;
  #receivedBytes = 0;
  #size = 0;
  #withoutSize = 0;
  #unverified = 0;
  /** All bytes that came over the network, as they came; never less than before. */
  #arrivedBytes = 0;
  #bytesPerSecond = 0;

  get count(): number {
    return this.#count;
  }

  /** Downloads that wait, run or are paused. */
  get unfinished(): number {
    const ended = this.#of('done') + this.#of('failed') + this.#of('canceled');
    return this.#count - ended - this.#of('skipped');
  }

  /** Whether all that are done were verified. */
  get verified(): boolean {
    return this.#unverified === 0;
  }

  /** As of the last {@link measure}. */
  get bytesPerSecond(): number {
    return this.#bytesPerSecond;
  }

  add(download: Download): void {
    this.#take(download, 1);
  }

  remove(download: Download): void {
    this.#take(download, -1);
  }

  replace(before: Download, after: Download): void {
    this.#take(before, -1);
    this.#take(after, 1);
    this.#arrivedBytes += Math.max(0, arrivedOf(after) - arrivedOf(before));
  }

  /** Measures the speed anew, which sinks when nothing arrives; returns whether it changed. */
  measure(nowMs: Milliseconds): boolean {
    this.#meter.add(nowMs, this.#arrivedBytes);
    const before = this.#bytesPerSecond;
    this.#bytesPerSecond = Math.round(this.#meter.perSecondAt(nowMs));
    return this.#bytesPerSecond !== before;
  }

  snapshot(): BatchTotals {
    return {
      count: this.#count,
      done: this.#of('done'),
      failed: this.#of('failed'),
      canceled: this.#of('canceled'),
      skipped: this.#of('skipped'),
      paused: this.#of('paused'),
      waiting: this.#of('waiting'),
      receivedBytes: this.#receivedBytes,
      ...(this.#withoutSize > 0 ? {} : { size: this.#size }),
      bytesPerSecond: this.#bytesPerSecond,
    };
  }

  #of(state: DownloadState): number {
    return this.#counts.get(state) ?? 0;
  }

  #take({ state, size, receivedBytes, verified }: Download, sign: 1 | -1): void {
    this.#count += sign;
    this.#counts.set(state, this.#of(state) + sign);
    if (state === 'done' && !verified) this.#unverified += sign;
    if (state === 'canceled' || state === 'skipped') return;
    this.#receivedBytes += sign * receivedBytes;
    if (size === undefined) this.#withoutSize += sign;
    else this.#size += sign * size;
  }
}

function arrivedOf({ receivedBytes, resumedFromBytes }: Download): number {
  return receivedBytes - resumedFromBytes;
}
