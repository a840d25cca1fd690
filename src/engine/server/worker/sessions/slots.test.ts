import { expect, it } from 'vitest';
import { Slots } from './slots.ts';

it('lets so many pieces of work go on at once, and the others in order, whatever becomes of those before', async () => {
  const slots = new Slots(2);
  const begun: number[] = [];
  const ends = Array.from({ length: 4 }, () => Promise.withResolvers<number>());
  const results = ends.map(({ promise }, at) =>
    slots.use(() => {
      begun.push(at);
      return promise;
    }),
  );
  expect(begun).toEqual([0, 1]);
  ends[1]!.reject(new Error('failed'));
  await expect(results[1]).rejects.toThrow('failed');
  expect(begun).toEqual([0, 1, 2]);
  for (const at of [0, 2, 3]) ends[at]!.resolve(at);
  expect(await Promise.all([results[0], results[2], results[3]])).toEqual([0, 2, 3]);
  expect(await slots.use(() => Promise.resolve('free again'))).toBe('free again');
});
