import type { Counters, DialectName, RefusalCode, Transfer } from '../../../shared/server-state.ts';
import type { Bytes, EpochMilliseconds, Milliseconds } from '../../../shared/units.ts';
import type { ThreadCounters } from '../../telemetry/counters.ts';
import type { EventBatch } from '../../telemetry/event-batch.ts';

/** Where a request came from. */
export interface RequestOrigin {
  readonly connection: number;
  readonly port: number;
  readonly peer: string;
}

export interface RequestSubject {
  readonly dialect: DialectName;
  readonly op: string;
  /** What was asked for, as asked; empty where the operation names nothing. */
  readonly name: string;
}

/** Why a request came to nothing: refused by a code, or `cut` in the middle of its answer. */
export interface RequestFailure {
  readonly code: RefusalCode | 'cut';
  readonly message: string;
}

const REQUEST_COUNTERS: Readonly<Record<DialectName, keyof Counters>> = {
  native: 'requestsNative',
  plain: 'requestsPlain',
  http: 'requestsHttp',
};

/** Counts the requests of one thread, keeps the list of answers under way, and reports what became of them. */
export class RequestLog {
  readonly #thread: number;
  readonly #counters: ThreadCounters;
  readonly #events: EventBatch;
  readonly #nextNumber: () => number;
  readonly #running = new Set<RunningTransfer>();

  constructor(parts: {
    readonly thread: number;
    readonly counters: ThreadCounters;
    readonly events: EventBatch;
    readonly nextNumber: () => number;
  }) {
    this.#thread = parts.thread;
    this.#counters = parts.counters;
    this.#events = parts.events;
    this.#nextNumber = parts.nextNumber;
  }

  /** A request whose answer was text, or so short that it was none of those under way. */
  answered(
    origin: RequestOrigin,
    subject: RequestSubject,
    {
      source,
      sentBytes,
      begunAtMs,
    }: {
      readonly source: 'cache' | 'disk' | 'none';
      readonly sentBytes: Bytes;
      /** By `performance.now()`. */
      readonly begunAtMs: Milliseconds;
    },
  ): void {
    this.#count(subject);
    this.#counters.add('bytesSent', sentBytes);
    if (source === 'cache') this.#counters.add('bytesSentFromCache', sentBytes);
    if (!this.#events.hasRoomForRoutine()) return;
    this.#events.add({
      type: 'requestCompleted',
      atMs: Date.now(),
      request: this.#nextNumber(),
      thread: this.#thread,
      ...origin,
      ...subject,
      sentBytes,
      // In whole microseconds.
      durationMs: Math.round((performance.now() - begunAtMs) * 1000) / 1000,
      source,
    });
  }

  refused(origin: RequestOrigin, subject: RequestSubject, failure: RequestFailure): void {
    this.#count(subject);
    this.#failed(origin, subject, failure, { request: this.#nextNumber(), sentBytes: 0 });
  }

  /** An answer that takes longer than a turn; to be ended with `completed` or `failed`. */
  started(
    origin: RequestOrigin,
    subject: RequestSubject,
    details: Pick<Transfer, 'size' | 'from' | 'source'>,
  ): RunningTransfer {
    this.#count(subject);
    const transfer = new RunningTransfer(origin, subject, {
      request: this.#nextNumber(),
      thread: this.#thread,
      ...origin,
      dialect: subject.dialect,
      name: subject.name,
      ...details,
      sentBytes: 0,
      startedAtMs: Date.now(),
    });
    this.#running.add(transfer);
    if (this.#events.hasRoomForRoutine()) {
      this.#events.add({
        type: 'requestStarted',
        atMs: transfer.startedAtMs,
        request: transfer.request,
        thread: this.#thread,
        ...origin,
        ...subject,
        ...details,
      });
    }
    return transfer;
  }

  completed(transfer: RunningTransfer): void {
    this.#running.delete(transfer);
    if (!this.#events.hasRoomForRoutine()) return;
    const atMs = Date.now();
    this.#events.add({
      type: 'requestCompleted',
      atMs,
      request: transfer.request,
      thread: this.#thread,
      ...transfer.origin,
      ...transfer.subject,
      sentBytes: transfer.sentBytes,
      durationMs: Math.max(0, atMs - transfer.startedAtMs),
      source: transfer.source,
    });
  }

  failed(transfer: RunningTransfer, failure: RequestFailure): void {
    const { origin, subject } = transfer;
    // Or it has been reported already.
    if (this.#running.delete(transfer)) this.#failed(origin, subject, failure, transfer);
  }

  /** Reports answers that wait for a disk when every connection has been cut, and would notice it too late. */
  cutRest(): void {
    for (const transfer of this.#running) {
      this.failed(transfer, { code: 'cut', message: 'the server was stopped' });
    }
  }

  /** The answers under way, for a snapshot. */
  list(): Transfer[] {
    return Array.from(this.#running, (transfer) => transfer.toJSON());
  }

  /** Reports every answer that moved since the last call; to be called before a batch is sent. */
  reportProgress(atMs: EpochMilliseconds): void {
    if (!this.#events.wanted) return;
    for (const transfer of this.#running) {
      if (transfer.sentBytes === transfer.reportedBytes) continue;
      transfer.reportedBytes = transfer.sentBytes;
      this.#events.add({
        type: 'requestProgressed',
        atMs,
        request: transfer.request,
        sentBytes: transfer.sentBytes,
      });
    }
  }

  #count({ dialect }: RequestSubject): void {
    this.#counters.add('requests');
    this.#counters.add(REQUEST_COUNTERS[dialect]);
  }

  #failed(
    origin: RequestOrigin,
    subject: RequestSubject,
    failure: RequestFailure,
    { request, sentBytes }: { request: number; sentBytes: Bytes },
  ): void {
    this.#counters.add('requestsFailed');
    if (!this.#events.hasRoomForRoutine()) return;
    this.#events.add({
      type: 'requestFailed',
      atMs: Date.now(),
      request,
      thread: this.#thread,
      ...origin,
      ...subject,
      sentBytes,
      ...failure,
    });
  }
}

/** One answer under way. */
class RunningTransfer {
  readonly origin: RequestOrigin;
  readonly subject: RequestSubject;
  readonly request: number;
  readonly startedAtMs: EpochMilliseconds;
  readonly source: Transfer['source'];
  /** Of the body, so far; kept up to date by whoever sends it. */
  sentBytes: Bytes = 0;
  /** What was last reported. */
  reportedBytes: Bytes = 0;
  readonly #transfer: Transfer;

  constructor(origin: RequestOrigin, subject: RequestSubject, transfer: Transfer) {
    this.origin = origin;
    this.subject = subject;
    this.request = transfer.request;
    this.startedAtMs = transfer.startedAtMs;
    this.source = transfer.source;
    this.#transfer = transfer;
  }

  toJSON(): Transfer {
    return { ...this.#transfer, sentBytes: this.sentBytes };
  }
}
