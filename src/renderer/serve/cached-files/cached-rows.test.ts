import { describe, expect, it } from 'vitest';
import type { CachedFile } from '../../../shared/contract-server.ts';
import { CachedRows } from './cached-rows.ts';

function file(name: string, change: Partial<CachedFile> = {}): CachedFile {
  return { name, size: 1, cachedAtMs: 0, hits: 0, state: 'ready', ...change };
}

const byPlace = { column: 'place', direction: 'ascending' } as const;
const byName = { column: 'name', direction: 'ascending' } as const;
const bySize = { column: 'size', direction: 'descending' } as const;

describe('rows of the cached files', () => {
  const files = [file('b10', { size: 3 }), file('a', { size: 2 }), file('B2', { size: 3 })];

  it('number the queue whatever they are sorted by', () => {
    const rows = new CachedRows().update(files, '', byName);
    expect(rows.map(({ file: { name }, place }) => [name, place])).toEqual([
      ['a', 2],
      ['B2', 3],
      ['b10', 1],
    ]);
  });

  it('keep the order of the queue among equals', () => {
    const rows = new CachedRows().update(files, '', bySize);
    expect(rows.map(({ place }) => place)).toEqual([1, 3, 2]);
  });

  it('find names without regard to case', () => {
    const rows = new CachedRows().update(files, ' B', byPlace);
    expect(rows.map(({ file: { name } }) => name)).toEqual(['b10', 'B2']);
  });

  it('stay the same objects while neither file nor place changes', () => {
    const model = new CachedRows();
    const before = model.update(files, '', byPlace);
    const after = model.update([files[0]!, file('a', { hits: 1 }), files[2]!], '', byPlace);
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
    expect(after[2]).toBe(before[2]);
  });

  it('sort the same after changes as from scratch', () => {
    const model = new CachedRows();
    model.update(files, '', byName);
    const changed = [file('z'), ...files.slice(1), file('c')];
    expect(model.update(changed, '', byName)).toEqual(new CachedRows().update(changed, '', byName));
    expect(model.update(changed, '', bySize)).toEqual(new CachedRows().update(changed, '', bySize));
  });
});
