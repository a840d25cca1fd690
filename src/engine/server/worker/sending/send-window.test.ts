import { expect, test } from 'vitest';
import { MIB } from '../../../../shared/units.ts';
import { SendWindow } from './send-window.ts';

/** Sends one window after the other, each taken by the client in so many milliseconds. */
async function windowsAfter(...durationsMs: number[]): Promise<number[]> {
  let nowMs = 0;
  const window = new SendWindow(() => nowMs);
  const sizes = [window.bytes / MIB];
  for (const durationMs of durationsMs) {
    const sent = Promise.withResolvers<undefined>();
    const timed = window.time(sent.promise.then(() => undefined));
    nowMs += durationMs;
    sent.resolve(undefined);
    await timed;
    sizes.push(window.bytes / MIB);
  }
  return sizes;
}

test('begins with one piece and doubles up to a bound while the client keeps up', async () => {
  expect(await windowsAfter(1, 1, 1, 1, 1)).toEqual([1, 2, 4, 8, 8, 8]);
});

test('falls back to one piece when the client falters', async () => {
  expect(await windowsAfter(1, 1, 500, 1)).toEqual([1, 2, 4, 1, 2]);
});

test('stays as it was when sending fails', async () => {
  const window = new SendWindow();
  await expect(window.time(Promise.reject(new Error('reset')))).rejects.toThrow('reset');
  expect(window.bytes).toBe(MIB);
});
