import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { expect, test } from '../fixtures.ts';
import { collectOutput, ended } from '../support/child.ts';

const root = resolve(import.meta.dirname, '../..');

test('npm start shows the panel where there is no display, and ends with Ctrl-C', async ({
  folder,
  page,
}) => {
  test.skip(process.platform !== 'linux', 'only Linux can be without a display');
  const child = spawn(
    process.execPath,
    [resolve(root, 'scripts/start.ts'), '--data-dir', join(folder, 'data')],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DISPLAY: undefined, WAYLAND_DISPLAY: undefined },
    },
  );
  const output = collectOutput(child);
  await expect.poll(output, { timeout: 30_000 }).toMatch(/There is no display here, so .*http:\S+/);
  await page.goto(/http:\S+/.exec(output())![0]);
  await expect(page.getByRole('button', { name: 'Start server' })).toBeVisible();
  child.kill('SIGINT');
  expect(await ended(child)).toBe(0);
});
