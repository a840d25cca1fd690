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
  /** What panels know of it; `undefined` until they were told. */
  told: { readonly sentBytes: number; readonly bytesPerSecond: number } | undefined;
}

/**
 * The answers being sent, as panels are told of them. Built from events, and put right by snapshots,
 * because a busy server leaves events out. What starts and ends between two changes is never told.
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
        const { request, connection, thread, port, peer, dialect, name, size, from, source } =
          event;
        if (this.#shown.has(request) || this.#endedAtMs.has(request)) return;
        this.#start({
          ...{ request, connection, thread, port, peer, dialect, name, size, from, source },
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
      const { transfer, meter, told } = shown;
      meter.add(nowMs, transfer.sentBytes);
      const bytesPerSecond = Math.round(meter.perSecondAt(nowMs));
      const now = { sentBytes: transfer.sentBytes, bytesPerSecond };
      if (told === undefined) {
        started.push({ ...transfer, ...now });
      } else if (told.sentBytes !== now.sentBytes || told.bytesPerSecond !== now.bytesPerSecond) {
        progressed.push({ request: transfer.request, ...now });
      }
      shown.told = now;
    }
    if (started.length + progressed.length + this.#ended.size === 0) return undefined;
    const ended = [...this.#ended];
    this.#ended.clear();
    return { sequence: ++this.#sequence, ended, started, progressed };
  }

  /** Everything as it was last told. Transfers nobody was told of yet come with the next change. */
  snapshot(): TransfersSnapshot {
    const transfers: ActiveTransfer[] = [];
    for (const { transfer, told } of this.#shown.values()) {
      if (told !== undefined) transfers.push({ ...transfer, ...told });
    }
    return { sequence: this.#sequence, transfers };
  }

  get size(): number {
    return this.#shown.size;
  }

  #start(transfer: Transfer): void {
    const meter = new RateMeter();
    meter.add(transfer.startedAtMs, 0);
    this.#shown.set(transfer.request, { transfer, meter, told: undefined });
  }

  #end(request: number): void {
    const shown = this.#shown.get(request);
    if (shown === undefined) return;
    this.#shown.delete(request);
    if (shown.told !== undefined) this.#ended.add(request);
  }
}
