import type { TraceRecord } from '../../telemetry/request-trace-reader.ts';

type Kind = TraceRecord['kind'];

/**
 * At one `order`, an entry enters before it is hit, is hit before it leaves, and has left before its name is refused:
 * whoever hit it had seen the order before it looked.
 */
const RANKS: Readonly<Record<Kind, number>> = {
  entered: 0,
  hit: 1,
  left: 2,
  cleared: 2,
  refused: 3,
};

/** The records of one thread that wait for others. The first `settled` were read before the last round. */
interface Queue {
  readonly records: TraceRecord[];
  next: number;
  settled: number;
}

/**
 * Puts the records of all threads into the one order in which they happened, as far as it matters to the cache.
 *
 * A thread looks, and writes a little later. So a record waits until its order was reached a round before, and one
 * that ends something also until it has been here for a round.
 */
export class TraceMerger {
  readonly #queues: readonly Queue[];
  readonly #emit: (record: TraceRecord) => void;
  /** How many entries had arrived when the round before this one began. */
  #reached = 0;
  /** The order of what was emitted last. */
  #emitted = 0;
  #late = 0;

  constructor(threads: number, emit: (record: TraceRecord) => void) {
    this.#queues = Array.from({ length: threads }, () => ({ records: [], next: 0, settled: 0 }));
    this.#emit = emit;
  }

  /** Records that came when later ones had been emitted. */
  get late(): number {
    return this.#late;
  }

  /**
   * One round.
   *
   * @param arrivals read before the rings were
   * @param drain appends what a thread has written since to the array
   */
  round(arrivals: number, drain: (thread: number, records: TraceRecord[]) => void): void {
    for (const [thread, queue] of this.#queues.entries()) {
      queue.records.splice(0, queue.next);
      queue.next = 0;
      queue.settled = queue.records.length;
      drain(thread, queue.records);
    }
    this.#emitUpTo(this.#reached);
    this.#reached = arrivals;
  }

  /** Emits all that waits; the threads write no more. */
  finish(): void {
    for (const queue of this.#queues) queue.settled = queue.records.length;
    this.#emitUpTo(Number.POSITIVE_INFINITY);
  }

  #emitUpTo(reached: number): void {
    for (;;) {
      let order = Number.POSITIVE_INFINITY;
      for (const { records, next } of this.#queues)
        order = Math.min(order, records[next]?.order ?? Number.POSITIVE_INFINITY);
      if (order > reached || order === Number.POSITIVE_INFINITY || !this.#emitGroup(order)) return;
    }
  }

  /** Emits what happened at one order, by rank; `false` where there is nothing that need not wait. */
  #emitGroup(order: number): boolean {
    const ranks: TraceRecord[][] = [[], [], [], []];
    let count = 0;
    let sources = 0;
    for (const queue of this.#queues) {
      const before = count;
      for (
        let record = queue.records[queue.next];
        record?.order === order && (queue.next < queue.settled || RANKS[record.kind] <= RANKS.hit);
        record = queue.records[queue.next]
      ) {
        ranks[RANKS[record.kind]]!.push(record);
        queue.next += 1;
        count += 1;
      }
      if (count > before) sources += 1;
    }
    if (count === 0) return false;
    if (order < this.#emitted) this.#late += count;
    this.#emitted = Math.max(this.#emitted, order);
    if (sources > 1) ranks[RANKS.hit]!.sort((a, b) => timeOf(a) - timeOf(b));
    for (const records of ranks) for (const record of records) this.#emit(record);
    return true;
  }
}

function timeOf(record: TraceRecord): number {
  return 'atMs' in record ? record.atMs : 0;
}
