import { describe, expect, it } from 'vitest';
import { findNear, listRows } from './grid-rows.ts';

const rows = listRows(['a', 'b', 'c', 'd', 'e'], (row) => row);

describe('the rows of a list', () => {
  it('reach from an anchor in both directions', () => {
    expect(rows.between('c', 4)).toEqual(['c', 'd', 'e']);
    expect(rows.between('c', 0)).toEqual(['a', 'b', 'c']);
    expect(rows.between('x', 2)).toEqual([]);
  });

  it('find a row however far it has moved', () => {
    expect(rows.find('a', 4)).toBe(0);
    expect(rows.find('x', 2)).toBe(-1);
    const many = listRows(
      Array.from({ length: 10_000 }, (_, at) => `row ${at}`),
      (row) => row,
    );
    expect(many.find('row 9999', 3)).toBe(9999);
  });

  it('give those that are wanted', () => {
    expect(rows.filter((key) => key > 'c')).toEqual(['d', 'e']);
  });
});

describe('looking outwards', () => {
  it('finds the nearest, and ends where there are no rows', () => {
    const isEven = (index: number) => (index < 0 || index > 9 ? undefined : index % 4 === 0);
    expect(findNear(5, 9, isEven)).toBe(4);
    expect(findNear(20, 9, isEven)).toBeUndefined();
  });
});
