import { renameSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startServer } from '../../src/engine/server/supervisor/start-server.ts';
import { contentOf } from '../../doubles/content.ts';
import { duplicateByPath } from '../../src/engine/server/supervisor/listening-socket.ts';
import { eventually, SYSTEM, TestFolder, TestServer } from './test-server.ts';
import { WireClient } from '../../harness/wire-client.ts';

const MIB = 1 << 20;
const SIZE = 40 * MIB;

describe('worker threads', () => {
  const isShared = process.platform === 'linux' && SYSTEM?.accepting !== 'port-per-thread';
  it.runIf(isShared)('share the connections of one port (Linux)', async () => {
    const folder = new TestFolder();
    folder.write('file.txt', 'content');
    const server = await TestServer.start(folder, { threads: 4 });
    // So few that one thread alone could report them all in one batch of events.
    const clients = await Promise.all(Array.from({ length: 20 }, () => server.connect()));
    for (const client of clients)
      expect((await client.get('file.txt')).body.toString()).toBe('content');
    const { threads, ports, accepting } = server.handle.status();
    expect(accepting).toBe(SYSTEM?.accepting ?? 'shared-port');
    expect(ports[0]!.threads).toEqual([0, 1, 2, 3]);
    expect(threads.reduce((sum, { connectionsOpen }) => sum + connectionsOpen, 0)).toBe(20);
    for (const { connectionsAccepted, requests } of threads) {
      expect(requests).toBe(connectionsAccepted);
    }
    await eventually(() => server.eventsOf('connectionOpened')).toHaveLength(20);
    const stats = await clients[0]!.askFor({ op: 'stats' });
    expect(stats['threads']).toMatchObject(
      threads.map(({ thread, connectionsOpen }) => ({ thread, connectionsOpen })),
    );
    // Who accepts is the system's choice, so 20 connections may leave a thread out.
    for (const client of await server.connectToEveryThread()) {
      expect((await client.get('file.txt')).body.toString()).toBe('content');
    }
    await eventually(
      () => new Set(server.eventsOf('connectionOpened').map(({ thread }) => thread)).size,
    ).toBe(4);
  });

  it('one that dies takes its own connections with it, and nothing else', async () => {
    const folder = new TestFolder();
    const content = contentOf('cached', SIZE);
    const loaded = contentOf('loaded', 20 * MIB);
    folder.write('cached.bin', content);
    folder.write('loaded.bin', loaded);
    const server = await TestServer.start(folder);
    const survivors = await server.connectToEveryThread();
    await survivors[0]!.get('cached.bin');
    const readers = await server.connectToEveryThread();
    for (const reader of readers) {
      reader.ask({ op: 'get', name: 'cached.bin' });
      expect(await reader.readJson()).toMatchObject({ source: 'cache' });
    }
    const loader = (await server.connectToEveryThread())[1]!;
    loader.ask({ op: 'get', name: 'loaded.bin' });
    await loader.readJson();
    // Its readers hold pieces of an entry that leaves.
    await server.handle.evict(['cached.bin']);
    expect(server.handle.cacheUsage().heldBytes).toBeGreaterThan(0);

    await server.threads[1]!.terminate();
    await eventually(() => server.events.map(({ type }) => type)).toContain('workerStarted');
    expect(server.eventsOf('workerDied')).toMatchObject([{ thread: 1 }]);
    expect(server.eventsOf('workerStarted')).toMatchObject([{ thread: 1 }]);

    for (const lost of [survivors[1]!, readers[1]!, loader]) {
      expect((await lost.readUntilCut()).includes('"end":true')).toBe(false);
    }
    // The reader on the other thread goes on from disk.
    expect((await readers[0]!.readBytes(SIZE)).equals(content)).toBe(true);
    expect(await readers[0]!.readJson()).toMatchObject({ end: true });
    expect((await survivors[0]!.get('loaded.bin')).body.equals(loaded)).toBe(true);

    const again = await server.connectToEveryThread();
    for (const client of again) {
      expect((await client.get('cached.bin')).body.equals(content)).toBe(true);
    }
    await eventually(() =>
      server.handle.status().threads.map(({ connectionsOpen }) => connectionsOpen),
    ).toEqual([4, 1]);
    await server.expectEmptyAfterClear();
    // All of the arena is in one piece again.
    folder.write('everything.bin', contentOf('everything', 64 * MIB));
    await again[0]!.get('everything.bin');
    expect(await server.cachedNames()).toEqual(['everything.bin']);
  });

  it('all of them may die, one after the other', async () => {
    const folder = new TestFolder();
    const content = contentOf('file', SIZE);
    folder.write('file.bin', content);
    const server = await TestServer.start(folder, { threads: 3 });
    for (const thread of [0, 1, 2]) {
      for (const client of await server.connectToEveryThread()) {
        client.ask({ op: 'get', name: 'file.bin' });
        await client.readJson();
      }
      await server.threads[thread]!.terminate();
      await eventually(() => server.eventsOf('workerStarted')).toHaveLength(thread + 1);
    }
    for (const client of await server.connectToEveryThread()) {
      expect((await client.get('file.bin')).body.equals(content)).toBe(true);
    }
    expect(server.eventsOf('workerDied').map(({ thread }) => thread)).toEqual([0, 1, 2]);
    expect(server.handle.status().counters.requests).toBeGreaterThanOrEqual(12);
    await eventually(() => server.handle.status().counters.connectionsOpen).toBeLessThan(13);
  });

  it('all of them may die at once', async () => {
    const folder = new TestFolder();
    folder.write('file.txt', 'still there');
    const server = await TestServer.start(folder);
    const clients = await server.connectToEveryThread();
    for (const client of clients) await client.get('file.txt');
    await Promise.all(server.threads.map((thread) => thread.terminate()));
    await eventually(() => server.eventsOf('workerStarted')).toHaveLength(2);
    for (const client of await server.connectToEveryThread()) {
      expect((await client.get('file.txt')).body.toString()).toBe('still there');
    }
    // What they had cached is still cached.
    expect(server.handle.status().counters.cacheMisses).toBe(1);
    expect(server.handle.status().counters.connectionsOpen).toBe(2);
  });

  it('that die while a port is added listen on it once they are replaced', async () => {
    const folder = new TestFolder();
    folder.write('file.txt', 'content');
    const server = await TestServer.start(folder, { threads: 3 });
    const { accepting } = server.handle.status();
    const killed = server.threads[1]!.terminate();
    const status = await server.handle.addPort({ port: 0, host: '127.0.0.1' });
    const threads = accepting === 'port-per-thread' ? [1] : [0, 1, 2];
    expect(status).toMatchObject({ state: 'listening', threads });
    await killed;
    await eventually(() => server.eventsOf('workerStarted')).toHaveLength(1);
    await eventually(() => WireClient.connect(status.port).then((client) => client.close()))
      // Refused until it listens.
      .toBeUndefined();
    for (const client of await server.connectToEveryThread(status.port)) {
      expect((await client.get('file.txt')).body.toString()).toBe('content');
    }
  });

  it('are replaced while the folder is gone, too', async () => {
    const folder = new TestFolder();
    folder.write('share/file.txt', 'back again');
    const handle = await startServer(
      {
        directory: folder.pathOf('share'),
        threads: 2,
        ports: [{ port: 0, host: '127.0.0.1' }],
      },
      SYSTEM,
    );
    const server = TestServer.of(handle);
    renameSync(folder.pathOf('share'), folder.pathOf('elsewhere'));
    await Promise.all(server.threads.map((thread) => thread.terminate()));
    await eventually(() => server.eventsOf('workerStarted')).toHaveLength(2);
    const [client] = await server.connectToEveryThread();
    expect(await client!.askFor({ op: 'get', name: 'file.txt' })).toMatchObject({ ok: false });
    renameSync(folder.pathOf('elsewhere'), folder.pathOf('share'));
    expect((await client!.get('file.txt')).body.toString()).toBe('back again');
    expect(server.eventsOf('workerDied')).toHaveLength(2);
  });
});

describe('where the system does not share a port between threads', () => {
  it('each port belongs to one thread, and to its replacement', async () => {
    const folder = new TestFolder();
    folder.write('file.txt', 'content');
    const server = await TestServer.start(
      folder,
      { threads: 2, ports: [0, 0, 0].map((port) => ({ port, host: '127.0.0.1' })) },
      { accepting: 'port-per-thread', duplicate: duplicateByPath },
    );
    const { ports, accepting } = server.handle.status();
    expect(accepting).toBe('port-per-thread');
    expect(ports.map(({ threads }) => threads)).toEqual([[0], [1], [0]]);
    const fetchFrom = async (port: number): Promise<string> => {
      const client = await WireClient.connect(port);
      onTestFinished(() => client.close());
      return (await client.get('file.txt')).body.toString();
    };
    for (let round = 0; round < 3; round++) {
      for (const { port } of ports) expect(await fetchFrom(port)).toBe('content');
    }
    expect(server.handle.status().threads.map(({ requests }) => requests)).toEqual([6, 3]);

    await server.threads[0]!.terminate();
    await eventually(() => server.eventsOf('workerStarted')).toHaveLength(1);
    for (const { port } of ports) {
      await eventually(() => fetchFrom(port).catch((error: unknown) => error)).toBe('content');
    }
    expect(server.handle.status().ports).toEqual(ports);
    expect(await server.handle.removePort(ports[2]!.port)).toBe(true);
    await expect(WireClient.connect(ports[2]!.port)).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
    expect(await fetchFrom(ports[0]!.port)).toBe('content');
  });
});
