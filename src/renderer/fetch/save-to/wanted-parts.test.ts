import { expect, it } from 'vitest';
import { PAGE_ITEMS, selectDownloadsSchema } from '../../../shared/contract-downloads.ts';
import { wantedParts } from './wanted-parts.ts';

it('what fits goes in one part', () => {
  expect(wantedParts([{ name: 'a', size: 1 }], ['b'])).toEqual([
    { files: [{ name: 'a', size: 1 }], folders: ['b'] },
  ]);
  expect(wantedParts([], [])).toEqual([{ files: [], folders: [] }]);
});

it('what is more goes in several, in order, each as the contract allows', () => {
  const files = Array.from({ length: 2 * PAGE_ITEMS + 1 }, (_, index) => ({ name: `${index}` }));
  const folders = ['x', 'y'];
  const parts = wantedParts(files, folders);
  expect(parts).toHaveLength(3);
  for (const part of parts) expect(selectDownloadsSchema.safeParse(part).success).toBe(true);
  expect(parts.flatMap((part) => part.files)).toEqual(files);
  expect(parts.flatMap((part) => part.folders)).toEqual(folders);
});

it('long names make parts that fit into a message', () => {
  const files = Array.from({ length: 500 }, (_, index) => ({
    name: `${index}-`.padEnd(4096, '語'),
  }));
  const parts = wantedParts(files, []);
  for (const part of parts) expect(Buffer.byteLength(JSON.stringify(part))).toBeLessThan(2 ** 20);
  expect(parts.flatMap((part) => part.files)).toEqual(files);
});
