import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';
import { expectAccessible } from '../support/accessible.ts';
import { makeFile } from '../support/files.ts';
import { freePort } from '../support/free-port.ts';
import { fetchWithClient } from '../support/programs.ts';

test('three steps tick themselves, and are gone for good', async ({ serve, folder }) => {
  const { page } = serve;
  const path = page.getByRole('region', { name: 'First steps' });
  const steps = path.getByRole('listitem');
  const current = path.locator('[aria-current=step]');
  await expect(steps).toHaveCount(3);
  await expect(current).toContainText('Choose a folder');
  await expectAccessible(serve.app);

  const shared = join(folder, 'shared');
  await makeFile(shared, 'a.bin', 1000);
  const port = await freePort();
  await serve.chooseFolder(shared);
  await expect(steps.nth(0)).toContainText('done');
  await expect(current).toContainText('Start the server');
  await serve.setPorts(port);
  await serve.start();
  await expect(current).toContainText('Open its address');
  // Who looks again in the middle is still on the way.
  await page.reload();
  await expect(current).toContainText('Open its address');
  await expect(path).toContainText('choose “My network”');

  await fetchWithClient(port, 'a.bin', folder);
  await expect(steps.filter({ hasText: 'done' })).toHaveCount(3);
  await expect(path).toBeHidden();
  await page.reload();
  await expect(serve.stopButton).toBeVisible();
  await expect(path).toBeHidden();
});

test('they can be dismissed', async ({ serve }) => {
  const { page } = serve;
  const path = page.getByRole('region', { name: 'First steps' });
  await path.getByRole('button', { name: 'Hide the first steps' }).press('Enter');
  await expect(path).toBeHidden();
  await page.reload();
  await expect(serve.startButton).toBeVisible();
  await expect(path).toBeHidden();
});
