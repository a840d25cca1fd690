import type { ServerEvent } from '../../shared/server-state.ts';
import type { Milliseconds } from '../../shared/units.ts';

/**
 * How often a thread reports events to the supervisor: twice as often as panels are notified, so that a
 * new file is seen there within a quarter of a second with time to spare.
 */
export const BATCH_INTERVAL_MS: Milliseconds = 50;

/**
 * How many routine events (connections, requests) one batch carries. A person cannot read more than
 * a thousand a second, and telling all of a hundred thousand would cost more than answering them.
 */
const ROUTINE_EVENTS_PER_BATCH = 50;

const ROUTINE: ReadonlySet<ServerEvent['type']> = new Set([
  'connectionOpened',
  'connectionClosed',
  'requestStarted',
  'requestCompleted',
  'requestFailed',
]);

/**
 * Collects the events of one thread and sends them on in batches. Rare events are always sent; of
 * routine ones the first of each interval, with a count of those left out.
 */
export class EventBatch {
  readonly #thread: number;
  readonly #send: (events: ServerEvent[]) => void;
  #events: ServerEvent[] = [];
  #routine = 0;
  #dropped = 0;
  #wanted = false;

  constructor(thread: number, send: (events: ServerEvent[]) => void) {
    this.#thread = thread;
    this.#send = send;
  }

  /** Whether anybody listens; callers need not even make an event when nobody does. */
  get wanted(): boolean {
    return this.#wanted;
  }

  setWanted(wanted: boolean): void {
    this.#wanted = wanted;
    if (!wanted) this.#reset();
  }

  /** Whether a routine event would still be sent; else it is counted as left out. */
  hasRoomForRoutine(): boolean {
    if (!this.#wanted) return false;
    if (this.#routine < ROUTINE_EVENTS_PER_BATCH) return true;
    this.#dropped++;
    return false;
  }

  add(event: ServerEvent): void {
    if (!this.#wanted) return;
    if (ROUTINE.has(event.type)) this.#routine++;
    this.#events.push(event);
  }

  /** Sends what has been collected; to be called every `BATCH_INTERVAL_MS`. */
  flush(atMs: number): void {
    if (this.#dropped > 0) {
      this.#events.push({
        type: 'eventsDropped',
        atMs,
        thread: this.#thread,
        count: this.#dropped,
      });
    }
    if (this.#events.length > 0) this.#send(this.#events);
    this.#reset();
  }

  #reset(): void {
    this.#events = [];
    this.#routine = 0;
    this.#dropped = 0;
  }
}
