import { execFileSync, spawnSync } from 'node:child_process';
import { renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { startServer } from '../../src/engine/server/supervisor/start-server.ts';
import { HttpClient } from '../../harness/http-client.ts';
import { TestFolder, TestServer } from './test-server.ts';

const hasPython = spawnSync('python3', ['-c', '']).status === 0;

async function start(): Promise<{ folder: TestFolder; server: TestServer }> {
  const folder = new TestFolder();
  folder.write('a/one.txt', 'one');
  folder.write('a/sub/two.txt', 'two!');
  folder.write('b/one.txt', 'another');
  folder.write('b/.hidden', 'hidden');
  folder.write('secret.txt', 'secret');
  const directory = [
    { name: 'photos', path: folder.pathOf('a') },
    { name: 'Größe', path: folder.pathOf('b') },
    // A folder inside another.
    { name: 'deep', path: folder.pathOf('a/sub') },
  ];
  return { folder, server: await TestServer.start(folder, { directory }) };
}

describe('several folders under one server', () => {
  it('are told by their names', async () => {
    const { folder, server } = await start();
    expect(server.handle.status().directory).toContainEqual({
      name: 'photos',
      path: folder.pathOf('a'),
    });
  });

  it('have their files below their names, in the native dialect', async () => {
    const { server } = await start();
    const client = await server.connect();
    const bodyOf = async (name: string): Promise<string> =>
      (await client.get(name)).body.toString();
    expect(await bodyOf('photos/one.txt')).toBe('one');
    expect(await bodyOf('Größe/one.txt')).toBe('another');
    // Another spelling of the folder's name is the same file.
    expect(await bodyOf('Größe/one.txt'.normalize('NFD'))).toBe('another');
    expect(await bodyOf('deep/two.txt')).toBe('two!');
    const { lines } = await client.list();
    expect(lines.map((line) => line['name'])).toEqual([
      'photos/one.txt',
      'Größe/one.txt',
      'deep/two.txt',
    ]);
  });

  it.each([
    ['one.txt', 'not-found'],
    ['photos', 'not-a-file'],
    ['photos/sub', 'not-a-file'],
    ['photos/../secret.txt', 'forbidden'],
    ['photos/secret.txt', 'not-found'],
    ['Größe/.hidden', 'not-found'],
    ['constructor/one.txt', 'not-found'],
  ])('give no %s: %s', async (name, error) => {
    const { server } = await start();
    const client = await server.connect();
    expect(await client.askFor({ op: 'get', name })).toMatchObject({ ok: false, error });
  });

  it.skipIf(process.platform === 'win32')(
    'are not left by a link, not even to another',
    async () => {
      const { folder, server } = await start();
      symlinkSync(folder.pathOf('b/one.txt'), folder.pathOf('a/link'));
      const client = await server.connect();
      expect(await client.askFor({ op: 'get', name: 'photos/link' })).toMatchObject({
        error: 'forbidden',
      });
    },
  );

  it.each([
    [{}, []],
    [
      { recursive: true },
      ['Größe/one.txt', 'deep/two.txt', 'photos/one.txt', 'photos/sub/two.txt'],
    ],
    [{ recursive: true, limit: 2 }, ['Größe/one.txt', 'deep/two.txt']],
    [{ prefix: 'photos/' }, ['photos/one.txt']],
    [{ prefix: 'pho', recursive: true }, ['photos/one.txt', 'photos/sub/two.txt']],
    [{ prefix: 'photos/s', recursive: true }, ['photos/sub/two.txt']],
    [{ prefix: 'nothing/', recursive: true }, []],
  ])('are listed with %j', async (fields, names) => {
    const { server } = await start();
    const client = await server.connect();
    const { header, lines } = await client.list({ op: 'files', ...fields });
    const sorted = names.toSorted((a, b) => (a < b ? -1 : 1));
    expect(lines.map((line) => line['name'])).toEqual(sorted);
    expect(header['truncated']).toBe('limit' in fields);
  });

  it('are folders with what is in them, at the top', async () => {
    const { server } = await start();
    const client = await server.connect();
    const { lines } = await client.list({ op: 'files', folders: true });
    expect(lines).toMatchObject(
      [
        { folder: 'Größe', files: 1, size: 7 },
        { folder: 'deep', files: 1, size: 4 },
        { folder: 'photos', files: 2, size: 7 },
      ].toSorted((a, b) => (a.folder < b.folder ? -1 : 1)),
    );
    const all = await client.list({ op: 'files', folders: true, recursive: true, prefix: 'ph' });
    expect(all.lines).toMatchObject([
      { folder: 'photos', files: 2, size: 7 },
      { folder: 'photos/sub', files: 1, size: 4 },
      { name: 'photos/one.txt' },
      { name: 'photos/sub/two.txt' },
    ]);
  });

  it('are served to browsers, and as archives', async () => {
    const { server } = await start();
    const client = await HttpClient.connect(server);
    const page = await client.get('/', { fields: ['Accept: text/html'] });
    expect(page.body.toString()).toContain('href="./photos/"');
    expect((await client.get('/photos')).fields.get('location')).toMatch(/photos\/$/);
    expect((await client.get('/photos/')).body.toString()).toBe('photos/sub/\nphotos/one.txt\n');
    expect((await client.get('/photos/sub/two.txt')).body.toString()).toBe('two!');
    expect((await client.get('/nothing/')).status).toBe(404);
    expect((await client.get('/.fifolio/health')).status).toBe(200);
    if (!hasPython) return;
    const { body } = await client.get('/?archive=zip');
    const out = new TestFolder();
    out.write('a.zip', body);
    const script = 'import sys, zipfile; print(sorted(zipfile.ZipFile(sys.argv[1]).namelist()))';
    const names = execFileSync('python3', ['-c', script, out.pathOf('a.zip')], {
      encoding: 'utf8',
    });
    expect(names.trim()).toBe(
      "['Größe/one.txt', 'deep/two.txt', 'photos/one.txt', 'photos/sub/two.txt']",
    );
  });

  it('are served in the plain dialect', async () => {
    const { server } = await start();
    const client = await server.connect();
    client.send('photos/sub/two.txt');
    expect((await client.readToEnd()).toString()).toBe('two!');
  });

  it('notice what changes in each', async () => {
    const { folder, server } = await start();
    const client = await server.connect();
    expect((await client.get('deep/two.txt')).body.toString()).toBe('two!');
    writeFileSync(folder.pathOf('a/sub/two.txt'), 'something longer');
    await expect
      .poll(async () => (await client.get('deep/two.txt')).body.toString())
      .toBe('something longer');
    rmSync(folder.pathOf('a/sub/two.txt'));
    await expect
      .poll(async () => (await client.askFor({ op: 'get', name: 'deep/two.txt' }))['error'])
      .toBe('not-found');
  });

  // Windows does not rename a folder while a file in it is open.
  it.skipIf(process.platform === 'win32')(
    'miss one that is gone, and serve the others',
    async () => {
      const { folder, server } = await start();
      renameSync(folder.pathOf('b'), folder.pathOf('away'));
      const client = await server.connect();
      const { header, lines } = await client.list({ op: 'files', recursive: true });
      expect(lines).toHaveLength(3);
      expect(header['omitted']).toMatchObject([{ kind: 'unreadable-folder', names: ['Größe/'] }]);
      expect(await client.askFor({ op: 'get', name: 'Größe/one.txt' })).toMatchObject({
        error: 'internal',
      });
      expect((await client.get('photos/one.txt')).body.toString()).toBe('one');
    },
  );

  it('need names that differ, and that everybody can ask for', async () => {
    const folder = new TestFolder();
    folder.write('a/x', '');
    folder.write('b/x', '');
    const [a, b] = [folder.pathOf('a'), folder.pathOf('b')];
    const failureOf = (first: string, second: string) =>
      expect(
        startServer({
          directory: [
            { name: first, path: a },
            { name: second, path: b },
          ],
          ports: [],
        }),
      ).rejects;
    await failureOf('same', 'Same').toMatchObject({
      failure: { code: 'share-name-taken', name: 'Same', first: a, second: b },
    });
    for (const name of ['', '.', '..', 'a/b', 'a\\b', 'con', 'C:', 'ends.']) {
      await failureOf('good', name).toMatchObject({
        failure: { code: 'share-bad-name', name, directory: b },
      });
    }
    await expect(
      startServer({ directory: [{ name: 'one', path: folder.pathOf('missing') }], ports: [] }),
    ).rejects.toMatchObject({ failure: { code: 'share-missing' } });
  });
});
