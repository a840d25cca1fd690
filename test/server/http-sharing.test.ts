import { mkdirSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HttpClient } from '../../harness/http-client.ts';
import { TestFolder, TestServer } from './test-server.ts';

const SHARED = ['a.txt', 'sub/b.txt'];
const UNSHARED = [
  '.secret',
  '.ssh/id',
  'sub/.secret',
  'draft.tmp',
  'private/c.txt',
  'sub/private/d.txt',
  // Links to what is not shared.
  'to-secret',
  'to-ssh/id',
  'to-private/c.txt',
  'to-draft',
];
const UNSHARED_FOLDERS = ['.ssh', 'private', 'sub/private', 'to-ssh', 'to-private'];

async function start(share?: {
  hidden?: boolean;
  exclude?: readonly string[];
}): Promise<TestServer> {
  const folder = new TestFolder();
  for (const name of [...SHARED, ...UNSHARED].filter((each) => !each.startsWith('to-'))) {
    folder.write(name, `content of ${name}`);
  }
  symlinkSync('.secret', folder.pathOf('to-secret'));
  symlinkSync('.ssh', folder.pathOf('to-ssh'));
  symlinkSync('private', folder.pathOf('to-private'));
  symlinkSync('draft.tmp', folder.pathOf('to-draft'));
  mkdirSync(folder.pathOf('empty'));
  return TestServer.start(folder, {
    share: { exclude: ['*.tmp', 'private/'], ...share },
  });
}

async function plain(server: TestServer, name: string): Promise<string> {
  const client = await server.connect();
  client.send(name);
  return (await client.readToEnd()).toString();
}

describe('what is hidden or excluded', () => {
  it('is not there for whoever asks for it, in any dialect', async () => {
    const server = await start();
    const [http, wire] = [await HttpClient.connect(server), await server.connect()];
    const missing = await wire.askFor({ op: 'get', name: 'nothing' });
    const page = await http.get('/nothing');
    for (const name of UNSHARED) {
      expect(await wire.askFor({ op: 'get', name }), name).toEqual(missing);
      expect(await plain(server, name), name).toBe('File not found');
      const { status, body } = await http.get(`/${name}`);
      expect([status, body.toString()], name).toEqual([404, page.body.toString()]);
      expect((await http.get(`/${name}`, { method: 'HEAD' })).status, name).toBe(404);
    }
    expect(await server.cachedNames()).toEqual([]);
    for (const name of SHARED) {
      expect((await http.get(`/${name}`)).body.toString()).toBe(`content of ${name}`);
    }
    const { lines } = await wire.list();
    expect(lines.map((line) => line['name'])).toEqual(SHARED);
    expect(await plain(server, 'list')).not.toMatch(/secret|private|draft/);
  });

  it('is not there as a folder either', async () => {
    const server = await start();
    const [http, wire] = [await HttpClient.connect(server), await server.connect()];
    for (const name of UNSHARED_FOLDERS) {
      for (const target of [`/${name}`, `/${name}/`, `/${name}/?archive=zip`]) {
        expect((await http.get(target)).status, target).toBe(404);
      }
      const { header, lines } = await wire.list({ op: 'files', prefix: `${name}/` });
      const { header: nothing } = await wire.list({ op: 'files', prefix: 'nothing/' });
      expect(lines, name).toEqual([]);
      expect(header, name).toEqual(nothing);
      expect(await wire.askFor({ op: 'get', name }), name).toEqual(
        await wire.askFor({ op: 'get', name: 'nothing' }),
      );
    }
  });

  it('is counted in listings, and not named', async () => {
    const server = await start();
    const [http, wire] = [await HttpClient.connect(server), await server.connect()];
    for (const request of [
      { op: 'files' },
      { op: 'files', folders: true },
      { op: 'files', recursive: true },
      { op: 'files', recursive: true, folders: true },
    ]) {
      const { header, lines } = await wire.list(request);
      const text = JSON.stringify([header, lines]);
      expect(text).not.toMatch(/secret|ssh|private|draft/);
      expect(text).toContain('a.txt');
      expect(Number(header['unshared'])).toBeGreaterThan(0);
    }
    // .secret, .ssh, draft.tmp, private, and the four links to them.
    expect((await wire.list({ op: 'files', folders: true })).header['unshared']).toBe(8);
    for (const accept of ['text/html', 'application/json', 'text/plain']) {
      const { body } = await http.get('/', { fields: [`Accept: ${accept}`] });
      expect(body.toString()).not.toMatch(/secret|ssh|private|draft/);
      expect(body.toString()).toContain('a.txt');
    }
    const { body } = await http.get('/', { fields: ['Accept: text/html'] });
    expect(body.toString()).toContain('8 hidden entries not shared');
    const { body: json } = await http.get('/?format=json');
    expect(JSON.parse(json.toString())).toMatchObject({ unshared: 8 });
  });

  it('cannot be guessed letter by letter', async () => {
    const server = await start();
    const wire = await server.connect();
    // The name of a link to it is no secret: it is neither hidden nor excluded itself.
    const answer = async (prefix: string): Promise<unknown> =>
      (await wire.list({ op: 'files', prefix })).header;
    for (const prefix of ['.s', '.secret', 'draft', 'priv']) {
      expect(await answer(prefix), prefix).toEqual(await answer('no such beginning'));
    }
  });

  it('is shared if that was wished for', async () => {
    const server = await start({ hidden: true, exclude: [] });
    const http = await HttpClient.connect(server);
    for (const name of UNSHARED.filter((each) => !each.startsWith('to-'))) {
      expect((await http.get(`/${name}`)).body.toString()).toBe(`content of ${name}`);
    }
    expect((await http.get('/to-ssh/id')).body.toString()).toBe('content of .ssh/id');
    const { body } = await http.get('/?format=json');
    expect(JSON.parse(body.toString())).not.toHaveProperty('unshared', 8);
    expect(body.toString()).toContain('.secret');
  });

  it("never takes the place of the server's own pages, cached or not", async () => {
    const folder = new TestFolder();
    folder.write('.fifolio/health', 'a file');
    const server = await TestServer.start(folder, { share: { hidden: true, exclude: [] } });
    const http = await HttpClient.connect(server);
    expect((await http.get('/.fifolio/health')).body.toString()).toBe('ok\n');
    expect(await plain(server, '.fifolio/health')).toBe('a file');
    expect(await server.cachedNames()).toEqual(['.fifolio/health']);
    expect((await http.get('/.fifolio/health')).body.toString()).toBe('ok\n');
  });
});
