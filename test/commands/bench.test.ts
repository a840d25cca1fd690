import { expect, test } from 'vitest';
import { runScript } from './run-script.ts';

test('the benchmark runs through all its rows', async () => {
  const { code, output } = await runScript('bench/run.ts', '--smoke');
  expect(output).toMatch(/1 MiB/);
  expect(code, output).toBe(0);
}, 300_000);
