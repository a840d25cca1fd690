import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WireClient } from '../../harness/wire-client.ts';
import { expect, test } from '../fixtures.ts';
import { expectAccessible } from '../support/accessible.ts';
import { freePort } from '../support/free-port.ts';

const MIB = 1024 * 1024;
/** More than the cache of 64 MiB, and less than twice that. */
const FILES = 30;
const FILE_BYTES = 3 * MIB;

test('says what another rule or more memory would have done', async ({ app, serve, folder }) => {
  // Axe looks twice at everything.
  test.slow();
  const { page } = serve;
  const shared = join(folder, 'shared');
  await mkdir(shared);
  for (let at = 0; at < FILES; at++) {
    const path = join(shared, `${at}.bin`);
    await writeFile(path, '');
    await truncate(path, FILE_BYTES);
  }
  const port = await freePort();
  await serve.chooseFolder(shared);
  await serve.setPorts(port);
  await serve.start();
  const card = page.getByRole('region', { name: 'What if' });
  await expect(card).toHaveCount(0);

  // Round and round: with FIFO, each file leaves just before it is asked for again.
  const client = await WireClient.connect(port);
  for (let request = 0; request < 4 * FILES; request++) {
    client.ask({ op: 'get', name: `${request % FILES}.bin` });
    const header = await client.readJson();
    await client.readBytes(header['length'] as number);
    await client.readLine();
  }
  client.close();

  await expect(card).toContainText(
    /With [\w-]+, \d+ % more of the bytes would have come from memory; with 128 MiB, 75 %\./,
  );
  const details = card.getByRole('button', { name: 'Compare' });
  await expect(details).toHaveAttribute('aria-expanded', 'false');
  await details.press('Enter');
  await expect(details).toHaveAttribute('aria-expanded', 'true');
  await expect(card).toContainText(
    `${4 * FILES} requests replayed. The replayed FIFO equals this cache, request by request.`,
  );
  await expect(card.getByRole('row', { name: /^FIFO.*this cache/ })).toContainText('0.0 %');
  await expect(card.getByRole('row', { name: /^128 MiB/ })).toContainText('75.0 %');
  await expect(card.getByRole('row', { name: /^SIEVE/ })).toBeVisible();

  const recent = card.getByRole('radio', { name: 'Last 10,000' });
  await recent.press('ArrowRight');
  await expect(card.getByRole('radio', { name: 'Since the start' })).toBeChecked();
  await expect(card.getByRole('row', { name: /^128 MiB/ })).toContainText('75.0 %');

  await card.getByRole('button', { name: 'Curve' }).press('Enter');
  const curve = card.getByRole('img', { name: /^Miss ratio of FIFO by size/ });
  await expect(curve).toHaveAccessibleName(/128 MiB: 25 % of requests, 25 % of bytes missed/);
  await expect(curve.locator('canvas')).toBeVisible();
  await expectAccessible(app);

  for (const size of [
    { width: 720, height: 520 },
    { width: 1180, height: 760 },
  ]) {
    await page.setViewportSize(size);
    const overflow = await card.evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(overflow).toBe(0);
  }
});
