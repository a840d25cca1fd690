import { mkdirSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { HttpClient } from '../../harness/http-client.ts';
import { eventually, TestFolder, TestServer } from './test-server.ts';
import { WireClient } from '../../harness/wire-client.ts';

const HTML = { fields: ['Accept: text/html,application/xhtml+xml,*/*;q=0.8'] };

async function start(): Promise<{ folder: TestFolder; server: TestServer; client: HttpClient }> {
  const folder = new TestFolder();
  folder.write('b.txt', 'bb');
  folder.write('a & <b>.txt', 'a');
  folder.write('C.bin', 'c'.repeat(3000));
  folder.write('sub/inner/file.txt', 'x');
  const server = await TestServer.start(folder);
  return { folder, server, client: await HttpClient.connect(server) };
}

const rowsOf = (page: Buffer): string[] =>
  Array.from(page.toString().matchAll(/<tr[^>]*><td><a href="([^"]*)"/g), ([, link]) => link!);

describe('a folder over HTTP', () => {
  it('is a page, JSON or text, as it is asked for', async () => {
    const { client } = await start();
    const page = await client.get('/', HTML);
    expect(page.fields.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.fields.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.fields.get('vary')).toBe('Accept, Accept-Language');
    expect(rowsOf(page.body)).toEqual(['./sub/', './C.bin', './a%20%26%20%3Cb%3E.txt', './b.txt']);
    const text = await client.get('/');
    expect(text.fields.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(text.body.toString()).toBe('sub/\nC.bin\na & <b>.txt\nb.txt\n');
    const json = await client.get('/', { fields: ['Accept: application/json'] });
    expect(json.fields.get('content-type')).toBe('application/json; charset=utf-8');
    expect(JSON.parse(json.body.toString())).toMatchObject({
      count: 3,
      folders: 1,
      entries: [{ folder: 'sub' }, { name: 'C.bin', size: 3000 }, { size: 1 }, { name: 'b.txt' }],
    });
    const asked = await client.get('/?format=json', HTML);
    expect(JSON.parse(asked.body.toString())).toEqual(JSON.parse(json.body.toString()));
    const inner = await client.get('/sub/inner/', HTML);
    expect(inner.body.toString()).toContain('<a href="../../">Shared folder</a>');
    expect(rowsOf(inner.body)).toEqual(['./file.txt']);
  });

  it.each([
    ['pt-PT, en;q=0.9', 'pt-BR', 'Pasta compartilhada'],
    ['nl, ar;q=0.8, en;q=0.7', 'ar', 'المجلد المشترك'],
    ['tlh', 'en', 'Shared folder'],
    [`,;q=,*;q=nonsense,${'x'.repeat(2000)}`, 'en', 'Shared folder'],
  ])('is in a language of its reader: %s', async (accepted, language, title) => {
    const { client } = await start();
    const fields = [...HTML.fields, `Accept-Language: ${accepted}`];
    for (const target of ['/', '/.fifolio/cache', '/no-such-file']) {
      const page = await client.get(target, { fields });
      expect(page.fields.get('content-language')).toBe(language);
      expect(page.fields.get('vary')).toBe('Accept, Accept-Language');
      expect(page.body.toString()).toContain(`<html lang="${language}"`);
      expect(page.body.toString()).toContain(title);
    }
  });

  it('is sorted and filtered by its links', async () => {
    const { client } = await start();
    const rows = async (query: string): Promise<string[]> =>
      rowsOf((await client.get(`/${query}`, HTML)).body);
    expect(await rows('?sort=size&order=desc')).toEqual([
      './sub/',
      './C.bin',
      './b.txt',
      './a%20%26%20%3Cb%3E.txt',
    ]);
    expect(await rows('?order=desc')).toEqual([
      './sub/',
      './b.txt',
      './a%20%26%20%3Cb%3E.txt',
      './C.bin',
    ]);
    expect(await rows('?q=TXT')).toEqual(['./a%20%26%20%3Cb%3E.txt', './b.txt']);
    expect(await rows('?sort=nonsense&order=nonsense')).toHaveLength(4);
    const hostile = await client.get(`/?q=${encodeURIComponent('"><script>')}`, HTML);
    expect(hostile.body.toString()).not.toContain('<script>');
  });

  it('begins to arrive before it is read to its end', async () => {
    const folder = new TestFolder();
    mkdirSync(folder.pathOf('many'));
    for (let at = 0; at < 100_000; at++) writeFileSync(folder.pathOf(`many/${at}`), '');
    const server = await TestServer.start(folder, { threads: 1 });
    const client = await HttpClient.connect(server);
    const other = await server.connect();
    await other.askFor({ op: 'hello' });
    client.ask('/many/', HTML);
    await client.readHead();
    const beginning = await client.readChunk();
    expect(beginning.toString()).toContain('<h1><bdi>many</bdi></h1>');
    const arrived = client.wire.socket.bytesRead;
    // The one thread has answered somebody else before it had more of the page.
    await other.askFor({ op: 'hello' });
    expect(client.wire.socket.bytesRead).toBe(arrived);
    let rows = 0;
    let tail = '';
    for (let chunk = await client.readChunk(); chunk.length > 0; chunk = await client.readChunk()) {
      const text = tail + chunk.toString();
      rows += text.split('</tr>').length - 1;
      tail = text.slice(text.lastIndexOf('</tr>') + '</tr>'.length);
    }
    expect(rows).toBe(100_001);
    expect(tail).toContain('</main>');
  }, 240_000);
});

describe('the pages of the server itself', () => {
  it('show what is cached, the next to leave first', async () => {
    const { client } = await start();
    expect((await client.get('/.fifolio/cache', HTML)).body.toString()).toContain(
      'Nothing is cached',
    );
    await client.get('/b.txt');
    await client.get('/C.bin');
    await client.get('/b.txt');
    const { body, fields } = await client.get('/.fifolio/cache', HTML);
    expect(fields.get('cache-control')).toBe('no-store');
    const names = Array.from(body.toString().matchAll(/<bdi>([^<]*)<\/bdi>/g), ([, name]) => name);
    expect(names).toEqual(['b.txt', 'C.bin']);
    const json = await client.get('/.fifolio/cache?format=json', HTML);
    expect(JSON.parse(json.body.toString())).toMatchObject({
      entries: 2,
      usedBytes: expect.any(Number) as number,
      files: [
        { name: 'b.txt', size: 2, hits: 1 },
        { name: 'C.bin', size: 3000, hits: 0 },
      ],
    });
    const root = (await client.get('/', HTML)).body.toString();
    expect(root.split('in memory').length - 1).toBe(2);
  });

  it('have a style and an icon that browsers may keep, a health, and nothing else', async () => {
    const { client } = await start();
    for (const [name, type] of [
      ['style.css', 'text/css; charset=utf-8'],
      ['icon.svg', 'image/svg+xml; charset=utf-8'],
    ] as const) {
      const { fields, body } = await client.get(`/.fifolio/${name}`);
      expect(fields.get('content-type')).toBe(type);
      expect(body.length).toBeGreaterThan(0);
      const again = await client.get(`/.fifolio/${name}`, {
        fields: [`If-None-Match: ${fields.get('etag')!}`],
      });
      expect(again.status).toBe(304);
    }
    expect((await client.get('/.fifolio/health')).body.toString()).toBe('ok\n');
    for (const name of ['', 'nothing', 'style.css/', '../b.txt']) {
      expect((await client.get(`/.fifolio/${name}`)).status, name).toBe(404);
    }
  });
});

describe('metrics', () => {
  it('are in the format that is asked for', async () => {
    const { server, client } = await start();
    await client.get('/b.txt');
    await client.get('/b.txt');
    const native = await server.connect();
    await native.get('b.txt');
    const prometheus = await client.get('/.fifolio/metrics');
    expect(prometheus.fields.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const text = prometheus.body.toString();
    expect(text).toContain('\nfifolio_requests_total{dialect="native"} 1\n');
    expect(text).toContain('\nfifolio_cache_hits_total 2\n');
    expect(text).toContain('\nfifolio_sent_bytes_total 6\n');
    expect(text).not.toContain('# EOF');
    const open = await client.get('/.fifolio/metrics', {
      fields: ['Accept: application/openmetrics-text;version=1.0.0,text/plain;q=0.5'],
    });
    expect(open.fields.get('content-type')).toBe(
      'application/openmetrics-text; version=1.0.0; charset=utf-8',
    );
    expect(open.body.toString()).toMatch(/\n# EOF\n$/);
  });

  const address = Object.values(networkInterfaces())
    .flat()
    .find((each) => each?.family === 'IPv4' && !each.internal)?.address;

  it.skipIf(address === undefined)(
    'are for this computer only, unless they were shared (needs a network interface)',
    async () => {
      const folder = new TestFolder();
      folder.write('file.txt', 'content');
      for (const [metrics, status] of [
        [false, 403],
        [true, 200],
      ] as const) {
        const ports = [{ port: 0, host: '0.0.0.0' }];
        const server = await TestServer.start(folder, { ports, http: { metrics } });
        const away = HttpClient.of(await WireClient.connect(server.port, address));
        const fields = [`Host: ${address!}:${server.port}`];
        expect((await away.get('/file.txt', { fields })).status).toBe(200);
        expect((await away.get('/.fifolio/metrics', { fields })).status).toBe(status);
        away.wire.close();
        const here = await HttpClient.connect(server);
        expect((await here.get('/.fifolio/metrics')).status).toBe(200);
        await eventually(() => server.handle.status().counters.connectionsOpen).toBe(1);
      }
    },
  );
});
