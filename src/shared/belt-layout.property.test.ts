import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { LEAST_BLOCK_PX, layOutBelt } from './belt-layout.ts';

const CAPACITY = 67_108_864;
const WHOLE = { from: 0, bytes: CAPACITY };

/** Sizes that together fit into the cache. */
const sizes = fc
  .array(
    fc.oneof(
      fc.constant(0),
      fc.integer({ min: 1, max: 4000 }),
      fc.integer({ min: 1, max: 3_000_000 }),
    ),
    {
      maxLength: 300,
    },
  )
  .map((all) => {
    const fitting: number[] = [];
    let total = 0;
    for (const size of all) {
      if (total + size > CAPACITY) break;
      fitting.push(size);
      total += size;
    }
    return fitting;
  });

describe('the belt', () => {
  test.prop([sizes, fc.integer({ min: 100, max: 4000 })])(
    'shows every file once, in order, without gaps or overlaps, each as wide as its share',
    (list, width) => {
      const { stretches, end } = layOutBelt(list, WHOLE, width);
      let edge = 0;
      let next = 0;
      for (const { index, count, bytes, left, width: blockWidth } of stretches) {
        expect(left).toBeCloseTo(edge, 6);
        expect(index).toBe(next);
        expect(bytes).toBe(list.slice(index, index + count).reduce((sum, size) => sum + size, 0));
        expect(blockWidth).toBeCloseTo((bytes / CAPACITY) * width, 6);
        edge += blockWidth;
        next += count;
      }
      expect(next).toBe(list.length);
      expect(stretches.length).toBeLessThanOrEqual(width + 1);
      expect(end).toBeCloseTo(edge, 6);
      expect(end).toBeLessThanOrEqual(width + 1e-6);
    },
  );

  test.prop([sizes])(
    'draws by itself only what is wide enough, or alone among wide ones',
    (list) => {
      const { stretches } = layOutBelt(list, WHOLE, 700);
      const isSmallFile = (at: number): boolean =>
        stretches[at]?.count === 1 && stretches[at].width < LEAST_BLOCK_PX;
      stretches.forEach((_, index) => {
        if (isSmallFile(index)) expect(isSmallFile(index + 1)).toBe(false);
      });
    },
  );

  test.prop([
    sizes,
    fc.integer({ min: 0, max: CAPACITY }),
    fc.integer({ min: 64, max: CAPACITY }),
    fc.integer({ min: 100, max: 2000 }),
  ])(
    'shows of a part what reaches into it, merged as anywhere else',
    (list, from, bytes, width) => {
      const scale = width / bytes;
      const part = layOutBelt(list, { from, bytes }, width);
      const all = layOutBelt(list, { from: 0, bytes: CAPACITY }, CAPACITY * scale);
      const isNear = (px: number, edge: number): boolean => Math.abs(px - edge) < 1;
      const within = all.stretches
        .map((stretch) => ({ ...stretch, left: stretch.left - from * scale }))
        .filter(({ left, width: own }) => left < width && left + own > 0);
      const shown = part.stretches.filter(
        ({ left, width: own }) => !isNear(left, width) && !isNear(left + own, 0),
      );
      const expected = within.filter(
        ({ left, width: own }) => !isNear(left, width) && !isNear(left + own, 0),
      );
      expect(shown.map(({ index, count }) => [index, count])).toEqual(
        expected.map(({ index, count }) => [index, count]),
      );
      shown.forEach(({ left }, at) => expect(left).toBeCloseTo(expected[at]!.left, 3));
      expect(part.stretches.length).toBeLessThanOrEqual(width + 3);
    },
  );

  test.prop([sizes])('ages from the next out to the newest', (list) => {
    const ages = layOutBelt(list, WHOLE, 700).stretches.map(({ age }) => age);
    expect(ages).toEqual([...ages].sort((a, b) => b - a));
  });

  test('is empty without a cache', () => {
    expect(layOutBelt([0, 0], { from: 0, bytes: 0 }, 700).end).toBe(0);
  });
});
