import type { Counters, ThreadStatus } from '../../shared/server-state.ts';

/**
 * What is counted. `connectionsOpen` goes up and down; everything else only grows, also over the
 * death and replacement of a thread.
 */
const COUNTER_NAMES = [
  'connectionsAccepted',
  'connectionsRefused',
  'connectionsOpen',
  'requests',
  'requestsNative',
  'requestsPlain',
  'requestsHttp',
  'requestsFailed',
  'wrongCodes',
  'cacheHits',
  'cacheMisses',
  'bytesSent',
  'bytesSentFromCache',
  'evictions',
  'evictionsForRoom',
  'evictionsOfChanged',
  'evictionsOfRemoved',
  'evictionsByClearing',
  'evictionsByRequest',
  'evictionsForEntries',
] as const satisfies readonly (keyof Counters)[];

/** A row is a multiple of 128 bytes, so that two threads never write to the same cache lines. */
const ROW_LENGTH = 32;

/** Shared memory for the counters of so many threads; can be posted to any of them. */
export function createCountersMemory(threads: number): SharedArrayBuffer {
  return new SharedArrayBuffer(threads * ROW_LENGTH * Float64Array.BYTES_PER_ELEMENT);
}

/**
 * The row of one thread, written by that thread alone. Plain 64-bit stores suffice: there is one
 * writer, and readers want a recent value, not an ordered one.
 */
export class ThreadCounters {
  readonly #row: Float64Array;
  readonly #rows: Float64Array;

  constructor(memory: SharedArrayBuffer, thread: number) {
    this.#row = rowOf(memory, thread);
    this.#rows = new Float64Array(memory);
  }

  add(counter: keyof Counters, amount = 1): void {
    this.#row[INDEX[counter]]! += amount;
  }

  /** Connections that are open now, over all threads: what an accepting thread holds against the limit. */
  openConnections(): number {
    let open = 0;
    for (let at = INDEX.connectionsOpen; at < this.#rows.length; at += ROW_LENGTH) {
      open += this.#rows[at]!;
    }
    return open;
  }

  /** Connections die with their thread; its other totals stay. */
  forgetOpenConnections(): void {
    this.#row[INDEX.connectionsOpen] = 0;
  }
}

/** The totals over all threads. */
export function readCounters(memory: SharedArrayBuffer): Counters {
  const totals = Object.fromEntries(COUNTER_NAMES.map((name) => [name, 0])) as Counters;
  for (let thread = 0; thread < threadCount(memory); thread++) {
    const row = rowOf(memory, thread);
    for (const name of COUNTER_NAMES) totals[name] += row[INDEX[name]]!;
  }
  return totals;
}

/** What each thread has done, by thread number. */
export function readThreads(memory: SharedArrayBuffer): ThreadStatus[] {
  return Array.from({ length: threadCount(memory) }, (_, thread) => {
    const row = rowOf(memory, thread);
    return {
      thread,
      connectionsOpen: row[INDEX.connectionsOpen]!,
      connectionsAccepted: row[INDEX.connectionsAccepted]!,
      requests: row[INDEX.requests]!,
      bytesSent: row[INDEX.bytesSent]!,
    };
  });
}

const INDEX = Object.fromEntries(COUNTER_NAMES.map((name, index) => [name, index])) as Record<
  keyof Counters,
  number
>;

function threadCount(memory: SharedArrayBuffer): number {
  return memory.byteLength / (ROW_LENGTH * Float64Array.BYTES_PER_ELEMENT);
}

function rowOf(memory: SharedArrayBuffer, thread: number): Float64Array {
  return new Float64Array(memory, thread * ROW_LENGTH * Float64Array.BYTES_PER_ELEMENT, ROW_LENGTH);
}
