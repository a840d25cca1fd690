import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { readState, type State } from './state.ts';
import { targets } from './targets.ts';

const SEED = '1';
const TIMEOUT_MS = 240_000;

/** The command itself, as a person runs it, but for few inputs and always the same ones. */
async function fuzz(
  args: readonly string[],
): Promise<{ readonly output: string; readonly state: State }> {
  const folder = mkdtempSync(join(tmpdir(), 'fifolio-fuzz-'));
  const stateFile = join(folder, 'state.json');
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [
      join(import.meta.dirname, 'main.ts'),
      ...['--seed', SEED, '--state', stateFile, ...args],
    ]).catch((error: unknown) => {
      // Its output says what failed, and how to see it again.
      const { stdout: output, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`${output}\n${stderr}`);
    });
    return { output: stdout, state: readState(stateFile) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What is never accepted, or never refused, is tested less than it seems. */
function expectBothVerdicts(state: State): void {
  for (const [name, { accepted, refused, failed }] of Object.entries(state.targets)) {
    expect({ name, isAccepted: accepted > 0, isRefused: refused > 0, failed }).toEqual({
      name,
      isAccepted: true,
      isRefused: true,
      failed: 0,
    });
  }
}

it(
  'nothing fails for twenty thousand inputs',
  async () => {
    const { output, state } = await fuzz(['--inputs', '20000']);
    expect(Object.keys(state.targets)).toEqual(
      Object.keys(targets).filter((name) => !targets[name]!.onlyByName),
    );
    expectBothVerdicts(state);
    expect(output).toMatch(/^all +20,\d{3} /m);
  },
  TIMEOUT_MS,
);

it(
  'nothing fails in HTTP, beside the parser of Node',
  async () => {
    const { state } = await fuzz(['--target', 'http-requests', '--inputs', '4000']);
    expectBothVerdicts(state);
  },
  TIMEOUT_MS,
);

it(
  'nothing fails over sockets, nor in the cache when threads are killed',
  async () => {
    const { state } = await fuzz([
      ...['--target', 'server-sockets', '--target', 'client-sockets'],
      ...['--inputs', '80'],
    ]);
    const { state: accessState } = await fuzz([
      ...['--target', 'client-hello', '--target', 'client-access'],
      ...['--inputs', '80'],
    ]);
    const { state: cacheState } = await fuzz(['--target', 'cache', '--inputs', '8']);
    const all = { ...state.targets, ...accessState.targets, ...cacheState.targets };
    for (const { accepted, failed } of Object.values(all)) {
      expect({ isAccepted: accepted > 0, failed }).toEqual({ isAccepted: true, failed: 0 });
    }
    const { counts } = cacheState.targets['cache']!;
    expect(counts['kills']).toBeGreaterThan(0);
    expect(counts['operations']).toBeGreaterThan(0);
  },
  TIMEOUT_MS,
);

it('says what is wrong with its arguments', async () => {
  await expect(fuzz(['--target', 'nothing'])).rejects.toThrow(/There is no target "nothing"/);
  await expect(fuzz(['--at', '5'])).rejects.toThrow(/--at needs one --target/);
  await expect(fuzz(['--minutes', 'x'])).rejects.toThrow(/--minutes takes a number/);
});
