import { fc, test } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { byRank, placeBefore, type Ranked } from './queue-order.ts';

function idsOf(queue: readonly Ranked[]): number[] {
  return queue.toSorted(byRank).map(({ id }) => id);
}

function move(queue: readonly Ranked[], moved: number, before: number | undefined): Ranked[] {
  const ranks = placeBefore(queue, moved, before);
  return queue.map((one) => ({ ...one, rank: ranks.get(one.id) ?? one.rank }));
}

const moves = fc.array(fc.tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 8 })), {
  maxLength: 200,
});

test.prop([moves])('any moves come to the same as moving items of a list', (chosen) => {
  let queue: Ranked[] = Array.from({ length: 8 }, (_, id) => ({ id, rank: id }));
  let expected = idsOf(queue);
  for (const [moved, before] of chosen) {
    queue = move(queue, moved, before === 8 ? undefined : before);
    if (moved !== before) {
      const rest = expected.filter((id) => id !== moved);
      const at = rest.indexOf(before);
      expected = rest.toSpliced(at === -1 ? rest.length : at, 0, moved);
    } else {
      expected = [...expected.filter((id) => id !== moved), moved];
    }
    expect(idsOf(queue)).toEqual(expected);
  }
});

it('numbers anew when there is no room left between two', () => {
  let queue: Ranked[] = [0, 1, 2].map((id) => ({ id, rank: id }));
  // Each halves the distance; a number has 52 bits for that.
  for (let times = 0; times < 200; times++)
    queue = move(queue, times % 2 === 0 ? 2 : 1, times % 2 === 0 ? 1 : 2);
  expect(new Set(queue.map(({ rank }) => rank)).size).toBe(3);
  expect(idsOf(queue)[0]).toBe(0);
});

it('changes one rank only where there is room', () => {
  const queue = Array.from({ length: 10_000 }, (_, id) => ({ id, rank: id }));
  expect(placeBefore(queue, 9999, 0)).toEqual(new Map([[9999, -1]]));
  expect(placeBefore(queue, 0, undefined)).toEqual(new Map([[0, 10_000]]));
  expect(placeBefore([], 1, undefined)).toEqual(new Map([[1, 0]]));
});
