import { expect, test } from 'vitest';
import { runScript } from './run-script.ts';

test('the demo does its main job and verifies every byte of it', async () => {
  const { code, output } = await runScript('scripts/demo.ts');
  expect(output).not.toMatch(/differs|not ok/);
  expect(code).toBe(0);
}, 120_000);
