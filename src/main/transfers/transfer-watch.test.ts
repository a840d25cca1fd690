import { expect, it } from 'vitest';
import { TransferWatch } from './transfer-watch.ts';

it('sees bytes that moved between two looks, also after a new start', () => {
  const watch = new TransferWatch();
  expect(watch.hasMoved(0)).toBe(false);
  expect(watch.hasMoved(10)).toBe(true);
  expect(watch.hasMoved(10)).toBe(false);
  expect(watch.hasMoved(0)).toBe(false);
  expect(watch.hasMoved(5)).toBe(true);
});
