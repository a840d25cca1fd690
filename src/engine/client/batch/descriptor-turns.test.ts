import { setImmediate as turn } from 'node:timers/promises';
import { fc, test } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { DescriptorTurns } from './descriptor-turns.ts';

test.prop([
  fc.integer({ min: 1, max: 12 }),
  fc.integer({ min: 1, max: 12 }),
  fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 40 }),
])('does everything with %d descriptors', async (descriptors, lanes, pieces) => {
  const turns = new DescriptorTurns();
  let open = 0;
  const done: number[] = [];
  const queue = pieces.entries();
  const work = (piece: number, turnsNeeded: number) => async (): Promise<'done' | 'short'> => {
    if (open === descriptors) return 'short';
    open += 1;
    for (let at = 0; at < turnsNeeded; at++) await turn();
    open -= 1;
    done.push(piece);
    return 'done';
  };
  const lane = async (): Promise<void> => {
    for (const [piece, turnsNeeded] of queue) {
      const outcome = await turns.attempt(work(piece, turnsNeeded), (end) => end === 'short');
      expect(outcome).toBe('done');
      if (turns.handOver()) return;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  expect(done.sort((a, b) => a - b)).toEqual(pieces.map((_, piece) => piece));
});

it('gives up what fails even alone, and all of the others then', async () => {
  const turns = new DescriptorTurns();
  const lane = async (): Promise<string> => {
    const outcome = await turns.attempt(
      () => turn('short'),
      () => true,
    );
    turns.handOver();
    return outcome;
  };
  expect(await Promise.all([lane(), lane(), lane()])).toEqual(['short', 'short', 'short']);
});
