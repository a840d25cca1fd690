import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { watchIdentity } from './identity-watch.ts';
import type { TlsIdentity } from './tls-key-pair.ts';

const identity = (certificate: string): TlsIdentity => ({
  key: 'key',
  certificate,
  fingerprint: 'print',
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A watch over what `source` says, and what it did, in words. */
function watched(source: { now: TlsIdentity | Error }): {
  readonly told: string[];
  readonly look: () => Promise<void>;
  readonly end: () => void;
} {
  const told: string[] = [];
  const end = watchIdentity({
    current: identity('first'),
    load: () => {
      if (source.now instanceof Error) throw source.now;
      return source.now;
    },
    use: async ({ certificate }) => {
      if (certificate === 'unusable') throw new Error('unusable');
      told.push(`use ${certificate}`);
      await Promise.resolve();
    },
    onChanged: ({ certificate }) => told.push(`changed to ${certificate}`),
    onProblem: (error) => told.push(`problem: ${(error as Error).message}`),
    intervalMs: 1000,
  });
  onTestFinished(end);
  return {
    told,
    look: async () => {
      vi.advanceTimersByTime(1000);
      await nextTurn();
    },
    end,
  };
}

it('uses what is new, once', async () => {
  const source: { now: TlsIdentity | Error } = { now: identity('first') };
  const { told, look, end } = watched(source);
  await look();
  expect(told).toEqual([]);
  source.now = identity('second');
  await look();
  await look();
  expect(told).toEqual(['use second', 'changed to second']);
  end();
  source.now = identity('third');
  await look();
  expect(told).toHaveLength(2);
});

it('goes on with what it has where the new one is unusable, and says so once', async () => {
  const source: { now: TlsIdentity | Error } = { now: new Error('half written') };
  const { told, look } = watched(source);
  await look();
  await look();
  source.now = identity('unusable');
  await look();
  await look();
  expect(told).toEqual(['problem: half written', 'problem: unusable']);
  source.now = identity('second');
  await look();
  source.now = new Error('half written');
  await look();
  expect(told.slice(2)).toEqual(['use second', 'changed to second', 'problem: half written']);
});
