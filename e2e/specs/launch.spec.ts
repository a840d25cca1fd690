import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test as base } from '../fixtures.ts';
import { openFakeElectron, type FakeElectronApp } from '../hosts/fake-electron-app.ts';
import type { DesktopApp } from '../hosts/running-app.ts';
import { FetchPane } from '../pages/fetch-pane.ts';
import { collectOutput, ended } from '../support/child.ts';
import { makeFile } from '../support/files.ts';
import { freePort } from '../support/free-port.ts';
import { startServerProcess } from '../support/programs.ts';

const test = base.extend<{ desktop: DesktopApp }>({
  desktop: async ({ app }, use) => {
    // The project `panel` does not run this file.
    await use(app as DesktopApp);
  },
});

test('a link connects and offers its file; nothing is fetched until a person says so', async ({
  fetch,
  desktop,
  folder,
}) => {
  const there = join(folder, 'there');
  await makeFile(there, 'a b.bin', 1000);
  const server = await startServerProcess(there);
  await desktop.startAgain([`fifolio://127.0.0.1:${server.port}/a%20b.bin`]);
  await expect(fetch.card).toContainText(`Connected to 127.0.0.1:${server.port}`);
  await expect(fetch.card.getByRole('textbox', { name: 'Port' })).toHaveValue(String(server.port));
  const name = fetch.filesThere.getByRole('textbox', { name: 'Get by name' });
  await expect(name).toHaveValue('a b.bin');
  await expect(fetch.download('a b.bin')).toHaveCount(0);

  await fetch.saveTo(folder);
  await name.press('Enter');
  await fetch.expectDone('a b.bin');
  await expect(name).toHaveValue('');
  await server.kill();
});

test('a folder is chosen, and not served', async ({ serve, desktop, folder }) => {
  await expect(serve.startButton).toBeVisible();
  await makeFile(join(folder, 'to share'), 'a.bin', 1000);
  await desktop.startAgain(['to share'], folder);
  await expect(serve.card).toContainText(join(folder, 'to share'));
  await expect(serve.status).toContainText('Stopped');
  expect(await desktop.questions()).toEqual([]);
});

test('a folder is for the next start while another is served', async ({
  serve,
  desktop,
  folder,
}) => {
  const first = join(folder, 'first');
  const second = join(folder, 'second');
  await makeFile(first, 'a.bin', 1000);
  await makeFile(second, 'b.bin', 1000);
  await serve.chooseFolder(first);
  await serve.setPorts(await freePort());
  await serve.start();
  await desktop.startAgain([second]);
  await expect
    .poll(() => desktop.questions())
    .toEqual([
      `Fifolio is serving another folder. To serve ${second}, stop the server and start it again.`,
    ]);
  await expect(serve.card).toContainText(first);
  await serve.stopButton.click();
  await expect(serve.card).toContainText(second);
});

test('what cannot be opened is said', async ({ serve, desktop, folder }) => {
  await expect(serve.startButton).toBeVisible();
  const file = join(folder, 'file.txt');
  await writeFile(file, '');
  const bad: readonly (readonly [word: string, message: string])[] = [
    [file, `Fifolio shares folders, and ${file} is not a folder.`],
    ['missing', `Fifolio shares folders, and ${join(folder, 'missing')} is not a folder.`],
    // Whatever may be a secret of it is not repeated.
    ['fifolio://user@nas:80/a', 'Fifolio cannot open this: fifolio://nas:80/a.'],
  ];
  for (const [word, message] of bad) {
    await desktop.startAgain([word], folder);
    await expect
      .poll(async () => (await desktop.questions()).at(-1))
      .toEqual(expect.stringContaining(message));
  }
});

test.describe("what only the fake Electron's records show", () => {
  test.skip(
    ({ appKind }) => appKind !== 'fake-electron',
    'nothing of this can be reached in Electron from outside',
  );

  test('macOS tells of links and folders in its own way', async ({ serve, desktop, folder }) => {
    const { browserSide } = desktop as FakeElectronApp;
    await expect(serve.startButton).toBeVisible();
    await makeFile(join(folder, 'dropped'), 'a.bin', 1000);
    await browserSide.desktop('openFile', join(folder, 'dropped'));
    await expect(serve.card).toContainText(join(folder, 'dropped'));
    const port = await freePort();
    await browserSide.desktop('openUrl', `fifolio://127.0.0.1:${port}/a`);
    const fetch = new FetchPane(desktop);
    await expect(fetch.card.getByRole('textbox', { name: 'Port' })).toHaveValue(String(port));
  });

  test('the first start takes arguments, too', async ({ browser, folder }) => {
    const port = await freePort();
    const data = join(folder, 'data');
    const app = await openFakeElectron(browser, data, {
      words: [`fifolio://127.0.0.1:${port}/a`],
    });
    const fetch = new FetchPane(app);
    await expect(fetch.card.getByRole('textbox', { name: 'Port' })).toHaveValue(String(port));
    const { calls } = await app.browserSide.desktop<{ calls: string[] }>('look');
    expect(calls).toContain(
      `requestSingleInstanceLock {"words":["fifolio://127.0.0.1:${port}/a"]}`,
    );
    await app.close();
  });

  test('a command of the command line is refused, with where it is', async ({ folder }) => {
    const root = resolve(import.meta.dirname, '../..');
    const register = resolve(root, 'e2e/fake-electron/register.ts');
    const child = spawn(
      process.execPath,
      [
        ...['--import', register, resolve(root, 'out/main/index.js')],
        ...[`--user-data-dir=${folder}`, 'serve', '.'],
      ],
      { cwd: folder, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], serialization: 'advanced' },
    );
    const output = collectOutput(child);
    expect(await ended(child)).toBe(2);
    expect(output()).toBe(
      'fifolio-desktop: error: "serve" is a command of fifolio, the command line, and this is the desktop app. Install the command line if it is not there, and run: fifolio serve\n',
    );
  });
});
