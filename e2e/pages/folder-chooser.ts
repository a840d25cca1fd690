import { expect, type Locator } from '@playwright/test';
import type { RunningApp } from '../hosts/running-app.ts';

/** Chooses a folder by a button that asks for one: in the system's dialog, or in the panel's browser. */
export async function chooseFolder(
  app: RunningApp,
  button: Locator,
  folder: string,
): Promise<void> {
  if (app.answerFolderDialog !== undefined) {
    await app.answerFolderDialog(folder);
    await button.click();
    return;
  }
  await button.click();
  const dialog = app.page.getByRole('dialog');
  const path = dialog.getByRole('textbox', { name: 'Path' });
  await path.fill(folder);
  // Not Enter: a form is not submitted by it while its button is still disabled.
  const go = dialog.getByRole('button', { name: 'Go' });
  await go.click();
  // What was typed is shown now; until then the folder shown is the one before.
  await expect(go).toBeDisabled();
  await expect(path).toHaveValue(folder);
  await dialog.getByRole('button', { name: 'Choose this folder' }).click();
  await dialog.waitFor({ state: 'hidden' });
}
