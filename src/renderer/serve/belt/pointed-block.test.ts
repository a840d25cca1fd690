import { describe, expect, it } from 'vitest';
import type { BeltBlock } from '../../../shared/contract-cache.ts';
import { indexOf, pointAt } from './pointed-block.ts';

const drawn = { left: 0, width: 10, age: 0 };

function file(name: string, place: number): BeltBlock {
  return {
    ...{ kind: 'file', key: name, name, place, ...drawn },
    file: { name, size: 1, cachedAtMs: 0, hits: 0, state: 'ready' },
  };
}

function group(place: number, count: number): BeltBlock {
  return { kind: 'group', key: 'group 1', name: `n${place}`, place, count, bytes: 1, ...drawn };
}

describe('the block that is pointed at', () => {
  it('stays with its file while others leave', () => {
    const pointed = pointAt(file('c', 3));
    expect(indexOf([file('a', 1), file('b', 2), file('c', 3)], pointed)).toBe(2);
    expect(indexOf([file('b', 1), file('c', 2), file('d', 3)], pointed)).toBe(1);
  });

  it('is what is in the place of a file that left, or is zoomed into', () => {
    expect(indexOf([file('a', 1), file('d', 3)], pointAt(file('c', 3)))).toBe(1);
    const inGroup = pointAt(group(11, 9));
    expect(indexOf([file('n14', 14), file('n15', 15), file('n16', 16)], inGroup)).toBe(1);
    expect(indexOf([group(1, 10), group(11, 9)], pointAt(file('n15', 15)))).toBe(1);
  });

  it('may be none', () => {
    expect(indexOf([file('a', 1)], undefined)).toBe(-1);
    expect(indexOf([file('a', 1)], { place: 2 })).toBe(-1);
  });
});
