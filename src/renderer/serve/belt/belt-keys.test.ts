import { expect, it } from 'vitest';
import type { CacheBelt, CacheBeltRequest } from '../../../shared/contract-cache.ts';
import type { Host } from '../../state/host.ts';
import { BeltWindow } from './belt-window.ts';
import { pressBeltKey } from './belt-keys.ts';
import { pointAt } from './pointed-block.ts';

const CAPACITY = 100_000;
/** A thousand files of a hundred bytes, in groups of ten. */
const GROUPS: CacheBelt['blocks'] = Array.from({ length: 100 }, (_, at) => ({
  ...{ kind: 'group', key: `g${at}`, place: at * 10 + 1, name: `f${at * 10}`, count: 10, age: 0 },
  ...{ bytes: 1000, left: at * 10, width: 10 },
}));

it('zooms around what is pointed at, also before the last step has been drawn', async () => {
  const usage = {
    ...{ usedBytes: CAPACITY, capacityBytes: CAPACITY },
    entries: 1000,
    heldBytes: 0,
  };
  const call = (_method: string, { part }: CacheBeltRequest): Promise<CacheBelt> =>
    // Only the first answer comes.
    part === undefined
      ? Promise.resolve({ usage, from: 0, blocks: GROUPS, end: 1000 })
      : new Promise(() => undefined);
  const window = new BeltWindow({
    host: { call } as unknown as Pick<Host, 'call'>,
    startTimer: () => () => undefined,
    now: () => 0,
  });
  window.refresh(1000, CAPACITY);
  await Promise.resolve().then(() => new Promise(setImmediate));
  const group = GROUPS[2]!;
  // As choosing a group does.
  window.look({ from: 2000, bytes: 1000 });
  for (let press = 0; press < 4; press++) {
    pressBeltKey('+', { window, blocks: GROUPS, pointedAt: pointAt(group) });
  }
  const { from, bytes } = window.span;
  expect(bytes).toBeLessThan(100);
  // The sixth of its ten files, from 2,500 to 2,600.
  expect(from).toBeLessThanOrEqual(2550);
  expect(from + bytes).toBeGreaterThanOrEqual(2550);
});
