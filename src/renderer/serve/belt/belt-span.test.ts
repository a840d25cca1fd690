import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { LEAST_SPAN_BYTES, panned, showing, withinCache, zoomed } from './belt-span.ts';

const CAPACITY = 67_108_864;
const spans = fc
  .record({
    from: fc.integer({ min: 0, max: CAPACITY }),
    bytes: fc.integer({ min: 1, max: CAPACITY }),
  })
  .map((span) => withinCache(span, CAPACITY));

describe('the part of the belt in sight', () => {
  test.prop([
    spans,
    fc.double({ min: 0.01, max: 100, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  ])('is zoomed around a place that stays, within the cache', (span, factor, at) => {
    const next = zoomed(span, factor, at, CAPACITY);
    expect(next).toEqual(withinCache(next, CAPACITY));
    const bytes = Math.min(CAPACITY, Math.max(LEAST_SPAN_BYTES, span.bytes / factor));
    expect(next.bytes).toBeCloseTo(bytes, 3);
    const place = span.from + span.bytes * at;
    const isAtEdge = next.from === 0 || next.from === CAPACITY - next.bytes;
    if (!isAtEdge) expect(next.from + next.bytes * at).toBeCloseTo(place, 3);
  });

  test.prop([spans, fc.double({ min: -3, max: 3, noNaN: true })])(
    'is moved no further than the cache',
    (span, widths) => {
      const next = panned(span, widths, CAPACITY);
      expect(next.bytes).toBe(span.bytes);
      expect(next.from).toBeGreaterThanOrEqual(0);
      expect(next.from + next.bytes).toBeLessThanOrEqual(CAPACITY);
    },
  );

  it('moves as little as needed', () => {
    const span = { from: 1000, bytes: 100 };
    expect(showing(span, { from: 1020, bytes: 10 }, CAPACITY)).toEqual(span);
    expect(showing(span, { from: 1095, bytes: 10 }, CAPACITY)).toEqual({ from: 1005, bytes: 100 });
    expect(showing(span, { from: 990, bytes: 10 }, CAPACITY)).toEqual({ from: 990, bytes: 100 });
    expect(showing(span, { from: 1050, bytes: 500 }, CAPACITY)).toEqual({ from: 1050, bytes: 100 });
  });

  it('is nothing where nothing is cached', () => {
    expect(zoomed({ from: 0, bytes: 0 }, 3, 0.5, 0)).toEqual({ from: 0, bytes: 0 });
  });
});
