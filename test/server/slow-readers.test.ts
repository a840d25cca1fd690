import { describe, expect, it } from 'vitest';
import { contentOf } from '../../doubles/content.ts';
import { eventually, TestFolder, TestServer } from './test-server.ts';
import { checksumOf } from '../../harness/wire-client.ts';

const MIB = 1 << 20;
/** More than the system's buffers between two sockets take. */
const LARGE = 40 * MIB;

describe('a client that reads slowly or not at all', () => {
  it('gets the bytes of its version, though its entry was evicted while it read', async () => {
    const folder = new TestFolder();
    const content = contentOf('oldest', LARGE + 11);
    folder.write('oldest.bin', content);
    const others = Array.from({ length: 12 }, (_, at) => `other ${at}.bin`);
    for (const name of others) folder.write(name, contentOf(name, 6 * MIB));
    const server = await TestServer.start(folder);
    const [fast, slow] = await server.connectToEveryThread();
    await fast!.get('oldest.bin');
    slow!.ask({ op: 'get', name: 'oldest.bin', id: 'slow' });
    expect(await slow!.readJson()).toMatchObject({ id: 'slow', source: 'cache' });
    const beginning = await slow!.readBytes(100);

    for (const name of others) {
      expect((await fast!.get(name)).body.equals(contentOf(name, 6 * MIB)), name).toBe(true);
      expect((await server.cachedNames()).at(-1)).toBe(name);
    }
    const cache = server.handle.cacheUsage();
    const entries = await server.cachedFiles();
    expect(entries.map(({ name }) => name)).toEqual(others.slice(-entries.length));
    expect(entries.length).toBeGreaterThanOrEqual(8);
    expect(cache.usedBytes).toBe(entries.length * 6 * MIB + cache.heldBytes);
    expect(cache.usedBytes).toBeLessThanOrEqual(64 * MIB);
    expect(cache.heldBytes).toBeGreaterThan(0);

    const rest = await slow!.readBytes(content.length - 100);
    expect(beginning.equals(content.subarray(0, 100))).toBe(true);
    expect(rest.equals(content.subarray(100))).toBe(true);
    expect(await slow!.readJson()).toEqual({ end: true, crc32: checksumOf(content) });
    await server.expectEmptyAfterClear();
  });

  it('delays nobody on its own or any other thread', async () => {
    const folder = new TestFolder();
    folder.write('large.bin', contentOf('large', LARGE));
    folder.write('uncached.bin', contentOf('uncached', 70 * MIB));
    folder.write('small.txt', 'small');
    const server = await TestServer.start(folder);
    const readers = await server.connectToEveryThread();
    for (const name of ['large.bin', 'uncached.bin']) {
      for (const client of await server.connectToEveryThread()) client.ask({ op: 'get', name });
    }
    const plain = await server.connect();
    plain.send('large.bin');
    await eventually(() => server.handle.transfers()).toHaveLength(5);
    for (let round = 0; round < 50; round++) {
      for (const client of readers) {
        expect((await client.get('small.txt')).body.toString()).toBe('small');
      }
    }
    const [reader] = readers;
    expect((await reader!.get('large.bin')).body.equals(contentOf('large', LARGE))).toBe(true);
    const transfers = await server.handle.transfers();
    expect(transfers).toHaveLength(5);
    for (const { sentBytes, size } of transfers) expect(sentBytes).toBeLessThan(size);
  });

  it('does not keep the load of its file from those who follow it', async () => {
    const folder = new TestFolder();
    const content = contentOf('followed', LARGE);
    folder.write('followed.bin', content);
    const server = await TestServer.start(folder);
    const [leader, follower] = await server.connectToEveryThread();
    leader!.ask({ op: 'get', name: 'followed.bin' });
    expect(await leader!.readJson()).toMatchObject({ source: 'disk' });
    expect((await follower!.get('followed.bin')).body.equals(content)).toBe(true);
    expect(server.handle.status().counters).toMatchObject({ cacheMisses: 1, cacheHits: 1 });
    expect((await leader!.readBytes(LARGE)).equals(content)).toBe(true);
    expect(await leader!.readJson()).toEqual({ end: true, crc32: checksumOf(content) });
  });

  it('leaves nothing behind when it goes away', async () => {
    const folder = new TestFolder();
    for (const name of ['cached.bin', 'followed.bin'])
      folder.write(name, contentOf(name, 30 * MIB));
    folder.write('uncached.bin', contentOf('uncached', 70 * MIB));
    const server = await TestServer.start(folder);
    await (await server.connect()).get('cached.bin');
    for (const name of ['cached.bin', 'followed.bin', 'uncached.bin']) {
      const client = await server.connect();
      client.ask({ op: 'get', name });
      await client.readBytes(5000);
      client.close();
    }
    await eventually(() =>
      server
        .eventsOf('requestFailed')
        .map(({ name, code }) => [name, code])
        .sort(),
    ).toEqual([
      ['cached.bin', 'cut'],
      ['followed.bin', 'cut'],
      ['uncached.bin', 'cut'],
    ]);
    await eventually(() => server.handle.transfers()).toEqual([]);
    await server.expectEmptyAfterClear();
    expect(server.handle.status().counters.connectionsOpen).toBe(1);
  });
});
