import { expect, test } from 'vitest';
import { runScript } from '../commands/run-script.ts';

test('two minutes of everything at once leave a server as it was', async () => {
  const { code, output } = await runScript('test/soak/run.ts', '--minutes', '2');
  expect(output).toContain('requests (');
  expect(code, output).toBe(0);
}, 600_000);
