import { randomInt } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { requireBuiltCli } from '../../harness/fifolio.ts';
import { Resources } from '../../harness/resources.ts';
import { FAULTS } from './faults.ts';
import { tryFault } from './try-fault.ts';

const TIMES = 2;
const TIMEOUT_MS = 120_000;

requireBuiltCli();
const resources = new Resources();
afterAll(() => resources.dispose());

/** Each fault a few times; `npm run faults` causes them often, and measures what it costs others. */
describe('nothing is lost, and others are served, when', () => {
  for (const fault of FAULTS) {
    const { name, unavailable } = fault;
    const seed = randomInt(1e9);
    it.skipIf(unavailable !== undefined)(
      `${name}, seed ${seed}${unavailable === undefined ? '' : ` (${unavailable})`}`,
      { timeout: TIMEOUT_MS },
      async () => {
        const options = { times: TIMES, seed, size: 'small', compares: false } as const;
        const { losses } = await tryFault(fault, resources, options);
        expect(losses).toEqual([]);
      },
    );
  }
});
