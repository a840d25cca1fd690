import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';
import {
  openFakeElectron,
  startFakeElectron,
  type FakeElectronApp,
} from '../hosts/fake-electron-app.ts';
import { ServePane } from '../pages/serve-pane.ts';
import { makeFile } from '../support/files.ts';
import { freePort } from '../support/free-port.ts';
import { fetchWithClient } from '../support/programs.ts';

test.skip(
  ({ appKind }) => appKind !== 'fake-electron',
  'Electron cannot be told that it is packaged; there it is tried by hand',
);

/** Opens the settings by the menu, and chooses what is to happen when the user signs in. */
async function choose(app: FakeElectronApp, choice: string): Promise<void> {
  await app.chooseInMenu('open-settings');
  const dialog = app.page.getByRole('dialog', { name: 'Settings' });
  const group = dialog.getByRole('radiogroup', { name: 'When you sign in to this computer' });
  await group.getByText(choice, { exact: true }).click();
  await expect(group.getByRole('radio', { name: choice })).toBeChecked();
  await app.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

test('an app that is not packaged does not offer it', async ({ serve, app }) => {
  await expect(serve.startButton).toBeVisible();
  await (app as FakeElectronApp).chooseInMenu('open-settings');
  const dialog = serve.page.getByRole('dialog', { name: 'Settings' });
  await expect(dialog.getByRole('radiogroup', { name: 'Appearance' })).toBeVisible();
  await expect(dialog.getByText('When you sign in to this computer')).toHaveCount(0);
});

test('the system is told to start the app, which then serves without a window', async ({
  browser,
  folder,
}) => {
  const data = join(folder, 'data');
  const shared = join(folder, 'shared');
  await makeFile(shared, 'a.bin', 1000);
  const port = await freePort();
  const environment = { XDG_CONFIG_HOME: join(folder, 'config'), APPIMAGE: '/apps/Fifolio 1' };
  const app = await openFakeElectron(browser, data, { words: ['--fake-packaged'], environment });
  const serve = new ServePane(app);
  await serve.chooseFolder(shared);
  await serve.setPorts(port);
  await serve.start();
  await choose(app, 'Serve as last time');
  const file = join(environment.XDG_CONFIG_HOME, 'autostart', 'fifolio-desktop.desktop');
  const registrations = async (): Promise<string[]> => {
    const { calls } = await app.browserSide.desktop<{ calls: string[] }>('look');
    return calls.filter((call) => call.startsWith('setLoginItemSettings'));
  };
  if (process.platform === 'linux') {
    expect(await readFile(file, 'utf8')).toContain('Exec="/apps/Fifolio 1" --at-login\n');
  } else expect(await registrations()).toEqual([expect.stringContaining('"openAtLogin":true')]);
  await app.close();

  const words = ['--fake-packaged', '--at-login'];
  const started = await startFakeElectron(browser, data, { words, environment });
  await expect
    .poll(
      async () => (await started.browserSide.desktop<{ trayToolTip?: string }>('look')).trayToolTip,
    )
    .toContain(`Serving on port ${port}`);
  expect(await started.windowCount()).toBe(0);
  await fetchWithClient(port, 'a.bin', folder);
  await started.startAgain();
  const again: FakeElectronApp = { ...started, page: await started.currentPage() };
  await choose(again, 'Do nothing');
  if (process.platform === 'linux') await expect(access(file)).rejects.toThrow('ENOENT');
  await again.close();
});

test('where the system refuses, the setting is as before, and the reason is shown', async ({
  browser,
  folder,
}) => {
  test.skip(process.platform !== 'linux', 'only on Linux is it a file, which can be in the way');
  const config = join(folder, 'config');
  await makeFile(config, 'autostart', 1);
  const app = await openFakeElectron(browser, join(folder, 'data'), {
    words: ['--fake-packaged'],
    environment: { XDG_CONFIG_HOME: config },
  });
  await app.chooseInMenu('open-settings');
  const group = app.page.getByRole('radiogroup', { name: 'When you sign in to this computer' });
  await group.getByText('Open Fifolio', { exact: true }).click();
  await expect
    .poll(async () => (await app.browserSide.desktop<{ errors: string[] }>('look')).errors)
    .toEqual([expect.stringMatching(/^Starting Fifolio with the system could not be changed: E/)]);
  await expect(group.getByRole('radio', { name: 'Do nothing' })).toBeChecked();
  await app.close();
});
