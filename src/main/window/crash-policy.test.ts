import { expect, it } from 'vitest';
import { CrashPolicy } from './crash-policy.ts';

const RELOAD = { kind: 'reload', afterMs: 1000 };

it('reloads three times a minute, then gives up once', () => {
  let now = 0;
  const policy = new CrashPolicy(() => now);
  for (const at of [0, 10_000, 59_000]) {
    now = at;
    expect(policy.decide('crashed')).toEqual(RELOAD);
  }
  now = 59_999;
  expect(policy.decide('oom')).toEqual({ kind: 'give-up' });
  expect(policy.decide('crashed')).toEqual({ kind: 'none' });
});

it('goes on reloading a page that crashes now and then', () => {
  let now = 0;
  const policy = new CrashPolicy(() => now);
  for (const reason of ['crashed', 'oom', 'killed', 'abnormal-exit', 'memory-eviction'] as const) {
    expect(policy.decide(reason)).toEqual(RELOAD);
    now += 20_000;
  }
});

it.each(['launch-failed', 'integrity-failure'] as const)('never reloads after %s', (reason) => {
  expect(new CrashPolicy(() => 0).decide(reason)).toEqual({ kind: 'give-up' });
});

it('does nothing about an end in order', () => {
  expect(new CrashPolicy(() => 0).decide('clean-exit')).toEqual({ kind: 'none' });
});
