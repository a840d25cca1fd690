import { createHash } from 'node:crypto';
import type { Milliseconds } from '../../shared/units.ts';
import { addressGroup, isLoopbackGroup } from './address-group.ts';

/** How many wrong codes an address may give before it has to wait. */
export const FREE_GUESSES = 5;
const FIRST_WAIT_MS: Milliseconds = 1000;
const LONGEST_WAIT_MS: Milliseconds = 60_000;
/**
 * The longest wait of this computer, and of an address from which the code has come: they may be a proxy,
 * and those who know the code must get in through it.
 */
const LONGEST_SHARED_WAIT_MS: Milliseconds = 1000;
/** After so long without a wrong code, an address starts anew: no faster way to guess than the longest wait. */
const FORGOTTEN_AFTER_MS: Milliseconds = 10 * 60_000;
/** Of all addresses together: a crowd that guesses shall not fill a log. */
const NOTICE_INTERVAL_MS: Milliseconds = 60_000;

const SETS = 4096;
const WAYS = 8;
const SEED_AT = SETS * WAYS;
const NOTICED_AT = SEED_AT + 1;

/*
 * A record is one word, so that threads need no lock. From its low end: the time of the last wrong code, in
 * tenths of a second (33 bits: 27 years); how many there were (4); whether the code has come from there
 * (1); which address of its set it is (26).
 */
const TIME_BITS = 33n;
const COUNT_BITS = 4n;
const TIME_UNIT_MS = 100;
const MOST_COUNTED = 2 ** Number(COUNT_BITS) - 1;
const PROVEN_BIT = 1n << (TIME_BITS + COUNT_BITS);
const FINGERPRINT_SHIFT = TIME_BITS + COUNT_BITS + 1n;
const FINGERPRINT_MASK = 2 ** 26 - 1;

export const GUESS_SEED_BYTES = 8;

/**
 * Memory for {@link GuessLimits} of any number of threads: 256 KiB, of which untouched pages cost nothing.
 *
 * @param seed {@link GUESS_SEED_BYTES} random bytes, so that nobody can choose addresses that meet in one set
 */
export function createGuessMemory(seed: Uint8Array): SharedArrayBuffer {
  const memory = new SharedArrayBuffer((SETS * WAYS + 2) * BigUint64Array.BYTES_PER_ELEMENT);
  new BigUint64Array(memory)[SEED_AT] = Buffer.from(seed).readBigUInt64LE(0);
  return memory;
}

interface GuessRecord {
  readonly count: number;
  readonly isProven: boolean;
  readonly lastMs: Milliseconds;
}

const NO_RECORD: GuessRecord = { count: 0, isProven: false, lastMs: 0 };

/**
 * Who has given wrong codes, over all threads, without a lock. 32,768 addresses (IPv6: networks) are
 * remembered; where more guess, the one that has been quiet for the longest is forgotten. Threads that look
 * at the same moment may each let one guess pass.
 *
 * Times are on a clock that never goes back and is the same in all threads, such as `process.hrtime()`.
 */
export class GuessLimits {
  readonly #words: BigUint64Array;
  readonly #seed: string;

  /** @param memory of {@link createGuessMemory} */
  constructor(memory: SharedArrayBuffer) {
    this.#words = new BigUint64Array(memory);
    this.#seed = this.#words[SEED_AT]!.toString(36);
  }

  /** How long an address has to wait before a code from it is looked at again; 0: not at all. */
  waitMs(address: string, nowMs: Milliseconds): Milliseconds {
    const place = this.#placeOf(address);
    const record = decode(this.#find(place)?.word);
    return waitOf(record, place.isLoopback, nowMs);
  }

  /**
   * Counts a wrong code.
   *
   * @returns whether somebody should be told: this address has to wait from now on, and nobody has been
   *   told of another for a minute
   */
  countWrong(address: string, nowMs: Milliseconds): boolean {
    const count = this.#change(this.#placeOf(address), nowMs, (record) => {
      const before = isForgotten(record, nowMs) ? 0 : record.count;
      return { ...record, count: Math.min(before + 1, MOST_COUNTED), lastMs: nowMs };
    });
    return count === FREE_GUESSES && this.#mayNotice(nowMs);
  }

  /** The code came from this address. What was counted stays: else the next to guess there could begin anew. */
  prove(address: string, nowMs: Milliseconds): void {
    const place = this.#placeOf(address);
    // Most who know the code give it often.
    if (decode(this.#find(place)?.word).isProven) return;
    this.#change(place, nowMs, (record) => ({
      ...record,
      isProven: true,
      lastMs: record.count === 0 ? nowMs : record.lastMs,
    }));
  }

  /** Forgets everybody: the code is another one. */
  clear(): void {
    for (let at = 0; at < SEED_AT; at++) {
      // Untouched pages stay untouched.
      if (this.#words[at] !== 0n) Atomics.store(this.#words, at, 0n);
    }
  }

  #placeOf(address: string): Place {
    const group = addressGroup(address);
    const hash = createHash('sha1').update(this.#seed).update(group).digest();
    return {
      first: (hash.readUInt16LE(0) % SETS) * WAYS,
      // Never 0, so that no record is an empty word.
      fingerprint: BigInt((hash.readUInt32LE(2) & FINGERPRINT_MASK) | 1),
      isLoopback: isLoopbackGroup(group),
    };
  }

  #find({ first, fingerprint }: Place): { at: number; word: bigint } | undefined {
    for (let at = first; at < first + WAYS; at++) {
      const word = Atomics.load(this.#words, at);
      if (word >> FINGERPRINT_SHIFT === fingerprint) return { at, word };
    }
    return undefined;
  }

  /** Changes the record of an address, or makes one; returns the count that it has then. */
  #change(place: Place, nowMs: Milliseconds, change: (record: GuessRecord) => GuessRecord): number {
    for (;;) {
      const { at, word } = this.#find(place) ?? this.#quietest(place, nowMs);
      const isOwn = word >> FINGERPRINT_SHIFT === place.fingerprint;
      const changed = change(isOwn ? decode(word) : NO_RECORD);
      const next = encode(changed, place.fingerprint);
      if (Atomics.compareExchange(this.#words, at, word, next) === word) return changed.count;
    }
  }

  /** The word that is free, or that can be missed most. */
  #quietest({ first }: Place, nowMs: Milliseconds): { at: number; word: bigint } {
    let found = { at: first, word: Atomics.load(this.#words, first) };
    let quietMs = -1;
    for (let at = first; at < first + WAYS; at++) {
      const word = Atomics.load(this.#words, at);
      const ageMs = word === 0n ? Infinity : nowMs - decode(word).lastMs;
      if (ageMs <= quietMs) continue;
      found = { at, word };
      quietMs = ageMs;
    }
    return found;
  }

  #mayNotice(nowMs: Milliseconds): boolean {
    const last = Atomics.load(this.#words, NOTICED_AT);
    // One more, so that a notice at the clock's beginning is one.
    const now = BigInt(Math.floor(nowMs)) + 1n;
    if (last !== 0n && now - last < BigInt(NOTICE_INTERVAL_MS)) return false;
    return Atomics.compareExchange(this.#words, NOTICED_AT, last, now) === last;
  }
}

interface Place {
  /** The first word of the set. */
  readonly first: number;
  readonly fingerprint: bigint;
  readonly isLoopback: boolean;
}

function decode(word = 0n): GuessRecord {
  if (word === 0n) return NO_RECORD;
  return {
    count: Number((word >> TIME_BITS) & ((1n << COUNT_BITS) - 1n)),
    isProven: (word & PROVEN_BIT) !== 0n,
    lastMs: Number(word & ((1n << TIME_BITS) - 1n)) * TIME_UNIT_MS,
  };
}

function encode({ count, isProven, lastMs }: GuessRecord, fingerprint: bigint): bigint {
  const time = BigInt(Math.floor(lastMs / TIME_UNIT_MS)) & ((1n << TIME_BITS) - 1n);
  const proven = isProven ? PROVEN_BIT : 0n;
  return (fingerprint << FINGERPRINT_SHIFT) | proven | (BigInt(count) << TIME_BITS) | time;
}

function isForgotten({ lastMs }: GuessRecord, nowMs: Milliseconds): boolean {
  return nowMs - lastMs > FORGOTTEN_AFTER_MS;
}

function waitOf(record: GuessRecord, isLoopback: boolean, nowMs: Milliseconds): Milliseconds {
  if (record.count < FREE_GUESSES || isForgotten(record, nowMs)) return 0;
  const longestMs = isLoopback || record.isProven ? LONGEST_SHARED_WAIT_MS : LONGEST_WAIT_MS;
  const fullMs = Math.min(longestMs, FIRST_WAIT_MS * 2 ** (record.count - FREE_GUESSES));
  return Math.max(0, record.lastMs + fullMs - nowMs);
}
