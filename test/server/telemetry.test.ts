import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  cacheUsageSchema,
  serverEventSchema,
  type ServerEvent,
  serverStatusSchema,
  transferSchema,
} from '../../src/shared/server-state.ts';
import { contentOf } from '../../doubles/content.ts';
import { eventually, TestFolder, TestServer } from './test-server.ts';

const MIB = 1 << 20;

describe('telemetry', () => {
  it('tells of everything that happens, in the shapes of the contract', async () => {
    const folder = new TestFolder();
    folder.write('small.txt', 'small');
    folder.write('large.bin', contentOf('large', 40 * MIB));
    folder.write('other.bin', contentOf('other', 40 * MIB));
    const server = await TestServer.start(folder);
    const client = await server.connect();
    await client.get('small.txt');
    await client.askFor({ op: 'get', name: 'none' });
    client.ask({ op: 'get', name: 'large.bin', from: MIB });
    const header = await client.readJson();
    await eventually(() => server.eventsOf('requestProgressed')).not.toEqual([]);

    serverStatusSchema.parse(server.handle.status());
    cacheUsageSchema.parse(server.handle.cacheUsage());
    const transfers = z.array(transferSchema).parse(await server.handle.transfers());
    const entries = await server.cachedFiles();
    const [connection] = server.eventsOf('connectionOpened');
    expect(transfers).toMatchObject([
      {
        connection: connection!.connection,
        thread: connection!.thread,
        port: server.port,
        peer: connection!.peer,
        dialect: 'native',
        name: 'large.bin',
        size: 40 * MIB,
        from: MIB,
        source: 'disk',
      },
    ]);
    expect(transfers[0]!.sentBytes).toBeGreaterThan(0);
    expect(entries.map(({ name }) => name)).toEqual(['small.txt', 'large.bin']);
    expect(entries[0]).toMatchObject({ size: 5, hits: 0, state: 'ready' });

    await client.readBytes(header['length'] as number);
    await client.readLine();
    await client.get('other.bin');
    const plain = await server.connect();
    plain.send('list');
    await plain.readToEnd();
    plain.close();
    const { port } = await server.handle.addPort({ port: 0, host: '127.0.0.1' });
    await server.handle.addPort({ port: 0, host: '192.0.2.1' });
    await server.handle.removePort(port);
    const aborting = await server.connect();
    aborting.ask({ op: 'get', name: 'large.bin' });
    await aborting.readBytes(10);
    aborting.close();
    // A thread that dies takes what it has not reported yet with it.
    await eventually(() => server.eventsOf('entryCached').map(({ name }) => name)).toEqual(
      expect.arrayContaining(['small.txt', 'large.bin', 'other.bin']),
    );
    await eventually(() => server.eventsOf('entryEvicted')).not.toEqual([]);
    await eventually(() => server.eventsOf('requestFailed')).toHaveLength(2);
    await server.threads[1]!.terminate();
    await eventually(() => server.eventsOf('workerStarted')).toHaveLength(1);
    client.close();
    await server.handle.stop({ graceMs: 0 });

    serverStatusSchema.parse(server.handle.status());
    for (const event of server.events) serverEventSchema.parse(event);
    const kinds: ServerEvent['type'][] = [
      'connectionOpened',
      'connectionClosed',
      'requestStarted',
      'requestProgressed',
      'requestCompleted',
      'requestFailed',
      'entryCached',
      'entryEvicted',
      'workerStarted',
      'workerDied',
      'portOpened',
      'portClosed',
      'portFailed',
    ];
    expect(new Set(server.events.map(({ type }) => type))).toEqual(new Set(kinds));

    const started = server.eventsOf('requestStarted').find(({ from }) => from === MIB)!;
    expect(started).toMatchObject({ op: 'get', name: 'large.bin', size: 40 * MIB, source: 'disk' });
    const completed = server
      .eventsOf('requestCompleted')
      .find(({ request }) => request === started.request);
    expect(completed).toMatchObject({ sentBytes: 39 * MIB, name: 'large.bin', peer: started.peer });
    const progress = server
      .eventsOf('requestProgressed')
      .filter(({ request }) => request === started.request)
      .map(({ sentBytes }) => sentBytes);
    expect(progress).toEqual([...progress].sort((left, right) => left - right));
    expect(server.eventsOf('requestFailed')).toContainEqual(
      expect.objectContaining({ name: 'none', code: 'not-found', op: 'get', dialect: 'native' }),
    );
    expect(server.eventsOf('entryEvicted')).toContainEqual(
      expect.objectContaining({ name: 'small.txt', reason: 'room' }),
    );
  });

  it('counts exactly, however much happens at once', async () => {
    const folder = new TestFolder();
    const sizes = Array.from({ length: 20 }, (_, at) => at * 7001);
    sizes.forEach((size, at) => folder.write(`${at}.bin`, contentOf(`${at}`, size)));
    const server = await TestServer.start(folder, { threads: 3 });
    const clients = await server.connectToEveryThread();
    while (clients.length < 9) clients.push(await server.connect());
    const before = server.handle.status().counters;
    const rounds = 30;
    await Promise.all(
      clients.map(async (client) => {
        for (let round = 0; round < rounds; round++) {
          client.ask(...sizes.map((_, at) => ({ op: 'get', name: `${at}.bin` })), {
            op: 'get',
            name: 'none',
          });
          for (const [at, size] of sizes.entries()) {
            const { body } = await client.readFetched();
            if (!body.equals(contentOf(`${at}`, size))) expect.fail(`${at}.bin is wrong`);
          }
          await client.readJson();
        }
      }),
    );
    const all = clients.length * rounds;
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    const { counters, threads } = server.handle.status();
    expect(counters).toMatchObject({
      requests: before.requests + all * (sizes.length + 1),
      requestsFailed: all,
      cacheMisses: sizes.length,
      cacheHits: all * sizes.length - sizes.length,
      bytesSent: all * bytes,
      bytesSentFromCache: (all - 1) * bytes,
      evictions: 0,
    });
    expect(threads.reduce((sum, { bytesSent }) => sum + bytesSent, 0)).toBe(all * bytes);
    const entries = await server.cachedFiles();
    expect(entries.reduce((sum, { hits }) => sum + hits, 0)).toBe(counters.cacheHits);
  });

  it('leaves out what nobody could read, and says how much', async () => {
    const folder = new TestFolder();
    folder.write('tiny.txt', 'tiny');
    const server = await TestServer.start(folder);
    const client = await server.connect();
    await client.get('tiny.txt');
    const asked = 20_000;
    for (let done = 0; done < asked; done += 1000) {
      client.ask(...Array.from({ length: 1000 }, () => ({ op: 'get', name: 'tiny.txt' })));
      for (let at = 0; at < 1000; at++)
        expect((await client.readFetched()).body.toString()).toBe('tiny');
    }
    const reported = (): number =>
      server.eventsOf('requestCompleted').length +
      server.eventsOf('eventsDropped').reduce((sum, { count }) => sum + count, 0);
    await eventually(reported).toBe(asked + 1);
    expect(server.eventsOf('eventsDropped').length).toBeGreaterThan(0);
    expect(server.eventsOf('requestCompleted').length).toBeLessThan(asked);
    for (const event of server.events) serverEventSchema.parse(event);
  });

  it('comes in batches, to everybody who listens, as long as they do', async () => {
    const folder = new TestFolder();
    folder.write('file.txt', 'content');
    const server = await TestServer.start(folder);
    const client = await server.connect();
    const batches: (readonly ServerEvent[])[] = [];
    const unsubscribe = server.handle.onEvents((events) => batches.push(events));
    client.ask(...Array.from({ length: 20 }, () => ({ op: 'get', name: 'file.txt' })));
    for (let at = 0; at < 20; at++) await client.readFetched();
    await eventually(() =>
      batches.flat().filter(({ type }) => type === 'requestCompleted'),
    ).toHaveLength(20);
    expect(batches.length).toBeLessThan(20);
    unsubscribe();
    const received = batches.length;
    await client.get('file.txt');
    await eventually(() => server.eventsOf('requestCompleted')).toHaveLength(21);
    expect(batches).toHaveLength(received);
  });
});

describe('commands', () => {
  it('evict and clear take entries out, and say how many', async () => {
    const folder = new TestFolder();
    for (const name of ['a', 'b', 'c', 'd']) folder.write(name, name);
    const server = await TestServer.start(folder);
    const client = await server.connect();
    for (const name of ['a', 'b', 'c', 'd']) await client.get(name);
    expect(await server.handle.evict(['b', 'none', 'd', 'b'])).toBe(2);
    expect(await server.cachedNames()).toEqual(['a', 'c']);
    expect(await server.handle.evict([])).toBe(0);
    expect(await server.handle.clear()).toBe(2);
    expect(await server.handle.clear()).toBe(0);
    await eventually(() => server.eventsOf('entryEvicted')).toHaveLength(4);
    expect(server.eventsOf('entryEvicted')).toMatchObject([
      { name: 'b', reason: 'evicted' },
      { name: 'd', reason: 'evicted' },
      { name: 'a', reason: 'cleared' },
      { name: 'c', reason: 'cleared' },
    ]);
    expect(await client.get('b')).toMatchObject({ header: { source: 'disk' } });
  });

  it('disconnect cuts one connection, whichever thread has it', async () => {
    const folder = new TestFolder();
    folder.write('large.bin', contentOf('large', 40 * MIB));
    const server = await TestServer.start(folder);
    const clients = await server.connectToEveryThread();
    clients[0]!.ask({ op: 'get', name: 'large.bin' });
    await clients[0]!.readJson();
    const peers = clients.map(({ socket }) => `127.0.0.1:${socket.localPort!}`);
    await eventually(() => server.eventsOf('connectionOpened').map(({ peer }) => peer)).toEqual(
      expect.arrayContaining(peers),
    );
    for (const [at, peer] of peers.entries()) {
      const opened = server.eventsOf('connectionOpened').find((event) => event.peer === peer)!;
      expect(await server.handle.disconnect(opened.connection)).toBe(true);
      expect((await clients[at]!.readUntilCut()).includes('{"end":true')).toBe(false);
      await eventually(() => server.handle.disconnect(opened.connection)).toBe(false);
    }
    await eventually(() => server.eventsOf('connectionClosed').map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['disconnected', 'disconnected']),
    );
    expect(await server.handle.disconnect(12_345_678)).toBe(false);
    const next = await server.connect();
    expect(await next.askFor({ op: 'hello' })).toMatchObject({ ok: true });
  });
});

it('tells how long answers took that are text, or short', async () => {
  const folder = new TestFolder();
  folder.write('file.txt', 'content');
  const server = await TestServer.start(folder);
  const client = await server.connect();
  await client.askFor({ op: 'hello' });
  await client.get('file.txt');
  await client.list();
  await client.list({ op: 'files' });
  await client.askFor({ op: 'stats' });
  await eventually(() => server.eventsOf('requestCompleted').map(({ op }) => op)).toEqual([
    ...['hello', 'get', 'list', 'files', 'stats'],
  ]);
  for (const { op, durationMs } of server.eventsOf('requestCompleted')) {
    expect(durationMs, op).toBeGreaterThan(0);
  }
});
