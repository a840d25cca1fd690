import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { createGuessMemory, FREE_GUESSES, GuessLimits } from './guess-limits.ts';

const ADDRESS = '192.0.2.7';
const OTHER = '192.0.2.8';
const MINUTE_MS = 60_000;
const SEED = new Uint8Array(8).fill(7);

const limits = (): GuessLimits => new GuessLimits(createGuessMemory(SEED));

/** Counts so many wrong codes at one moment; returns how long the next has to wait. */
function guess(of: GuessLimits, count: number, nowMs = 1000, address = ADDRESS): number {
  for (let left = count; left > 0; left--) of.countWrong(address, nowMs);
  return of.waitMs(address, nowMs);
}

describe('guesses from one address', () => {
  it('wait from the sixth on, twice as long each time, up to a minute', () => {
    expect(guess(limits(), FREE_GUESSES - 1)).toBe(0);
    const waits = [5, 6, 7, 8, 9, 10, 11, 12, 100].map((count) => guess(limits(), count));
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1000));
  });

  it('may go on when the wait is over', () => {
    const some = limits();
    guess(some, 6);
    expect(some.waitMs(ADDRESS, 2999)).toBe(1);
    expect(some.waitMs(ADDRESS, 3000)).toBe(0);
  });

  it('are forgotten after ten quiet minutes', () => {
    const some = limits();
    guess(some, 20);
    expect(guess(some, 1, 1000 + 10 * MINUTE_MS)).toBe(MINUTE_MS);
    expect(guess(some, 4, 2000 + 20 * MINUTE_MS)).toBe(0);
    expect(guess(some, 1, 2000 + 20 * MINUTE_MS)).toBe(1000);
  });

  it('do not hold up others', () => {
    const some = limits();
    guess(some, 20);
    expect(some.waitMs(OTHER, 1000)).toBe(0);
  });

  it('are told of once, and those of a crowd once a minute', () => {
    const some = limits();
    const told = (count: number, address: string, nowMs: number): number =>
      Array.from({ length: count }, () => some.countWrong(address, nowMs)).filter(Boolean).length;
    expect(told(4, ADDRESS, 0)).toBe(0);
    expect(told(100, ADDRESS, 0)).toBe(1);
    expect(told(100, OTHER, MINUTE_MS - 1)).toBe(0);
    expect(told(100, '192.0.2.9', MINUTE_MS)).toBe(1);
  });

  it('are those of all threads', () => {
    const memory = createGuessMemory(SEED);
    const threads = [new GuessLimits(memory), new GuessLimits(memory)];
    for (let count = 0; count < 6; count++) threads[count % 2]?.countWrong(ADDRESS, 1000);
    for (const thread of threads) expect(thread.waitMs(ADDRESS, 1000)).toBe(2000);
  });
});

describe('where those who know the code may be', () => {
  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('%s waits a second at most', (address) => {
    expect(guess(limits(), 30, 1000, address)).toBe(1000);
  });

  it('an address from which the code came waits a second at most, but is not cleared', () => {
    const some = limits();
    some.prove(ADDRESS, 1000);
    expect(guess(some, 30)).toBe(1000);
    some.prove(ADDRESS, 1000);
    expect(some.waitMs(ADDRESS, 1000)).toBe(1000);

    const other = limits();
    guess(other, 30);
    other.prove(ADDRESS, 90_000);
    expect(other.waitMs(ADDRESS, 1500)).toBe(500);
    expect(guess(other, 1, 90_000)).toBe(1000);
  });

  it('another code makes all equal again', () => {
    const some = limits();
    some.prove(ADDRESS, 1000);
    guess(some, 30, 1000, OTHER);
    some.clear();
    expect(some.waitMs(OTHER, 1000)).toBe(0);
    expect(guess(some, 30)).toBe(MINUTE_MS);
  });
});

describe('a crowd', () => {
  it('of a thousand that guess holds up nobody else', () => {
    const some = limits();
    for (let host = 0; host < 1000; host++) guess(some, 30, 1000, addressOf(host));
    const heldUp = Array.from({ length: 1000 }, (_, host) => addressOf(100_000 + host)).filter(
      (address) => some.waitMs(address, 1000) > 0,
    );
    expect(heldUp).toEqual([]);
    const free = Array.from({ length: 1000 }, (_, host) => addressOf(host)).filter(
      (address) => some.waitMs(address, 1000) === 0,
    );
    expect(free).toEqual([]);
  });

  it('of more than there is room for pushes out those who have been quiet for the longest', () => {
    const some = limits();
    guess(some, 5, 1000, addressOf(0));
    expect(some.waitMs(addressOf(0), 1000)).toBe(1000);
    for (let host = 1; host < 60_000; host++) some.countWrong(addressOf(host), 1100);
    const last = Array.from({ length: 1000 }, (_, host) => addressOf(60_000 + host));
    for (const address of last) guess(some, 10, 1200, address);
    expect(last.filter((address) => some.waitMs(address, 1200) === 0).length).toBeLessThan(10);
    expect(some.waitMs(addressOf(0), 1200)).toBe(0);
  });

  test.prop([
    fc.array(
      fc.record({
        host: fc.nat(8),
        wrong: fc.boolean(),
        afterMs: fc.constantFrom(0, 100, 1000, 30_000, 700_000),
      }),
      { maxLength: 60 },
    ),
  ])('is counted as a list of all would count it', (steps) => {
    const some = limits();
    const model = new Map<number, { count: number; lastMs: number; isProven: boolean }>();
    let nowMs = 1000;
    for (const { host, wrong, afterMs } of steps) {
      nowMs += afterMs;
      const known = model.get(host) ?? { count: 0, lastMs: 0, isProven: false };
      if (wrong) {
        const count = nowMs - known.lastMs > 600_000 ? 0 : known.count;
        model.set(host, { ...known, count: Math.min(15, count + 1), lastMs: nowMs });
        some.countWrong(addressOf(host), nowMs);
      } else {
        const lastMs = known.isProven || known.count > 0 ? known.lastMs : nowMs;
        model.set(host, { ...known, isProven: true, lastMs });
        some.prove(addressOf(host), nowMs);
      }
      for (const [each, { count, lastMs, isProven }] of model) {
        const full = Math.min(isProven ? 1000 : MINUTE_MS, 1000 * 2 ** (count - 5));
        const isOver = count < 5 || nowMs - lastMs > 600_000;
        expect(some.waitMs(addressOf(each), nowMs)).toBe(
          isOver ? 0 : Math.max(0, lastMs + full - nowMs),
        );
      }
    }
  });
});

function addressOf(host: number): string {
  return `10.${(host >> 16) & 255}.${(host >> 8) & 255}.${host & 255}`;
}
