import { createHash } from 'node:crypto';
import { closeSync, ftruncateSync, openSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contentOf } from '../../doubles/content.ts';
import { HttpClient } from './http-client.ts';
import { eventually, TestFolder, TestServer } from './test-server.ts';

const MIB = 1 << 20;
const SIZE = 40 * MIB;

async function start(
  files: Readonly<Record<string, Buffer>>,
  options: Parameters<typeof TestServer.start>[1] = {},
): Promise<{ folder: TestFolder; server: TestServer; client: HttpClient }> {
  const folder = new TestFolder();
  for (const [name, content] of Object.entries(files)) folder.write(name, content);
  const server = await TestServer.start(folder, options);
  return { folder, server, client: await HttpClient.connect(server) };
}

describe('the cache under HTTP', () => {
  it('is not filled by who wants no content', async () => {
    const content = contentOf('large', 3 * MIB);
    const { server, client } = await start({
      'small.txt': Buffer.from('small'),
      'large.bin': content,
    });
    for (const name of ['small.txt', 'large.bin']) {
      const { fields } = await client.get(`/${name}`, { method: 'HEAD' });
      const etag = fields.get('etag')!;
      for (const condition of [
        `If-None-Match: ${etag}`,
        'If-None-Match: *',
        `If-Modified-Since: ${fields.get('last-modified')!}`,
      ]) {
        expect((await client.get(`/${name}`, { fields: [condition] })).status).toBe(304);
      }
      expect((await client.get(`/${name}`, { fields: ['If-Match: "x"'] })).status).toBe(412);
    }
    expect(await server.cachedNames()).toEqual([]);
    expect(server.handle.status().counters).toMatchObject({ cacheHits: 0, cacheMisses: 0 });
    expect((await client.get('/large.bin')).body.equals(content)).toBe(true);
    expect(await server.cachedNames()).toEqual(['large.bin']);
  });

  it('is the same for all dialects, oldest first', async () => {
    const { server, client } = await start({ a: Buffer.from('a'), b: Buffer.from('b') });
    await client.get('/b');
    const native = await server.connect();
    expect((await native.get('b')).header).toMatchObject({ source: 'cache' });
    await native.get('a');
    await client.get('/a');
    await client.get('/b');
    expect(await server.cachedNames()).toEqual(['b', 'a']);
    const { counters } = server.handle.status();
    expect(counters).toMatchObject({
      cacheHits: 3,
      cacheMisses: 2,
      requestsHttp: 3,
      requestsNative: 2,
    });
  });

  it('has no room for a file that is larger; its ranges come from disk', async () => {
    const content = contentOf('huge', 5 * MIB);
    const { server, client } = await start({ 'huge.bin': content }, { cacheCapacityBytes: MIB });
    for (const [from, end] of [
      [0, 10],
      [MIB - 1, 3 * MIB + 1],
      [5 * MIB - 3, 5 * MIB],
    ] as const) {
      const { status, body } = await client.get('/huge.bin', {
        fields: [`Range: bytes=${from}-${end - 1}`],
      });
      expect(status).toBe(206);
      expect(body.equals(content.subarray(from, end))).toBe(true);
    }
    expect((await client.get('/huge.bin')).body.equals(content)).toBe(true);
    expect(await server.cachedNames()).toEqual([]);
  });

  it('loads a file once for sixteen clients that want a part of it each', async () => {
    const content = contentOf('cold', SIZE);
    const { server } = await start({ 'cold.bin': content });
    const clients = await Promise.all(Array.from({ length: 16 }, () => HttpClient.connect(server)));
    const part = SIZE / 16;
    const same = await Promise.all(
      clients.map(async (client, at) => {
        const range = `Range: bytes=${at * part}-${(at + 1) * part - 1}`;
        const { status, body } = await client.get('/cold.bin', { fields: [range] });
        return status === 206 && body.equals(content.subarray(at * part, (at + 1) * part));
      }),
    );
    expect(same).toEqual(Array(16).fill(true));
    expect(server.handle.status().counters).toMatchObject({ cacheMisses: 1, cacheHits: 15 });
    await server.expectEmptyAfterClear();
  });
});

describe('Repr-Digest', () => {
  it('is the SHA-256 of the whole file, for who wishes it', async () => {
    const contents = {
      'small.txt': Buffer.from('small'),
      'large.bin': contentOf('large', 5 * MIB),
    };
    const { client } = await start(contents);
    for (const [name, content] of Object.entries(contents)) {
      const expected = `sha-256=:${createHash('sha256').update(content).digest('base64')}:`;
      for (const fields of [[], ['Range: bytes=1-2']]) {
        const wished = await client.get(`/${name}`, {
          fields: [...fields, 'Want-Repr-Digest: sha-512=3, sha-256=10'],
        });
        expect(wished.fields.get('repr-digest')).toBe(expected);
        expect(wished.body.equals(fields.length === 0 ? content : content.subarray(1, 3))).toBe(
          true,
        );
      }
      for (const wish of [undefined, 'sha-256=0', 'sha-512=1', 'xsha-256=1']) {
        const { fields } = await client.get(`/${name}`, {
          fields: wish === undefined ? [] : [`Want-Repr-Digest: ${wish}`],
        });
        expect(fields.has('repr-digest'), wish).toBe(false);
      }
    }
  });

  it('is that of the new content when the file was replaced', async () => {
    const { folder, client } = await start({ 'a.bin': contentOf('old', MIB) });
    const digest = async (): Promise<string | undefined> =>
      (await client.get('/a.bin', { fields: ['Want-Repr-Digest: sha-256=1'] })).fields.get(
        'repr-digest',
      );
    const before = await digest();
    folder.write('new.tmp', contentOf('new', MIB));
    renameSync(folder.pathOf('new.tmp'), folder.pathOf('a.bin'));
    const expected = createHash('sha256').update(contentOf('new', MIB)).digest('base64');
    await eventually(digest).toBe(`sha-256=:${expected}:`);
    expect(before).not.toContain(expected);
  });
});

/** What can happen to a file under a reader. */
const CHANGES: Readonly<Record<string, (path: string) => void>> = {
  shrinks: (path) => edit(path, (fd) => ftruncateSync(fd, MIB)),
  'is overwritten': (path) => edit(path, (fd) => writeSync(fd, contentOf('new', SIZE))),
  'is replaced': (path) => {
    edit(`${path}.tmp`, (fd) => writeSync(fd, contentOf('new', SIZE)));
    renameSync(`${path}.tmp`, path);
  },
  'is deleted': (path) => unlinkSync(path),
};

function edit(path: string, change: (fd: number) => void): void {
  const fd = openSync(path, path.endsWith('.tmp') ? 'w' : 'r+');
  change(fd);
  closeSync(fd);
}

describe.each(Object.entries(CHANGES))('a file that %s', (how, change) => {
  const old = contentOf('old', SIZE);
  const FROM = 100_000;
  const HALF = SIZE / 2;

  it.each([
    ['from the cache', true, 64 * MIB, 'Range: bytes=100000-'],
    ['while it is loaded', false, 64 * MIB, 'Range: bytes=100000-'],
    ['from disk', false, MIB, 'Range: bytes=100000-'],
    ['in parts from disk', false, MIB, `Range: bytes=100000-${HALF},${HALF + 9}-`],
  ])(
    'while a range of it is sent %s is never sent mixed',
    async (where, isWarm, capacity, range) => {
      const { folder, server, client } = await start(
        { 'file.bin': old },
        { cacheCapacityBytes: capacity },
      );
      if (isWarm) await client.get('/file.bin');
      client.ask('/file.bin', { fields: [range, 'Connection: close'] });
      const head = await client.readHead();
      expect(head.status).toBe(206);
      change(folder.pathOf('file.bin'));
      // Somebody asks for the file as it is now; of an old entry this makes an end.
      await eventually(async () => {
        const other = await HttpClient.connect(server);
        const { status } = await other.get('/file.bin', { method: 'HEAD' });
        other.wire.close();
        return status;
      }).toBe(how === 'is deleted' ? 404 : 200);

      const received = await client.wire.readUntilCut();
      const length = Number(head.fields.get('content-length'));
      const isWhole = received.length === length;
      // A cut is seen as one: less than was promised, and no ordinary end.
      if (!isWhole) {
        expect(received.length).toBeLessThan(length);
        expect(client.wire.failure).toMatchObject({ code: 'ECONNRESET' });
      }
      if (where === 'in parts from disk') {
        const parts = partsOf(received);
        expect(isWhole ? parts.length : 2).toBe(2);
        if (parts.length > 0) expect(parts[0]!.equals(old.subarray(FROM, HALF + 1))).toBe(true);
        if (isWhole) expect(parts[1]!.equals(old.subarray(HALF + 9))).toBe(true);
      } else if (isWhole) {
        expect(received.equals(old.subarray(FROM))).toBe(true);
      }
      await server.expectEmptyAfterClear();
    },
  );

  /** The contents that are whole: those with a boundary behind them. */
  function partsOf(received: Buffer): Buffer[] {
    const boundary = received.subarray(0, received.indexOf('\r\n'));
    const parts: Buffer[] = [];
    for (let at = 0; ;) {
      const begin = received.indexOf('\r\n\r\n', at) + 4;
      const end = received.indexOf(Buffer.concat([Buffer.from('\r\n'), boundary]), begin);
      if (begin === 3 || end === -1) return parts;
      parts.push(received.subarray(begin, end));
      at = end + 2;
      if (
        received.subarray(at + boundary.length, at + boundary.length + 2).equals(Buffer.from('--'))
      ) {
        return parts;
      }
    }
  }
});
