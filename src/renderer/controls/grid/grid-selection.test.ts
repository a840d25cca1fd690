import { describe, expect, it } from 'vitest';
import {
  isNothing,
  isSelected,
  keepExisting,
  NOTHING_SELECTED,
  selectOne,
  toggleKey,
} from './grid-selection.ts';

describe('selecting rows', () => {
  it('selects one and forgets the others', () => {
    expect(selectOne('d')).toEqual({ keys: new Set(['d']), anchor: 'd' });
  });

  it('toggles one and keeps the others', () => {
    const both = toggleKey(selectOne('b'), 'd');
    expect([...both.keys]).toEqual(['b', 'd']);
    expect([...toggleKey(both, 'b').keys]).toEqual(['d']);
  });

  it('holds every row when all are selected, until one is chosen', () => {
    const all = { ...NOTHING_SELECTED, isAll: true };
    expect(isSelected(all, 'x')).toBe(true);
    expect(isNothing(all)).toBe(false);
    const one = toggleKey(all, 'b');
    expect(isSelected(one, 'b')).toBe(true);
    expect(isSelected(one, 'x')).toBe(false);
    expect(isNothing(NOTHING_SELECTED)).toBe(true);
  });

  it('drops what has left, and stays the same object when nothing has', () => {
    const selection = { keys: new Set(['a', 'x']), anchor: 'a' };
    expect([...keepExisting(selection, (key) => key === 'a').keys]).toEqual(['a']);
    expect(keepExisting(selection, () => true)).toBe(selection);
  });
});
