import { join } from 'node:path';
import { expect, test as base } from '../fixtures.ts';
import type { StandInHome } from '../hosts/stand-in-home.ts';
import { makeFile } from '../support/files.ts';
import { freePort } from '../support/free-port.ts';
import { startServerProcess } from '../support/programs.ts';

/** What a person would see around the panel, as the stand-in tells it. */
interface Look {
  windows: {
    visible: boolean;
    options: { webPreferences: Record<string, unknown> };
    openRequests: string[];
  }[];
  schemes: { scheme: string; privileges: Record<string, boolean> }[];
  trayToolTip?: string;
  notifications: { title: string; body: string }[];
  questions: { message?: string; buttons?: string[] }[];
  errors: string[];
  openedExternally: string[];
  sleepBlockers: number;
  calls: string[];
}

/** The desktop's own parts can be looked at and worked only under the stand-in. */
const test = base.extend<{ desktop: StandInHome; look: () => Promise<Look> }>({
  desktop: async ({ home, homeName }, use) => {
    test.skip(homeName !== 'stand-in', 'works the desktop through the stand-in');
    await use(home as StandInHome);
  },
  look: async ({ desktop }, use) => {
    await use(() => desktop.half.desktop<Look>('look'));
  },
});

test('the window is sandboxed and isolated, the page gets one thing', async ({ serve, look }) => {
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
  const exposed = await serve.page.evaluate(() => ({
    bridge: Object.keys((window as unknown as { fifolio: object }).fifolio),
    node: ['require', 'process', 'module', 'Buffer', 'ipcRenderer'].filter((n) => n in window),
  }));
  expect(exposed).toEqual({ bridge: ['openTransport'], node: [] });
});

test('the page cannot navigate away, open windows or load from elsewhere', async ({
  desktop,
  look,
}) => {
  const { page } = desktop;
  const before = page.url();
  const failures: string[] = [];
  page.on('requestfailed', (request) => failures.push(request.url()));
  await page.evaluate(() => {
    location.href = 'https://attacker.example/';
  });
  await expect.poll(() => failures).toContain('https://attacker.example/');
  expect(page.url()).toBe(before);
  await page.evaluate(() => {
    window.open('https://attacker.example/window');
  });
  await expect
    .poll(async () => (await look()).windows[0]!.openRequests)
    .toEqual(['deny https://attacker.example/window']);
  await expect.poll(() => page.context().pages().length).toBe(1);
  expect((await look()).openedExternally).toEqual([]);
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

test('permissions are denied, but copying to the clipboard', async ({ desktop }) => {
  const ask = (permission: string, origin: string): Promise<unknown> =>
    desktop.half.desktop('permission', permission, origin);
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

test('a reloaded page is a new panel', async ({ serve }) => {
  await expect(serve.startButton).toBeVisible();
  await serve.page.reload();
  await expect(serve.startButton).toBeVisible();
  await expect(serve.status).toContainText('Stopped');
});

test('the menu works the panel', async ({ serve, desktop }) => {
  await expect(serve.startButton).toBeVisible();
  await desktop.half.desktop('chooseInMenu', 'open-settings');
  await expect(serve.page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
});

test('the tray tells the state, starts and stops', async ({ serve, desktop, look, folder }) => {
  const shared = join(folder, 'shared');
  await makeFile(shared, 'a.bin', 1000);
  const port = await freePort();
  await serve.chooseFolder(shared);
  await serve.setPorts(port);
  await expect.poll(async () => (await look()).trayToolTip).toContain('Stopped');
  await desktop.half.desktop('chooseInTray', 'Start Server');
  await expect(serve.status).toContainText('Serving on 1 port');
  await expect.poll(async () => (await look()).trayToolTip).toContain(`Serving on port ${port}`);
  await desktop.half.desktop('chooseInTray', 'Stop Server');
  await expect(serve.status).toContainText('Stopped');
});

test('closing while serving asks once, stays in the tray, and comes back', async ({
  serve,
  desktop,
  look,
  folder,
}) => {
  const shared = join(folder, 'shared');
  await makeFile(shared, 'a.bin', 1000);
  await serve.chooseFolder(shared);
  await serve.setPorts(await freePort());
  await serve.start();

  // Dismissed: nothing happens.
  await desktop.half.desktop('closeWindow');
  await expect
    .poll(async () => (await look()).questions.at(-1)?.message)
    .toBe('Fifolio is still serving.');
  expect((await look()).windows).toHaveLength(1);

  await desktop.half.desktop('answerMessageBox', 0, true);
  await desktop.half.desktop('closeWindow');
  await expect.poll(async () => (await look()).windows.length).toBe(0);
  expect((await look()).trayToolTip).toContain('Serving on');
  const asked = (await look()).questions.length;

  await desktop.half.desktop('startAgain');
  await expect.poll(async () => (await look()).windows.length).toBe(1);
  const page = await desktop.half.page();
  await expect(page.getByRole('group', { name: 'Status' })).toContainText('Serving on 1 port');
  // Remembered: not asked again.
  await desktop.half.desktop('closeWindow');
  await expect.poll(async () => (await look()).windows.length).toBe(0);
  expect((await look()).questions).toHaveLength(asked);
});

test('closing with nothing going on quits', async ({ serve, desktop }) => {
  test.skip(process.platform === 'darwin', 'there programs stay in the dock');
  await expect(serve.startButton).toBeVisible();
  await desktop.half.desktop('closeWindow').catch(() => undefined);
  expect(await desktop.exited()).toBe(0);
});

test('tells of finished downloads when nobody looks, and shows them', async ({
  fetch,
  desktop,
  look,
  folder,
}) => {
  const there = join(folder, 'there');
  await makeFile(there, 'a.bin', 100_000);
  const server = await startServerProcess(there);
  await fetch.connected(server.port);
  await fetch.saveTo(folder);
  await desktop.half.desktop('minimizeWindow');
  await fetch.getByName('a.bin');
  await fetch.expectDone('a.bin');
  await expect
    .poll(async () => (await look()).notifications)
    .toEqual([{ title: 'Download finished', body: 'Everything that arrived was verified.' }]);
  await server.kill();
});

test('the theme of the settings is the window’s', async ({ serve }) => {
  const { page } = serve;
  const theme = page.getByRole('button', { name: /^Appearance:/ });
  const isDark = (): Promise<boolean> =>
    page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  await theme.click();
  await theme.click();
  await expect(theme).toHaveAttribute('aria-label', 'Appearance: Dark');
  await expect.poll(isDark).toBe(true);
});

test('a page that crashed comes back; one that cannot be launched ends in one message', async ({
  serve,
  desktop,
  look,
}) => {
  await expect(serve.startButton).toBeVisible();
  // Lost by a reload.
  await serve.page.evaluate(() => {
    document.title = 'before';
  });
  await desktop.half.desktop('endRenderer', 'crashed');
  await expect(serve.page).toHaveTitle('Fifolio');
  await desktop.half.desktop('endRenderer', 'launch-failed');
  await desktop.half.desktop('endRenderer', 'launch-failed');
  expect((await look()).errors).toEqual([expect.stringContaining('launch-failed')]);
});
