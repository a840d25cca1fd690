import { fc, test } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { failureOf } from '../../../shared/failure.ts';
import { failureSentence } from '../../../shared/failure-sentences.ts';
import { budgetDescriptors } from './descriptor-budget.ts';

const server = { open: 22, threads: 2, ports: 1 };

it.each([
  [256, { maxConnections: 99, connectionCeiling: 183, fileCeiling: 232 }],
  [120, { maxConnections: 31, connectionCeiling: 81, fileCeiling: 96 }],
  [62, { maxConnections: 2, connectionCeiling: 37, fileCeiling: 38 }],
  [Infinity, { maxConnections: Infinity, connectionCeiling: Infinity, fileCeiling: Infinity }],
])('of %d descriptors', (limit, budget) => {
  expect(budgetDescriptors({ ...server, limit })).toEqual(budget);
});

it.each([24, 61])('refuses %d descriptors, and says how many are enough', (limit) => {
  expect(refusalOf({ ...server, limit })).toBe(
    `This program may have ${limit} files open at once, which is too few for a server with 2 threads. Allow 62 or more (ulimit -n), or use fewer threads.`,
  );
});

it('has no number where no descriptor is left', () => {
  expect(refusalOf({ ...server, open: Infinity, limit: 24 })).toMatch(/Allow more/);
});

test.prop([
  fc.integer({ min: 20, max: 200_000 }),
  fc.integer({ min: 1, max: 64 }),
  fc.integer({ min: 0, max: 20 }),
])('leaves what each thread may open before it looks at a number', (limit, threads, ports) => {
  let budget;
  try {
    budget = budgetDescriptors({ limit, open: 21, threads, ports });
  } catch {
    return;
  }
  const { maxConnections, connectionCeiling, fileCeiling } = budget;
  const own = 21 + threads * (5 + ports);
  expect(limit - fileCeiling).toBeGreaterThanOrEqual(6 * threads);
  expect(connectionCeiling).toBeLessThan(fileCeiling);
  expect(maxConnections).toBeGreaterThanOrEqual(1);
  expect(own + maxConnections).toBeLessThanOrEqual(connectionCeiling);
});

function refusalOf(wanted: Parameters<typeof budgetDescriptors>[0]): string {
  try {
    budgetDescriptors(wanted);
  } catch (error) {
    return failureSentence(failureOf(error));
  }
  throw new Error('it was enough');
}
