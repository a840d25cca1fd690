import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';
import { makeFile } from '../support/files.ts';
import { freePort } from '../support/free-port.ts';
import { fetchWithClient } from '../support/programs.ts';

const MIB = 1024 * 1024;

test('the log can be paused and saved, and folds what made room', async ({
  serve,
  app,
  folder,
}) => {
  // Many megabytes, and programs, on what may be a busy computer.
  test.slow();
  const shared = join(folder, 'shared');
  for (const name of ['a.bin', 'b.bin', 'c.bin', 'd.bin', 'e.bin', 'last.bin'])
    await makeFile(shared, name, 30 * MIB);
  const port = await freePort();
  await serve.chooseFolder(shared);
  await serve.setPorts(port);
  await serve.start();
  for (const name of ['a.bin', 'b.bin', 'c.bin', 'd.bin', 'e.bin'])
    await fetchWithClient(port, name, folder);

  const folded = serve.log.getByRole('row', { name: /\d evicted to make room/ });
  // Three were evicted; if a minute ended meanwhile, they are in two rows.
  await expect(
    serve.log.getByRole('row').filter({ hasText: 'evicted to make room' }),
  ).not.toHaveCount(3);
  await folded.first().getByRole('button').click();
  await expect(folded.first()).toHaveAttribute('aria-expanded', 'true');
  await expect(serve.log.getByRole('row', { level: 2 }).first()).toContainText('30 MiB');
  await serve.log.press('ArrowUp');
  await folded.first().getByRole('button').click();

  await serve.activity.getByRole('button', { name: 'Pause the log' }).click();
  await fetchWithClient(port, 'last.bin', folder);
  await expect(serve.activity).toContainText(/Paused, [1-9]\d* new/);
  await expect(serve.log).not.toContainText('last.bin');

  if (app.kind !== 'electron') {
    for (const [choice, beginning] of [
      ['Save as CSV…', 'time,type,'],
      ['Save as JSON…', '[\n'],
    ] as const) {
      const saved = serve.page.waitForEvent('download');
      await serve.activity.getByRole('button', { name: 'Copy or save the log' }).click();
      await serve.page.getByRole('menuitem', { name: choice }).click();
      const download = await saved;
      expect(download.suggestedFilename()).toMatch(/^fifolio-log-.*\.(csv|json)$/);
      const text = await readFile(await download.path(), 'utf8');
      expect(text.startsWith(beginning)).toBe(true);
      expect(text).toContain('entryEvicted');
    }
  }
  await serve.activity.getByRole('button', { name: 'Continue the log' }).click();
  await expect(serve.activity).not.toContainText('Paused');
});
