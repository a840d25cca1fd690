import { panel } from '../../src/shared/locales/en/for-panel.ts';
import { desktop as german } from '../../src/shared/locales/de/desktop.ts';
import { join } from 'node:path';
import { expect, test as base } from '../fixtures.ts';
import type { FakeElectronApp } from '../hosts/fake-electron-app.ts';
import type { DesktopApp } from '../hosts/running-app.ts';
import { chooseLanguage } from '../support/choose-language.ts';
import { makeFile } from '../support/files.ts';
import { freePort } from '../support/free-port.ts';
import { fetchWithClient, startServerProcess } from '../support/programs.ts';

const test = base.extend<{ desktop: DesktopApp }>({
  desktop: async ({ app }, use) => {
    // The project `panel` does not run this file.
    await use(app as DesktopApp);
  },
});

test('the page gets one thing, and nothing of Node', async ({ serve }) => {
  const exposed = await serve.page.evaluate(() => ({
    bridge: Object.keys((window as unknown as { fifolio: object }).fifolio),
    node: ['require', 'process', 'module', 'Buffer', 'ipcRenderer'].filter((n) => n in window),
  }));
  expect(exposed).toEqual({ bridge: ['openTransport', 'pathOf'], node: [] });
});

test('the page cannot navigate away, open windows or load from elsewhere', async ({ desktop }) => {
  const { page } = desktop;
  const before = page.url();
  await page.evaluate(() => {
    location.href = 'https://attacker.example/';
  });
  await expect
    .poll(() => desktop.refusedNavigations())
    .toContainEqual(expect.stringContaining('https://attacker.example/'));
  expect(page.url()).toBe(before);
  await page.evaluate(() => {
    window.open('https://attacker.example/window');
  });
  await expect.poll(() => desktop.windowCount()).toBe(1);
  await expect.poll(() => page.context().pages().length).toBe(1);
  const loaded = await page.evaluate(() =>
    fetch('https://attacker.example/data').then(
      () => 'loaded',
      () => 'refused',
    ),
  );
  expect(loaded).toBe('refused');
});

test('the app protocol gives out the panel and nothing else', async ({ desktop }) => {
  const answers = await desktop.page.evaluate(async () => {
    const statusOf = async (path: string): Promise<number> => (await fetch(path)).status;
    const page = await fetch('/index.html');
    return {
      policy: page.headers.get('content-security-policy'),
      statuses: [
        page.status,
        await statusOf('/..%2fmain%2findex.js'),
        await statusOf('/%2e%2e/package.json'),
        await statusOf('/..%5cmain%5cindex.js'),
        await statusOf('/missing.js'),
      ],
    };
  });
  expect(answers.policy).toContain("default-src 'none'");
  expect(answers.statuses).toEqual([200, 404, 404, 404, 404]);
});

test('a reloaded page is a new panel', async ({ serve }) => {
  await expect(serve.startButton).toBeVisible();
  await serve.page.reload();
  await expect(serve.startButton).toBeVisible();
  await expect(serve.status).toContainText('Stopped');
});

test('the menu works the panel', async ({ serve, desktop }) => {
  await expect(serve.startButton).toBeVisible();
  await desktop.chooseInMenu('open-settings');
  await expect(serve.page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
});

test('closing while serving asks once, goes on without a window, and comes back', async ({
  serve,
  desktop,
  folder,
}) => {
  const shared = join(folder, 'shared');
  await makeFile(shared, 'a.bin', 1000);
  const port = await freePort();
  await serve.chooseFolder(shared);
  await serve.setPorts(port);
  await serve.start();

  // Dismissed: nothing happens.
  await desktop.closeWindow();
  await expect.poll(() => desktop.questions()).toEqual(['Fifolio is still serving.']);
  expect(await desktop.windowCount()).toBe(1);

  await desktop.answerQuestion(0, true);
  await desktop.closeWindow();
  await expect.poll(() => desktop.windowCount()).toBe(0);
  await fetchWithClient(port, 'a.bin', folder);
  const asked = await desktop.questions();

  await desktop.startAgain();
  await expect.poll(() => desktop.windowCount()).toBe(1);
  const page = await desktop.currentPage();
  await expect(page.getByRole('group', { name: 'Status' })).toContainText('Serving on 1 port');
  // Remembered: not asked again.
  await desktop.closeWindow();
  await expect.poll(() => desktop.windowCount()).toBe(0);
  expect(await desktop.questions()).toEqual(asked);
});

test.describe('where programs end with their last window', () => {
  test.skip(() => process.platform === 'darwin', 'on macOS they stay in the dock');

  test('closing with nothing going on quits', async ({ serve, desktop }) => {
    await expect(serve.startButton).toBeVisible();
    await desktop.closeWindow();
    expect(await desktop.exited()).toBe(0);
  });
});

test('the theme of the settings is the window’s', async ({ serve }) => {
  const { page } = serve;
  const theme = page.getByRole('button', { name: /^Appearance:/ });
  const isDark = (): Promise<boolean> =>
    page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  await theme.click();
  // Each click goes on from the setting that is known by then.
  await expect(theme).toHaveAttribute('aria-label', 'Appearance: Light');
  await theme.click();
  await expect(theme).toHaveAttribute('aria-label', 'Appearance: Dark');
  await expect.poll(isDark).toBe(true);
});

test('a page that crashed comes back', async ({ serve, desktop }) => {
  await expect(serve.startButton).toBeVisible();
  // Lost by a reload.
  await serve.page.evaluate(() => {
    document.title = 'before';
  });
  await expect.poll(() => desktop.windowTitle()).toBe('before');
  await desktop.crashPage();
  await expect.poll(() => desktop.windowTitle()).toBe('Fifolio');
});

/** What a person would see around the panel, as the fake Electron records it. */
interface Look {
  windows: {
    visible: boolean;
    options: { webPreferences: Record<string, unknown> };
    openRequests: string[];
  }[];
  schemes: { scheme: string; privileges: Record<string, boolean> }[];
  trayToolTip?: string;
  notifications: { title: string; body: string }[];
  errors: string[];
  openedExternally: string[];
  calls: string[];
}

const fakeTest = test.extend<{ fake: FakeElectronApp; look: () => Promise<Look> }>({
  fake: async ({ desktop }, use) => {
    await use(desktop as FakeElectronApp);
  },
  look: async ({ fake }, use) => {
    await use(() => fake.browserSide.desktop<Look>('look'));
  },
});

fakeTest.describe("what only the fake Electron's records show", () => {
  fakeTest.skip(
    ({ appKind }) => appKind !== 'fake-electron',
    'nothing of this can be reached in Electron from outside',
  );

  fakeTest('the window is sandboxed and isolated', async ({ serve, look }) => {
    await expect(serve.startButton).toBeVisible();
    const { windows, schemes, calls, errors } = await look();
    expect(windows).toHaveLength(1);
    expect(windows[0]!.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
    expect(calls).toContain('enableSandbox');
    expect(schemes).toEqual([
      { scheme: 'app', privileges: expect.objectContaining({ standard: true, secure: true }) },
    ]);
    expect(errors).toEqual([]);
  });

  fakeTest(
    'a window that the page wants to open is refused, and no browser opens',
    async ({ desktop, look }) => {
      await desktop.page.evaluate(() => {
        window.open('https://attacker.example/window');
      });
      await expect
        .poll(async () => (await look()).windows[0]!.openRequests)
        .toEqual(['deny https://attacker.example/window']);
      expect((await look()).openedExternally).toEqual([]);
    },
  );

  fakeTest('permissions are denied, but copying to the clipboard', async ({ fake }) => {
    const ask = (permission: string, origin: string): Promise<unknown> =>
      fake.browserSide.desktop('permission', permission, origin);
    expect(await ask('clipboard-sanitized-write', 'app://fifolio/')).toEqual({
      checked: true,
      requested: true,
      device: false,
    });
    const denied = { checked: false, requested: false, device: false };
    expect(await ask('clipboard-sanitized-write', 'https://attacker.example/')).toEqual(denied);
    for (const permission of ['clipboard-read', 'media', 'geolocation', 'notifications', 'hid']) {
      expect(await ask(permission, 'app://fifolio/')).toEqual(denied);
    }
  });

  fakeTest('the tray tells the state, starts and stops', async ({ serve, fake, look, folder }) => {
    const shared = join(folder, 'shared');
    await makeFile(shared, 'a.bin', 1000);
    const port = await freePort();
    await serve.chooseFolder(shared);
    await serve.setPorts(port);
    await expect.poll(async () => (await look()).trayToolTip).toContain('Stopped');
    await fake.browserSide.desktop('chooseInTray', 'Start Server');
    await expect(serve.status).toContainText('Serving on 1 port');
    await expect.poll(async () => (await look()).trayToolTip).toContain(`Serving on port ${port}`);
    await fake.browserSide.desktop('chooseInTray', 'Stop Server');
    await expect(serve.status).toContainText('Stopped');
  });

  fakeTest('menu and tray speak the language of the settings', async ({ serve, fake, look }) => {
    const { page } = serve;
    await expect.poll(async () => (await look()).trayToolTip).toContain('Stopped');
    await chooseLanguage(page, panel, 'Deutsch');
    await expect.poll(async () => (await look()).trayToolTip).toContain(german.stopped);
    await page.keyboard.press('Escape');
    await fake.browserSide.desktop('chooseInTray', german.openFifolio);
  });

  fakeTest(
    'tells of finished downloads when nobody looks, unless that is not wanted',
    async ({ fetch, fake, look, folder }) => {
      const there = join(folder, 'there');
      for (const name of ['a.bin', 'b.bin', 'c.bin']) await makeFile(there, name, 100_000);
      const dialog = fetch.page.getByRole('dialog', { name: 'Settings' });
      const choose = async (isOn: boolean): Promise<void> => {
        await fetch.page.getByRole('button', { name: 'Settings' }).click();
        await dialog.getByText('Notify when downloads have ended').click();
        await expect(dialog.getByRole('switch', { name: /^Notify/ })).toBeChecked({
          checked: isOn,
        });
        await fetch.page.keyboard.press('Escape');
        await expect(dialog).toBeHidden();
      };
      const server = await startServerProcess(there);
      await fetch.connected(server.port);
      await fetch.saveTo(folder);
      await fake.browserSide.desktop('minimizeWindow');
      await fetch.getByName('a.bin');
      await fetch.expectDone('a.bin');
      const notice = { title: 'Download finished', body: 'All downloads were verified.' };
      await expect.poll(async () => (await look()).notifications).toEqual([notice]);
      await choose(false);
      await fetch.getByName('b.bin');
      await fetch.expectDone('b.bin');
      await choose(true);
      await fetch.getByName('c.bin');
      await fetch.expectDone('c.bin');
      // Had there been one of the second, it would have come before that of the third.
      await expect.poll(async () => (await look()).notifications).toEqual([notice, notice]);
      await server.kill();
    },
  );

  fakeTest('a page that cannot be launched ends in one message', async ({ serve, fake, look }) => {
    await expect(serve.startButton).toBeVisible();
    await fake.browserSide.desktop('endRenderer', 'launch-failed');
    await fake.browserSide.desktop('endRenderer', 'launch-failed');
    expect((await look()).errors).toEqual([expect.stringContaining('launch-failed')]);
  });
});
