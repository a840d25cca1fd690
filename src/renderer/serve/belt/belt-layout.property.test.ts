import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { CachedFile } from '../../../shared/contract-server.ts';
import { LEAST_BLOCK_PX, layOutBelt } from './belt-layout.ts';

const CAPACITY = 67_108_864;

function filesOf(sizes: readonly number[]): CachedFile[] {
  return sizes.map((size, index) => ({
    name: `file-${index}`,
    size,
    cachedAtMs: index,
    hits: 0,
    state: 'ready',
  }));
}

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
      const { blocks, end } = layOutBelt(filesOf(list), CAPACITY, width);
      let edge = 0;
      let place = 1;
      for (const block of blocks) {
        expect(block.left).toBeCloseTo(edge, 6);
        expect(block.place).toBe(place);
        const bytes = block.kind === 'group' ? block.bytes : block.file.size;
        expect(block.width).toBeCloseTo((bytes / CAPACITY) * width, 6);
        edge += block.width;
        place += block.kind === 'group' ? block.count : 1;
      }
      expect(place - 1).toBe(list.length);
      expect(end).toBeCloseTo(edge, 6);
      expect(end).toBeLessThanOrEqual(width + 1e-6);
    },
  );

  test.prop([sizes])(
    'draws by itself only what is wide enough, or alone among wide ones',
    (list) => {
      const { blocks } = layOutBelt(filesOf(list), CAPACITY, 700);
      blocks.forEach((block, index) => {
        const next = blocks[index + 1];
        const isSmall = block.kind === 'file' && block.width < LEAST_BLOCK_PX;
        if (isSmall && next !== undefined) {
          expect(next.kind === 'file' && next.width < LEAST_BLOCK_PX).toBe(false);
        }
      });
    },
  );

  test.prop([sizes])('ages from the next out to the newest', (list) => {
    const ages = layOutBelt(filesOf(list), CAPACITY, 700).blocks.map(({ age }) => age);
    expect(ages).toEqual([...ages].sort((a, b) => b - a));
  });

  test('is empty without a cache', () => {
    expect(layOutBelt(filesOf([0, 0]), 0, 700).end).toBe(0);
  });
});
