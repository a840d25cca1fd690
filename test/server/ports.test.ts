import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startServer } from '../../src/engine/server/supervisor/start-server.ts';
import {
  type FailedPort,
  type PortStatus,
  portStatusSchema,
} from '../../src/shared/port-status.ts';
import { contentOf } from '../../doubles/content.ts';
import { eventually, TestFolder, TestServer } from './test-server.ts';
import { WireClient } from '../../harness/wire-client.ts';

/** Throws for a port that does not suggest another. */
function suggestedBy(status: PortStatus): number {
  expect(status).toMatchObject({ state: 'failed', suggestedPort: expect.any(Number) as number });
  return (status as FailedPort).suggestedPort!;
}

const HOST = '127.0.0.1';

/** A port that another program listens on. */
async function occupy(): Promise<number> {
  const other = createServer();
  onTestFinished(() => void other.close());
  await new Promise<void>((resolve) => other.listen(0, HOST, resolve));
  return (other.address() as { port: number }).port;
}

async function fetchFrom(port: number): Promise<string> {
  const client = await WireClient.connect(port);
  const { body } = await client.get('file.txt');
  client.close();
  return body.toString();
}

function folderWithFile(): TestFolder {
  const folder = new TestFolder();
  folder.write('file.txt', 'content');
  return folder;
}

describe('ports', () => {
  it('several are served at once, and one in use is named without harm to the others', async () => {
    const taken = await occupy();
    const server = await TestServer.start(folderWithFile(), {
      ports: [0, taken, 0].map((port) => ({ port, host: HOST })),
    });
    const { ports } = server.handle.status();
    expect(ports.map(({ state }) => state)).toEqual(['listening', 'failed', 'listening']);
    expect(ports[0]!.port).not.toBe(ports[2]!.port);
    for (const { port } of [ports[0]!, ports[2]!]) expect(await fetchFrom(port)).toBe('content');
    const failed = portStatusSchema.parse(ports[1]);
    expect(failed).toMatchObject({
      ...{ requestedPort: taken, port: taken, threads: [] },
      problem: { port: taken, systemCode: 'EADDRINUSE' },
    });
    const suggested = suggestedBy(failed);
    expect(suggested).not.toBe(taken);
    expect(ports.map(({ port }) => port)).not.toContain(suggested);
    expect(await server.handle.addPort({ port: suggested, host: HOST })).toMatchObject({
      state: 'listening',
      port: suggested,
    });
    expect(await fetchFrom(suggested)).toBe('content');
  });

  it('runs on, and can be given a port, when it got none', async () => {
    const taken = await occupy();
    const server = await TestServer.start(folderWithFile(), {
      ports: [{ port: taken, host: HOST }],
    });
    expect(server.handle.status()).toMatchObject({
      phase: 'running',
      ports: [{ state: 'failed' }],
    });
    const added = await server.handle.addPort({ port: 0, host: HOST });
    expect(await fetchFrom(added.port)).toBe('content');
    // The failure can be put away.
    expect(await server.handle.removePort(taken)).toBe(false);
    expect(server.handle.status().ports).toMatchObject([{ port: added.port, state: 'listening' }]);
    await eventually(() => server.eventsOf('portOpened')).toHaveLength(1);
  });

  it('a port that failed can be asked for again', async () => {
    const server = await TestServer.start(folderWithFile());
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, HOST, resolve));
    const { port } = other.address() as { port: number };
    expect(await server.handle.addPort({ port, host: HOST })).toMatchObject({ state: 'failed' });
    await new Promise((resolve) => other.close(resolve));
    expect(await server.handle.addPort({ port, host: HOST })).toMatchObject({ state: 'listening' });
    expect(server.handle.status().ports.filter((status) => status.port === port)).toHaveLength(1);
    expect(await fetchFrom(port)).toBe('content');
    await eventually(() => server.eventsOf('portFailed')).toHaveLength(1);
  });

  it('the same port twice is one port', async () => {
    const server = await TestServer.start(folderWithFile());
    const [first] = server.handle.status().ports;
    const again = await server.handle.addPort({ port: server.port, host: HOST });
    expect(again).toEqual(first);
    expect(server.handle.status().ports).toHaveLength(1);
    const both = await Promise.all([
      server.handle.addPort({ port: 0, host: HOST }),
      server.handle.addPort({ port: 0, host: HOST }),
    ]);
    expect(new Set(both.map(({ port }) => port)).size).toBe(2);
  });

  it('an address that this computer does not have is said to be so', async () => {
    const server = await TestServer.start(folderWithFile());
    const status = await server.handle.addPort({ port: 0, host: '192.0.2.1' });
    expect(status).toMatchObject({
      ...{ state: 'failed', host: '192.0.2.1' },
      problem: { host: '192.0.2.1', systemCode: 'EADDRNOTAVAIL' },
    });
    expect(status).not.toHaveProperty('suggestedPort');
    expect(await fetchFrom(server.port)).toBe('content');
  });

  it('a number that is no port is refused before anything is started', async () => {
    const folder = folderWithFile();
    for (const port of [-1, 65_536, 1.5, Number.NaN]) {
      const ports = [{ port, host: HOST }];
      await expect(startServer({ directory: folder.path, ports })).rejects.toThrow(RangeError);
    }
    const server = await TestServer.start(folder);
    await expect(server.handle.addPort({ port: 70_000, host: HOST })).rejects.toThrow(RangeError);
    expect(server.handle.status().ports).toHaveLength(1);
    expect(await server.handle.addPort({ port: 0, host: HOST })).toMatchObject({
      state: 'listening',
    });
  });

  it('a removed port lets its transfers finish, and nobody in any more', async () => {
    const folder = folderWithFile();
    const content = contentOf('large', 40 << 20);
    folder.write('large.bin', content);
    const server = await TestServer.start(folder);
    const { port } = await server.handle.addPort({ port: 0, host: HOST });
    const client = await WireClient.connect(port);
    onTestFinished(() => client.close());
    client.ask({ op: 'get', name: 'large.bin' });
    const header = await client.readJson();
    expect(await server.handle.removePort(port)).toBe(true);
    await expect(WireClient.connect(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(server.handle.status().ports.map((status) => status.port)).toEqual([server.port]);
    expect((await client.readBytes(header['length'] as number)).equals(content)).toBe(true);
    await client.readLine();
    expect((await client.get('file.txt')).body.toString()).toBe('content');
    expect(await client.askFor({ op: 'stats' })).toMatchObject({ ports: [{ port: server.port }] });

    await eventually(() => server.eventsOf('portClosed')).toMatchObject([{ port, host: HOST }]);
    expect(await server.handle.removePort(port)).toBe(false);
    expect(await server.handle.addPort({ port, host: HOST })).toMatchObject({ state: 'listening' });
    expect(await fetchFrom(port)).toBe('content');
  });

  it('is reached over IPv6, too', async ({ skip }) => {
    const server = await TestServer.start(folderWithFile());
    const status = await server.handle.addPort({ port: 0, host: '::1' });
    if (status.state === 'failed') skip('this machine has no IPv6');
    const client = await WireClient.connect(status.port, '::1');
    onTestFinished(() => client.close());
    expect((await client.get('file.txt')).body.toString()).toBe('content');
    await eventually(() => server.eventsOf('connectionOpened')).toHaveLength(1);
    expect(server.eventsOf('connectionOpened')[0]!.peer).toMatch(/^\[::1\]:\d+$/);
  });
});
