import type {
  ActiveTransfer,
  TransfersChange,
  TransfersSnapshot,
} from '../../shared/contract-server.ts';
import type { ServerEvent, Transfer } from '../../shared/server-state.ts';
import type { EpochMilliseconds } from '../../shared/units.ts';
import { RateMeter } from '../../shared/rate-meter.ts';

type TransferEvent = Extract<
  ServerEvent,
  { type: 'requestStarted' | 'requestProgressed' | 'requestCompleted' | 'requestFailed' }
>;

interface Shown {
  transfer: Transfer;
  readonly meter: RateMeter;
  /** What panels know of it; `undefined` before the first report. */
  reported: { readonly sentBytes: number; readonly bytesPerSecond: number } | undefined;
}

/**
 * The answers being sent, as they are reported to panels. Built from events, and put right by snapshots,
 * because a busy server leaves events out. What starts and ends between two changes is never reported.
 */
export class TransferView {
  readonly #shown = new Map<number, Shown>();
  readonly #ended = new Set<number>();
  /** Requests that ended after the latest snapshot was asked for: it may still list them. */
  readonly #endedAtMs = new Map<number, EpochMilliseconds>();
  #sequence = 0;

  apply(event: TransferEvent): void {
    switch (event.type) {
      case 'requestStarted': {
        const { request, connection, thread, port, peer, agent, dialect } = event;
        const { name, size, from, source } = event;
        if (this.#shown.has(request) || this.#endedAtMs.has(request)) return;
        this.#start({
          ...{ request, connection, thread, port, peer, agent, dialect },
          ...{ name, size, from, source },
          sentBytes: 0,
          startedAtMs: event.atMs,
        });
        break;
      }
      case 'requestProgressed': {
        const shown = this.#shown.get(event.request);
        if (shown !== undefined) shown.transfer = { ...shown.transfer, sentBytes: event.sentBytes };
        break;
      }
      default:
        this.#endedAtMs.set(event.request, event.atMs);
        this.#end(event.request);
    }
  }

  /** Takes over what the engine says; `requestedAtMs`: when it was asked, by the events' clock. */
  reconcile(transfers: readonly Transfer[], requestedAtMs: EpochMilliseconds): void {
    for (const [request, atMs] of this.#endedAtMs) {
      if (atMs < requestedAtMs) this.#endedAtMs.delete(request);
    }
    const wanted = new Map(transfers.map((transfer) => [transfer.request, transfer]));
    for (const [request, { transfer }] of this.#shown) {
      if (!wanted.has(request) && transfer.startedAtMs < requestedAtMs) this.#end(request);
    }
    for (const [request, transfer] of wanted) {
      if (this.#endedAtMs.has(request)) continue;
      const shown = this.#shown.get(request);
      if (shown === undefined) this.#start(transfer);
      else if (transfer.sentBytes > shown.transfer.sentBytes) shown.transfer = transfer;
    }
  }

  reset(): void {
    for (const request of this.#shown.keys()) this.#end(request);
    this.#endedAtMs.clear();
  }

  /** What changed since this was called last; `undefined` when nothing did. */
  takeChange(nowMs: EpochMilliseconds): TransfersChange | undefined {
    const started: ActiveTransfer[] = [];
    const progressed: TransfersChange['progressed'] = [];
    for (const shown of this.#shown.values()) {
      const { transfer, meter, reported } = shown;
      meter.add(nowMs, transfer.sentBytes);
      const bytesPerSecond = Math.round(meter.perSecondAt(nowMs));
      const now = { sentBytes: transfer.sentBytes, bytesPerSecond };
      if (reported === undefined) {
        started.push({ ...transfer, ...now });
      } else if (
        reported.sentBytes !== now.sentBytes ||
        reported.bytesPerSecond !== now.bytesPerSecond
      ) {
        progressed.push({ request: transfer.request, ...now });
      }
      shown.reported = now;
    }
    if (started.length + progressed.length + this.#ended.size === 0) return undefined;
    const ended = [...this.#ended];
    this.#ended.clear();
    return { sequence: ++this.#sequence, ended, started, progressed };
  }

  /** Everything as it was last reported. Transfers that were not reported yet come with the next change. */
  snapshot(): TransfersSnapshot {
    const transfers: ActiveTransfer[] = [];
    for (const { transfer, reported } of this.#shown.values()) {
      if (reported !== undefined) transfers.push({ ...transfer, ...reported });
    }
    return { sequence: this.#sequence, transfers };
  }

  get size(): number {
    return this.#shown.size;
  }

  #start(transfer: Transfer): void {
    const meter = new RateMeter();
    meter.add(transfer.startedAtMs, 0);
    this.#shown.set(transfer.request, { transfer, meter, reported: undefined });
  }

  #end(request: number): void {
    const shown = this.#shown.get(request);
    if (shown === undefined) return;
    this.#shown.delete(request);
    if (shown.reported !== undefined) this.#ended.add(request);
  }
}
