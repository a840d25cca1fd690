import type { Counters, DialectName, RefusalCode, Transfer } from '../../../shared/server-state.ts';
import type { RefusalReason } from '../../../shared/refusal-reason.ts';
import type { Bytes, EpochMilliseconds, Milliseconds } from '../../../shared/units.ts';
import { agentName } from '../../dialects/http/agent-name.ts';
import type { HttpFields } from '../../dialects/http/request-head.ts';
import type { ThreadCounters } from '../../telemetry/counters.ts';
import type { EventBatch } from '../../telemetry/event-batch.ts';

/** Where a request came from. */
export interface RequestOrigin {
  readonly connection: number;
  readonly port: number;
  readonly peer: string;
  /** Only where it is. */
  readonly encrypted?: true;
}

export interface RequestSubject {
  readonly dialect: DialectName;
  readonly op: string;
  /** What was asked for, as asked; empty where the operation names nothing. */
  readonly name: string;
  /** Of HTTP: what came with the request. Looked at only when somebody wants to know. */
  readonly fields?: HttpFields;
}

/** What was sent in answer to a request, and from where. */
export interface AnswerGiven {
  readonly source: 'cache' | 'disk' | 'none';
  readonly sentBytes: Bytes;
}

const NO_CONTENT: AnswerGiven = { source: 'none', sentBytes: 0 };

/** What is known of an answer when it begins. `size`: where in the file it ends. */
export type AnswerDetails = Pick<Transfer, 'size' | 'from' | 'source'>;

/** Why a request came to nothing: refused by a code, or `cut` in the middle of its answer. */
export interface RequestFailure {
  readonly code: RefusalCode | 'cut';
  readonly why: RefusalReason;
}

const REQUEST_COUNTERS: Readonly<Record<DialectName, keyof Counters>> = {
  native: 'requestsNative',
  plain: 'requestsPlain',
  http: 'requestsHttp',
};

/** The program that asked, if it is known. */
function agentOf({ fields }: RequestSubject): Pick<Transfer, 'agent'> {
  const agent = agentName(fields?.get('user-agent') ?? '');
  return agent === undefined ? {} : { agent };
}

/** What an event tells of a request. */
function reported(
  subject: RequestSubject,
): Omit<RequestSubject, 'fields'> & Pick<Transfer, 'agent'> {
  const { dialect, op, name } = subject;
  return { dialect, op, name, ...agentOf(subject) };
}

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

  /** Whether anybody wants to know how long a request took. */
  get isFollowed(): boolean {
    return this.#events.wanted;
  }

  /** A request that has arrived; what becomes of it is to be told to the result, once. */
  begin(origin: RequestOrigin, subject: RequestSubject): LoggedRequest {
    return new LoggedRequest(this, origin, subject);
  }

  /** A request that was answered within a turn, from its arrival at `begunAtMs` (by `performance.now()`) on. */
  answered(
    origin: RequestOrigin,
    subject: RequestSubject,
    { source, sentBytes, begunAtMs }: AnswerGiven & { readonly begunAtMs: Milliseconds },
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
      ...reported(subject),
      sentBytes,
      // In whole microseconds.
      durationMs: Math.round((performance.now() - begunAtMs) * 1000) / 1000,
      source,
    });
  }

  /** @see LoggedRequest.refused */
  refused({ origin, subject }: LoggedRequest, failure: RequestFailure): void {
    this.#count(subject);
    this.#failed(origin, subject, failure, { request: this.#nextNumber(), sentBytes: 0 });
  }

  /** @see LoggedRequest.denied */
  denied({ subject }: LoggedRequest): void {
    this.#count(subject);
    this.#counters.add('requestsFailed');
  }

  /** @see LoggedRequest.sending */
  started({ origin, subject }: LoggedRequest, details: AnswerDetails): RunningTransfer {
    this.#count(subject);
    const transfer = new RunningTransfer(this, origin, subject, {
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
        ...reported(subject),
        ...details,
      });
    }
    return transfer;
  }

  /** @see RunningTransfer.completed */
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
      ...reported(transfer.subject),
      sentBytes: transfer.sentBytes,
      durationMs: Math.max(0, atMs - transfer.startedAtMs),
      source: transfer.source,
    });
  }

  /** @see RunningTransfer.failed */
  failed(transfer: RunningTransfer, failure: RequestFailure): void {
    const { origin, subject } = transfer;
    // Or it has been reported already.
    if (this.#running.delete(transfer)) this.#failed(origin, subject, failure, transfer);
  }

  /** Reports answers that wait for a disk when every connection has been cut, and would notice it too late. */
  cutRest(): void {
    for (const transfer of this.#running) {
      this.failed(transfer, { code: 'cut', why: { reason: 'server-stopped' } });
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
      ...reported(subject),
      sentBytes,
      ...failure,
    });
  }
}

/** One request, from its arrival on; exactly one of its methods is to be called. */
export class LoggedRequest {
  readonly origin: RequestOrigin;
  readonly subject: RequestSubject;
  /** By `performance.now()`. */
  readonly begunAtMs: Milliseconds = performance.now();
  readonly #log: RequestLog;

  constructor(log: RequestLog, origin: RequestOrigin, subject: RequestSubject) {
    this.#log = log;
    this.origin = origin;
    this.subject = subject;
  }

  /** Its answer was text, or so short that it is none of those under way. */
  answered(answer: AnswerGiven = NO_CONTENT): void {
    this.#log.answered(this.origin, this.subject, { ...answer, begunAtMs: this.begunAtMs });
  }

  refused(failure: RequestFailure): void {
    this.#log.refused(this, failure);
  }

  /** It came without the access code, or with a wrong one: counted, but anybody could fill a log with it. */
  denied(): void {
    this.#log.denied(this);
  }

  /** Its answer takes longer than a turn. */
  sending(details: AnswerDetails): RunningTransfer {
    return this.#log.started(this, details);
  }
}

/** One answer under way; to be ended with `completed` or `failed`. */
export class RunningTransfer {
  readonly origin: RequestOrigin;
  readonly subject: RequestSubject;
  readonly request: number;
  readonly startedAtMs: EpochMilliseconds;
  readonly source: Transfer['source'];
  /** Of the body, so far; kept up to date by whoever sends it. */
  sentBytes: Bytes = 0;
  /** What was last reported. */
  reportedBytes: Bytes = 0;
  readonly #log: RequestLog;
  readonly #transfer: Transfer;

  constructor(log: RequestLog, origin: RequestOrigin, subject: RequestSubject, transfer: Transfer) {
    this.#log = log;
    this.origin = origin;
    this.subject = subject;
    this.request = transfer.request;
    this.startedAtMs = transfer.startedAtMs;
    this.source = transfer.source;
    this.#transfer = transfer;
  }

  completed(): void {
    this.#log.completed(this);
  }

  failed(failure: RequestFailure): void {
    this.#log.failed(this, failure);
  }

  toJSON(): Transfer {
    return { ...this.#transfer, ...agentOf(this.subject), sentBytes: this.sentBytes };
  }
}
