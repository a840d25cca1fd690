import { unlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contentOf } from '../../doubles/content.ts';
import { eventually, TestFolder, TestServer } from './test-server.ts';

const MIB = 1 << 20;
const CAPACITY = 64 * MIB;

describe('the cache over the wire', () => {
  it('holds 67 files of 1,000,000 bytes, and lets exactly the first go for the 68th', async () => {
    const folder = new TestFolder();
    const names = Array.from({ length: 68 }, (_, at) => `${at}.bin`);
    for (const name of names) folder.write(name, contentOf(name, 1_000_000));
    const server = await TestServer.start(folder);
    const client = await server.connect();
    for (const name of names.slice(0, 67)) {
      const { header, body } = await client.get(name);
      expect(header['source']).toBe('disk');
      expect(body.equals(contentOf(name, 1_000_000)), name).toBe(true);
    }
    expect(await server.cachedNames()).toEqual(names.slice(0, 67));
    expect(server.handle.cacheUsage()).toMatchObject({
      usedBytes: 67_000_000,
      heldBytes: 0,
    });
    // Hits change nothing about the order.
    for (const name of ['0.bin', '5.bin', '0.bin']) {
      const { header, body } = await client.get(name);
      expect(header['source']).toBe('cache');
      expect(body.equals(contentOf(name, 1_000_000))).toBe(true);
    }
    await client.get('67.bin');
    const { lines } = await client.list();
    expect(lines.map(({ name }) => name)).toEqual(names.slice(1));
    expect(lines.find(({ name }) => name === '5.bin')).toMatchObject({ hits: 1, size: 1_000_000 });
    await eventually(() => server.eventsOf('entryEvicted')).toMatchObject([
      { name: '0.bin', size: 1_000_000, reason: 'room' },
    ]);
    expect(server.handle.status().counters).toMatchObject({
      cacheHits: 3,
      cacheMisses: 68,
      evictions: 1,
      bytesSent: 71_000_000,
      bytesSentFromCache: 3_000_000,
    });
    for (const name of names.slice(1)) {
      expect((await client.get(name)).body.equals(contentOf(name, 1_000_000)), name).toBe(true);
    }
  });

  it('holds one file of exactly its capacity, and sends a larger one past it', async () => {
    const folder = new TestFolder();
    const exact = contentOf('exact', CAPACITY);
    const larger = contentOf('larger', CAPACITY + 1);
    folder.write('exact.bin', exact);
    folder.write('larger.bin', larger);
    folder.write('small.bin', 'x');
    const server = await TestServer.start(folder);
    const client = await server.connect();
    await client.get('small.bin');
    expect((await client.get('exact.bin')).body.equals(exact)).toBe(true);
    expect(await server.cachedNames()).toEqual(['exact.bin']);
    for (let round = 0; round < 2; round++) {
      const fetched = await client.get('larger.bin');
      expect(fetched.header['source']).toBe('disk');
      expect(fetched.body.equals(larger)).toBe(true);
    }
    expect(await server.cachedNames()).toEqual(['exact.bin']);
    const again = await client.get('exact.bin');
    expect(again.header['source']).toBe('cache');
    expect(again.body.equals(exact)).toBe(true);
    await client.get('small.bin');
    expect(await server.cachedNames()).toEqual(['small.bin']);
  });

  it('keeps files of 0 bytes like any other, and nothing at all with a capacity of 0', async () => {
    const folder = new TestFolder();
    folder.write('empty', '');
    folder.write('full', 'full');
    const server = await TestServer.start(folder);
    const client = await server.connect();
    for (const source of ['disk', 'cache']) {
      expect(await client.get('empty')).toMatchObject({
        header: { source, size: 0, length: 0 },
        closing: { end: true, crc32: '00000000' },
      });
    }
    expect(await server.cachedNames()).toEqual(['empty']);

    const uncached = await TestServer.start(folder, { cacheCapacityBytes: 0 });
    const other = await uncached.connect();
    for (const name of ['full', 'empty', 'full']) {
      const { header, body } = await other.get(name);
      expect(header['source']).toBe('disk');
      expect(body.toString()).toBe(name === 'full' ? 'full' : '');
    }
    expect(await uncached.cachedNames()).toEqual([]);
  });

  it('a changed file leaves, and enters again at the end', async () => {
    const folder = new TestFolder();
    for (const name of ['a', 'b', 'c']) folder.write(name, name);
    const server = await TestServer.start(folder);
    const client = await server.connect();
    for (const name of ['a', 'b', 'c']) await client.get(name);
    folder.write('a', 'changed');
    await eventually(async () => (await client.get('a')).body.toString()).toBe('changed');
    expect(await server.cachedNames()).toEqual(['b', 'c', 'a']);
    await eventually(() => server.eventsOf('entryEvicted')).toMatchObject([
      { name: 'a', size: 1, reason: 'changed' },
    ]);
  });

  it('a deleted file is gone for everybody', async () => {
    const folder = new TestFolder();
    folder.write('a', 'a');
    folder.write('b', 'b');
    const server = await TestServer.start(folder);
    const clients = await server.connectToEveryThread();
    for (const client of clients) await client.get('a');
    await clients[0]!.get('b');
    unlinkSync(folder.pathOf('a'));
    const deletedAtMs = Date.now();
    for (const client of clients) {
      for (let gone = false; !gone;) {
        const askedAtMs = Date.now();
        const answer = await client.askFor({ op: 'get', name: 'a' });
        gone = answer['ok'] === false;
        if (gone) {
          expect(answer).toMatchObject({ error: 'not-found' });
        } else {
          expect(askedAtMs - deletedAtMs).toBeLessThanOrEqual(50);
          await client.readBytes(1);
          await client.readLine();
        }
      }
    }
    expect(await server.cachedNames()).toEqual(['b']);
    await eventually(() => server.eventsOf('entryEvicted')).toMatchObject([
      { name: 'a', reason: 'removed' },
    ]);
  });

  it('a file has one entry, whatever name asked for it', async () => {
    const folder = new TestFolder();
    folder.write('größe.txt'.normalize('NFC'), 'one file');
    const server = await TestServer.start(folder);
    const client = await server.connect();
    for (const form of ['NFD', 'NFC', 'NFD']) {
      const { header, body } = await client.get('größe.txt'.normalize(form));
      expect(body.toString()).toBe('one file');
      expect(header['name']).toBe('größe.txt'.normalize('NFC'));
    }
    expect(await server.cachedNames()).toEqual(['größe.txt'.normalize('NFC')]);
    expect(server.handle.status().counters).toMatchObject({ cacheMisses: 1, cacheHits: 2 });
  });

  it.each([1000, 30 * MIB + 5])(
    'reads %i bytes from disk once for everybody who asks at once',
    async (size) => {
      const folder = new TestFolder();
      const content = contentOf('popular', size);
      folder.write('popular.bin', content);
      const server = await TestServer.start(folder);
      const clients = await server.connectToEveryThread();
      while (clients.length < 12) clients.push(await server.connect());
      const fetched = await Promise.all(clients.map((client) => client.get('popular.bin')));
      for (const { body } of fetched) expect(body.equals(content)).toBe(true);
      const sources = fetched.map(({ header }) => header['source']);
      expect(sources.filter((source) => source === 'disk')).toHaveLength(1);
      expect(server.handle.status().counters).toMatchObject({
        cacheMisses: 1,
        cacheHits: clients.length - 1,
        bytesSent: size * clients.length,
      });
      expect(await server.cachedFiles()).toMatchObject([
        { name: 'popular.bin', size, state: 'ready', hits: clients.length - 1 },
      ]);
    },
  );

  it('many small files asked for by everybody at once are each read once', async () => {
    const folder = new TestFolder();
    const names = Array.from({ length: 300 }, (_, at) => `${at}`);
    for (const name of names) folder.write(name, contentOf(name, 3000));
    const server = await TestServer.start(folder);
    const clients = await server.connectToEveryThread();
    for (const client of clients) client.ask(...names.map((name) => ({ op: 'get', name })));
    for (const name of names) {
      for (const client of clients) {
        expect((await client.readFetched()).body.equals(contentOf(name, 3000)), name).toBe(true);
      }
    }
    expect(server.handle.status().counters).toMatchObject({
      cacheMisses: names.length,
      cacheHits: names.length * (clients.length - 1),
    });
  });
});
