import { expect, it } from 'vitest';
import { isTypedOn, NOTHING_TYPED, typedRow, typeOn } from './type-ahead.ts';

const NAMES = ['apple', 'Banana', 'blue berry', 'cherry', 'bbq'];

function find(typed: string, activeIndex: number, names: readonly string[] = NAMES) {
  const rows = { count: names.length, nameAt: (index: number) => names[index] };
  return typedRow({ typed, atMs: 0 }, rows, activeIndex);
}

it('collects keys until there is a pause', () => {
  const one = typeOn(NOTHING_TYPED, 'B', 0);
  const two = typeOn(one, 'l', 999);
  expect([one.typed, two.typed]).toEqual(['b', 'bl']);
  expect(typeOn(two, 'x', 1999).typed).toBe('x');
  expect([isTypedOn(NOTHING_TYPED, 0), isTypedOn(two, 1998), isTypedOn(two, 1999)]).toEqual([
    ...[false, true, false],
  ]);
});

it('finds the next name that begins so, around the end', () => {
  expect(find('b', -1)).toBe(1);
  expect(find('b', 1)).toBe(2);
  expect(find('b', 4)).toBe(1);
  expect(find('a', 3)).toBe(0);
  expect(find('x', 0)).toBeUndefined();
  expect(find('b', 0, [])).toBeUndefined();
});

it('stays where it is as long as that begins so', () => {
  expect(find('bl', 2)).toBe(2);
  expect(find('blue b', 2)).toBe(2);
  expect(find('ban', 2)).toBe(1);
});

it('goes on with the same letter again and again, unless a name begins with it twice', () => {
  expect(find('bb', 1)).toBe(4);
  expect(find('bbb', 1)).toBe(2);
  expect(find('cc', 0)).toBe(3);
});
