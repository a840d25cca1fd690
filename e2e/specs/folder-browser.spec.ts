import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

/** Holds back what the host answers once it is told to, as a slow disk would. */
async function holdAnswers(page: Page): Promise<{ hold: () => void; release: () => void }> {
  let held: (() => void)[] | undefined;
  await page.routeWebSocket(/.*/, (panel) => {
    const host = panel.connectToServer();
    host.onMessage((message) => {
      if (held !== undefined && String(message).includes('"result"')) {
        held.push(() => panel.send(message));
      } else panel.send(message);
    });
  });
  await page.reload();
  return {
    hold: () => {
      held = [];
    },
    release: () => {
      for (const send of held ?? []) send();
      held = undefined;
    },
  };
}

test.beforeEach(async ({ folder }) => {
  await mkdir(join(folder, 'inside'));
});

test('a path typed over the first folder as it appears is that path alone', async ({
  panel,
  serve,
  folder,
}) => {
  const answers = await holdAnswers(panel);
  await expect(serve.status).toContainText('Stopped');
  answers.hold();
  await serve.card.getByRole('button', { name: 'Choose…' }).click();
  const path = panel.getByRole('dialog').getByRole('textbox', { name: 'Path' });
  await expect(path).toBeFocused();
  await path.press('ControlOrMeta+a');
  answers.release();
  await expect(path).not.toHaveValue('');
  await panel.keyboard.insertText(folder);
  await expect(path).toHaveValue(folder);
});

test('what is typed while a folder is being read stays', async ({ panel, serve, folder }) => {
  const answers = await holdAnswers(panel);
  await serve.card.getByRole('button', { name: 'Choose…' }).click();
  const dialog = panel.getByRole('dialog');
  const path = dialog.getByRole('textbox', { name: 'Path' });
  await expect(path).not.toHaveValue('');
  await path.fill(folder);
  answers.hold();
  await dialog.getByRole('button', { name: 'Go' }).click();
  const further = join(folder, 'inside');
  await path.fill(further);
  answers.release();
  await expect(dialog.getByRole('option', { name: 'inside' })).toBeVisible();
  await expect(path).toHaveValue(further);
});
