import { expect, it, vi } from 'vitest';
import { Load } from './load.ts';
import { Tally } from './tally.ts';

it('counts what fails, goes on, and waits for what is under way', async () => {
  const tally = new Tally();
  const slow = Promise.withResolvers<undefined>();
  const isOver = vi.fn(() => tally.total('faults') >= 3);
  const load = new Load(
    [
      { kind: 'failing', perSecond: 100, atMost: 1, run: () => Promise.reject(new Error('no')) },
      { kind: 'slow', perSecond: 100, atMost: 1, run: () => slow.promise },
    ],
    tally,
  );
  let hasEnded = false;
  const ended = load.runFor(3600, isOver).then(() => {
    hasEnded = true;
  });
  await vi.waitFor(() => expect(isOver).toHaveLastReturnedWith(true), { timeout: 20_000 });
  expect(hasEnded).toBe(false);
  slow.resolve(undefined);
  await ended;
  expect(tally.counts.get('failing')?.faults).toBeGreaterThanOrEqual(3);
  expect(tally.counts.get('slow')?.held).toBeGreaterThan(0);
  expect(tally.faults[0]).toMatchObject({ kind: 'failing', message: 'no' });
});
