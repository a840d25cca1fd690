import { LOG_CAPACITY, type LogEntry } from '../../shared/contract-log.ts';
import type { ServerEvent } from '../../shared/server-state.ts';

/** Lines of one kind in one batch, ten batches a second; a person reads fewer. */
const PER_BATCH = 20;
/** Entries of one batch in all, as the contract promises. */
const BATCH_CAPACITY = 200;

/** An entry without its id, for each type of entry. */
export type LogEntryDraft = LogEntry extends infer Entry
  ? Entry extends LogEntry
    ? Omit<Entry, 'id'>
    : never
  : never;

/** The last thousand entries, and those that panels have not received yet. */
export class ActivityLog {
  #entries: LogEntry[] = [];
  #untold: LogEntry[] = [];
  #lastId = 0;
  #completedInBatch = 0;
  #failedInBatch = 0;
  #evictedInBatch = 0;
  #requestsOmitted = 0;
  #evictionsOmitted = 0;

  /** Turns an event of the server into an entry, if it is worth one. */
  addEvent(event: ServerEvent): void {
    switch (event.type) {
      case 'requestCompleted':
        // Every connection of our client begins with one; it says nothing about what was fetched.
        if (event.op === 'hello') break;
        if (++this.#completedInBatch > PER_BATCH) {
          this.#requestsOmitted++;
        } else {
          const { type, durationMs, source } = event;
          this.add({ type, ...requestOf(event), durationMs, source });
        }
        break;
      case 'requestFailed':
        if (++this.#failedInBatch > PER_BATCH) {
          this.#requestsOmitted++;
        } else {
          const { type, code, why } = event;
          this.add({ type, ...requestOf(event), code, why });
        }
        break;
      case 'entryEvicted':
        if (++this.#evictedInBatch > PER_BATCH) {
          this.#evictionsOmitted++;
        } else {
          const { type, atMs, name, size, reason } = event;
          this.add({ type, atMs, name, size, reason });
        }
        break;
      case 'eventsDropped':
        // Of each request that was left out, the engine left out its start and its completion.
        this.#requestsOmitted += Math.ceil(event.count / 2);
        break;
      case 'connectionClosed':
        if (event.reason !== 'done') {
          const { atMs, peer, port, thread, reason } = event;
          this.add({ type: 'connectionCut', atMs, peer, port, thread, reason });
        }
        break;
      case 'portOpened':
        this.add({
          type: event.type,
          atMs: event.atMs,
          port: event.status.port,
          host: event.status.host,
        });
        break;
      case 'portFailed':
        this.add({
          type: event.type,
          atMs: event.atMs,
          port: event.status.port,
          host: event.status.host,
          problem: event.status.problem,
        });
        break;
      case 'portClosed':
      case 'workerDied':
        this.add(event);
        break;
      default:
        break;
    }
  }

  add(draft: LogEntryDraft): void {
    const entry: LogEntry = { ...draft, id: ++this.#lastId };
    this.#entries.push(entry);
    // Trimmed by the hundred, because moving a thousand entries for each new one adds up.
    if (this.#entries.length > LOG_CAPACITY + 100)
      this.#entries = this.#entries.slice(-LOG_CAPACITY);
    this.#untold.push(entry);
    if (this.#untold.length > BATCH_CAPACITY) this.#untold.shift();
  }

  /** What panels have not received, oldest first; closes the batch. */
  takeBatch(nowMs: number): LogEntry[] {
    if (this.#requestsOmitted > 0) {
      this.add({ type: 'requestsOmitted', atMs: nowMs, count: this.#requestsOmitted });
    }
    if (this.#evictionsOmitted > 0) {
      this.add({ type: 'evictionsOmitted', atMs: nowMs, count: this.#evictionsOmitted });
    }
    const batch = this.#untold;
    this.#untold = [];
    this.#completedInBatch = 0;
    this.#failedInBatch = 0;
    this.#evictedInBatch = 0;
    this.#requestsOmitted = 0;
    this.#evictionsOmitted = 0;
    return batch;
  }

  recent(): LogEntry[] {
    return this.#entries.slice(-LOG_CAPACITY);
  }
}

type RequestEvent = Extract<ServerEvent, { type: 'requestCompleted' | 'requestFailed' }>;

/** What the contract carries of a request. */
function requestOf(event: RequestEvent) {
  const { atMs, peer, agent, port, thread, dialect, op, name, sentBytes } = event;
  return { atMs, peer, agent, port, thread, dialect, op, name, sentBytes };
}
