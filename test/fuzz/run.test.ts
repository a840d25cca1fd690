import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { play, type Failure } from './play.ts';
import { targets } from './planted-targets.ts';
import { report } from './report.ts';
import { run, type RunOptions } from './run.ts';
import { newState, readState, type State } from './state.ts';

const SEED = 7;
const INPUTS = 300;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fifolio-fuzz-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function runPlanted(state: State, changes: Partial<RunOptions> = {}): Promise<Failure[]> {
  await run({
    state,
    stateFile: join(folder, 'state.json'),
    targetsModule: new URL('./planted-targets.ts', import.meta.url),
    minutes: Number.POSITIVE_INFINITY,
    inputs: INPUTS,
    processes: 2,
    hangMs: 20_000,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...changes,
  });
  return Object.values(state.failures);
}

/** Where a target must fail, by looking at each input by itself. */
function valueAt(name: string, index: number): Promise<number> {
  return targets[name]!.load().then((target) => inputOf(target, index));
}

async function inputOf(
  target: Awaited<ReturnType<(typeof targets)[string]['load']>>,
  index: number,
): Promise<number> {
  const { Random } = await import('./make/random.ts');
  return target.prepare(new Random(target.name, SEED, index)).input as number;
}

it('counts every input once, and fails none that is sound', async () => {
  const state = newState(SEED, ['sound']);
  expect(await runPlanted(state)).toEqual([]);
  expect(state.targets['sound']).toMatchObject({ accepted: INPUTS, failed: 0, unfinished: [] });
  expect(readState(join(folder, 'state.json'))).toEqual(state);
});

it('finds what throws, tells alike failures once, and how to see one again', async () => {
  const state = newState(SEED, ['throwing']);
  const [failure, ...others] = await runPlanted(state);
  expect(others).toEqual([]);
  expect(failure).toMatchObject({ target: 'throwing', kind: 'property', seed: SEED });
  expect(state.targets['throwing']!.failed).toBeGreaterThan(1);
  const { index } = failure!;
  expect(await play(await targets['throwing']!.load(), SEED, index)).toMatchObject({
    message: failure!.message,
    input: String(await valueAt('throwing', index)),
  });
  expect(report(state)).toContain(`npm run fuzz -- --target throwing --seed 7 --at ${index}`);
});

it('finds the input at which a process died, and goes on behind it', async () => {
  const state = newState(SEED, ['crashing']);
  const failures = await runPlanted(state);
  expect(failures).toHaveLength(1);
  expect(failures[0]).toMatchObject({ kind: 'crash' });
  expect(failures[0]!.message).toContain('exit code 3');
  expect(await valueAt('crashing', failures[0]!.index)).toBeLessThan(10);
  const { accepted, failed, unfinished } = state.targets['crashing']!;
  expect(failed).toBeGreaterThan(0);
  expect({ all: accepted + failed, unfinished }).toEqual({ all: INPUTS, unfinished: [] });
});

it('ends a process that does not come to an end, and goes on behind its input', async () => {
  const state = newState(SEED, ['hanging']);
  const failures = await runPlanted(state, { hangMs: 5_000, inputs: 200 });
  expect(failures).toHaveLength(1);
  expect(failures[0]).toMatchObject({ kind: 'hang' });
  expect(await valueAt('hanging', failures[0]!.index)).toBeLessThan(5);
  const { accepted, failed } = state.targets['hanging']!;
  expect(accepted + failed).toBe(200);
});

it('finds what was left behind at the end', async () => {
  const [failure, ...others] = await runPlanted(newState(SEED, ['leaking']));
  expect(others).toEqual([]);
  expect(failure).toMatchObject({ target: 'leaking', kind: 'crash' });
  expect(failure!.stack).toContain('something was left behind');
});

it('finds an input that takes far too long', async () => {
  const [failure] = await runPlanted(newState(SEED, ['slow']));
  expect(failure).toMatchObject({ kind: 'slow' });
  expect(await valueAt('slow', failure!.index)).toBeLessThan(10);
});

it('goes on where a run was stopped, with the same inputs', async () => {
  const atOnce = newState(SEED, ['throwing', 'sound']);
  await runPlanted(atOnce);
  const inTwo = newState(SEED, ['throwing', 'sound']);
  await runPlanted(inTwo, { inputs: INPUTS / 3 });
  // As if it had been stopped with a range in hand.
  const left = inTwo.targets['sound']!;
  left.unfinished.push({ from: 10, count: 20 });
  left.accepted -= 20;
  const resumed = structuredClone(inTwo);
  await runPlanted(resumed);
  for (const name of ['throwing', 'sound']) {
    const { accepted, failed, unfinished } = atOnce.targets[name]!;
    expect(resumed.targets[name]).toMatchObject({ accepted, failed, unfinished });
  }
});

it('stops when it is told to, and keeps what it has', async () => {
  const state = newState(SEED, ['sound']);
  await runPlanted(state, { signal: AbortSignal.abort() });
  expect(readState(join(folder, 'state.json')).targets['sound']).toMatchObject({ next: 0 });
});
