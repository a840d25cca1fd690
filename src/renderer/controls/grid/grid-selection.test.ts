import { describe, expect, it } from 'vitest';
import { keepExisting, NOTHING_SELECTED, selectRow } from './grid-selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];

describe('selecting rows', () => {
  it('selects one and forgets the others', () => {
    const first = selectRow(NOTHING_SELECTED, { order, index: 1, how: 'one' });
    const second = selectRow(first, { order, index: 3, how: 'one' });
    expect([...second.keys]).toEqual(['d']);
  });

  it('toggles one and keeps the others', () => {
    const both = selectRow(selectRow(NOTHING_SELECTED, { order, index: 1, how: 'one' }), {
      order,
      index: 3,
      how: 'toggle',
    });
    expect([...both.keys]).toEqual(['b', 'd']);
    expect([...selectRow(both, { order, index: 1, how: 'toggle' }).keys]).toEqual(['d']);
  });

  it('extends a range from its anchor, in both directions', () => {
    const anchor = selectRow(NOTHING_SELECTED, { order, index: 2, how: 'one' });
    const down = selectRow(anchor, { order, index: 4, how: 'range' });
    expect([...down.keys]).toEqual(['c', 'd', 'e']);
    expect([...selectRow(down, { order, index: 0, how: 'range' }).keys]).toEqual(['a', 'b', 'c']);
  });

  it('starts anew when the anchor is gone', () => {
    const selection = { keys: new Set(['x']), anchor: 'x' };
    expect([...selectRow(selection, { order, index: 2, how: 'range' }).keys]).toEqual(['c']);
  });

  it('ignores rows that are not there', () => {
    expect(selectRow(NOTHING_SELECTED, { order, index: 9, how: 'one' })).toBe(NOTHING_SELECTED);
  });

  it('drops what has left, and stays the same object when nothing has', () => {
    const selection = { keys: new Set(['a', 'x']), anchor: 'a' };
    expect([...keepExisting(selection, (key) => order.includes(key)).keys]).toEqual(['a']);
    expect(keepExisting(selection, () => true)).toBe(selection);
  });
});
