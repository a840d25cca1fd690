import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { rowWindow, scrollToShow } from './grid-window.ts';

const heights = fc.record({
  viewportHeight: fc.integer({ min: 0, max: 3000 }),
  rowHeight: fc.integer({ min: 10, max: 80 }),
});

test.prop([
  heights,
  fc.integer({ min: 0, max: 20_000 }),
  fc.double({ min: 0, max: 1, noNaN: true }),
])(
  'draws every row in sight, and not many more',
  ({ viewportHeight, rowHeight }, rowCount, place) => {
    const scrollTop = place * Math.max(0, rowCount * rowHeight - viewportHeight);
    const { from, to } = rowWindow({ scrollTop, viewportHeight, rowHeight, rowCount });
    const firstSeen = Math.floor(scrollTop / rowHeight);
    const lastSeen = Math.min(rowCount, Math.ceil((scrollTop + viewportHeight) / rowHeight));
    if (rowCount > 0) expect(from).toBeLessThanOrEqual(firstSeen);
    expect(to).toBeGreaterThanOrEqual(lastSeen);
    expect(to).toBeLessThanOrEqual(rowCount);
    expect(to - from).toBeLessThanOrEqual(Math.ceil(viewportHeight / rowHeight) + 40);
  },
);

test.prop([heights, fc.nat(5000), fc.nat(100_000)])(
  'brings a row wholly into sight, and does not move for one that is',
  ({ viewportHeight, rowHeight }, index, scrollTop) => {
    fc.pre(viewportHeight >= rowHeight);
    const top = scrollToShow({ index, scrollTop, viewportHeight, rowHeight });
    expect(index * rowHeight).toBeGreaterThanOrEqual(top);
    expect((index + 1) * rowHeight).toBeLessThanOrEqual(top + viewportHeight);
    expect(scrollToShow({ index, scrollTop: top, viewportHeight, rowHeight })).toBe(top);
  },
);
