import { setTimeout as pause } from 'node:timers/promises';
import { target, type Verdict } from './target.ts';
import type { ListedTarget } from './targets.ts';

/* Targets with faults in them, which a run must find. The input is a number below 1000. */

type Check = (value: number) => Verdict | Promise<Verdict>;

const BUDGET_MS = 300;

function planted(name: string, check: Check, finish?: () => Promise<void>): ListedTarget {
  const parts = {
    budgetMs: BUDGET_MS,
    make: (random: { below: (end: number) => number }) => random.below(1000),
    check,
    ...(finish === undefined ? {} : { finish }),
  };
  return { share: 50, load: () => Promise.resolve(target<number>(name, parts)) };
}

export const targets: Readonly<Record<string, ListedTarget>> = {
  sound: planted('sound', () => 'accepted'),
  throwing: planted('throwing', (value) => {
    if (value < 30) throw new RangeError(`${value} is below 30`);
    return 'accepted';
  }),
  crashing: planted('crashing', (value) => {
    if (value < 10) process.exit(3);
    return 'accepted';
  }),
  hanging: planted('hanging', async (value): Promise<Verdict> => {
    while (value < 5) await pause(1);
    return 'accepted';
  }),
  leaking: planted(
    'leaking',
    () => 'accepted',
    () => Promise.reject(new Error('something was left behind')),
  ),
  slow: planted('slow', async (value): Promise<Verdict> => {
    if (value < 10) await pause(BUDGET_MS + 100);
    return 'accepted';
  }),
};
