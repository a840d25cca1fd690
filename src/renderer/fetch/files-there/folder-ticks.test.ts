import { describe, expect, it } from 'vitest';
import { folderTicks, withoutOpenFolders } from './folder-ticks.ts';
import { buildTree, fileKey, folderKey } from './folder-tree.ts';

const names = [
  'readme.md',
  'photos/b.jpg',
  'photos/2026/a1.jpg',
  'photos/2026/a2.jpg',
  'photos/2025/c.jpg',
  'photos-of-cats/d.jpg',
];
const tree = buildTree(names.map((name) => ({ name, size: 1, modifiedAtMs: 0, cached: false })));
const photos = folderKey('photos');
const year = folderKey('photos/2026');
const [readme, b, a1, a2] = names.map(fileKey) as [string, string, string, string];
const ticksOf = (...keys: string[]) => folderTicks(tree, new Set(keys));

describe('ticking in a server’s folder', () => {
  it('shows all that is in a ticked folder as ticked, and nothing else', () => {
    const ticks = ticksOf(photos);
    for (const key of [photos, year, b, a1, a2]) expect(ticks.of(key), key).toBe('on');
    for (const key of [readme, folderKey('photos-of-cats'), fileKey('photos-of-cats/d.jpg')]) {
      expect(ticks.of(key), key).toBe('off');
    }
  });

  it('shows folders of which some is ticked as mixed, up to the top', () => {
    const ticks = ticksOf(a1);
    expect([photos, year, a1, a2].map(ticks.of)).toEqual(['mixed', 'mixed', 'on', 'off']);
    expect(ticksOf(a1, a2).of(year)).toBe('on');
    expect(ticksOf(a1, a2).of(photos)).toBe('mixed');
    expect(ticksOf().of(photos)).toBe('off');
  });

  it('ticks the whole of a folder that was mixed', () => {
    expect([...ticksOf(a1, readme).toggled(photos)]).toEqual([readme, photos]);
  });

  it('takes one back out of a ticked folder and keeps the others', () => {
    const after = ticksOf(photos).toggled(a1);
    expect(after).toEqual(new Set([folderKey('photos/2025'), b, a2]));
    const ticks = folderTicks(tree, after);
    expect([photos, year, a1, a2, b].map(ticks.of)).toEqual(['mixed', 'mixed', 'off', 'on', 'on']);
    expect(folderTicks(tree, after).toggled(a1)).toEqual(new Set([...after, a1]));
  });

  it('takes a folder back of which everything was ticked one by one', () => {
    expect(ticksOf(a1, a2, b).toggled(year)).toEqual(new Set([b]));
    expect(ticksOf(photos).toggled(photos)).toEqual(new Set());
  });

  it('a range over an open folder means the rows in it', () => {
    expect(withoutOpenFolders(new Set([photos, year, b]), new Set([photos]))).toEqual(
      new Set([year, b]),
    );
  });
});
