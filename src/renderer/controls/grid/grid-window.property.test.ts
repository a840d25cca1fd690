import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { evenHeights, unevenHeights } from './row-heights.ts';
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
    const heights = evenHeights(rowCount, rowHeight);
    const { from, to } = rowWindow({ ...{ scrollTop, viewportHeight, rowCount }, heights });
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
    const heights = evenHeights(5001, rowHeight);
    const top = scrollToShow({ index, scrollTop, viewportHeight, heights });
    expect(index * rowHeight).toBeGreaterThanOrEqual(top);
    expect((index + 1) * rowHeight).toBeLessThanOrEqual(top + viewportHeight);
    expect(scrollToShow({ index, scrollTop: top, viewportHeight, heights })).toBe(top);
  },
);

test.prop([
  fc.array(fc.integer({ min: 20, max: 90 }), { minLength: 1, maxLength: 300 }),
  fc.nat(30_000),
])('finds rows of any heights where they are, and draws those in sight', (each, place) => {
  const heights = unevenHeights(each.length, (index) => each[index]!);
  expect(heights.total).toBe(each.reduce((sum, height) => sum + height, 0));
  const index = heights.indexAt(place);
  expect(heights.topOf(index)).toBeLessThanOrEqual(place);
  if (index < each.length - 1) expect(heights.topOf(index + 1)).toBeGreaterThan(place);
  expect(heights.heightOf(index)).toBe(each[index]);
  const seen = { scrollTop: place, viewportHeight: 400, heights, rowCount: each.length };
  const { from, to } = rowWindow(seen);
  expect(from).toBeLessThanOrEqual(index);
  expect(to).toBeGreaterThan(heights.indexAt(place + 400));
  expect(to - from).toBeLessThanOrEqual(400 / 20 + 40);
});
