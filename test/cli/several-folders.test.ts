import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { startCli, temporaryFolder } from './run-cli.ts';

const WAIT = { timeout: 15_000, interval: 20 };

/** Asks in the plain dialect and reads to the end. */
async function request(port: number, text: string): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1' }, () => socket.write(text));
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return answer;
}

async function twoFolders(): Promise<string> {
  const base = await temporaryFolder();
  for (const name of ['photos', 'more,photos']) {
    await mkdir(path.join(base, name));
    await writeFile(path.join(base, name, 'a.txt'), `a of ${name}`);
  }
  return base;
}

it.each<[string, (base: string) => { words: string[]; environment?: Record<string, string> }]>([
  ['arguments', (base) => ({ words: [`${base}/photos`, `more=${base}/more,photos`] })],
  [
    'the environment',
    (base) => ({
      words: [],
      environment: { FIFOLIO_DIRECTORY: `${base}/photos, more=${base}/link` },
    }),
  ],
  ['a configuration file', (base) => ({ words: ['--config', path.join(base, 'config.json')] })],
])('fifolio serve shares the folders that %s name', async (_source, setUp) => {
  const base = await twoFolders();
  await symlink(path.join(base, 'more,photos'), path.join(base, 'link'), 'junction');
  await writeFile(
    path.join(base, 'config.json'),
    JSON.stringify({ directory: ['photos', 'more=./more,photos'] }),
  );
  const { words, environment } = setUp(base);
  const cli = startCli(['fifolio', 'serve', '--port', '0', ...words], {
    ...(environment === undefined ? {} : { environment }),
  });
  const port = await vi.waitFor(() => {
    expect(cli.stdout()).toMatch(/^Try: /m);
    return Number(/^ {2}127\.0\.0\.1:(\d+)/m.exec(cli.stdout())?.[1]);
  }, WAIT);
  expect(cli.stdout()).toContain('shares 2 folders\n');
  expect(cli.stdout()).toContain(`  photos/  ${path.join(base, 'photos')}\n`);
  expect(await request(port, 'photos/a.txt')).toBe('a of photos');
  expect(await request(port, 'more/a.txt')).toBe('a of more,photos');
  expect(await request(port, 'a.txt')).toBe('File not found');
});

it('a folder with a comma in its name is one, in the environment', async () => {
  const base = await twoFolders();
  const cli = startCli(['fifolio', 'serve', '--port', '0'], {
    environment: { FIFOLIO_DIRECTORY: path.join(base, 'more,photos') },
  });
  await vi.waitFor(() => expect(cli.stdout()).toContain('more,photos\n'), WAIT);
});

it('folders of the same name are refused with what to do', async () => {
  const base = await twoFolders();
  const cli = startCli(['fifolio', 'serve', path.join(base, 'photos'), `photos=${base}`]);
  await vi.waitFor(() => expect(cli.stderr()).toContain('NAME=DIRECTORY'), WAIT);
  expect(cli.stderr()).toContain('both would be called "photos"');
});
