import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { Host } from '../../src/host/host.ts';
import { startPanelServer } from '../../src/host/panel/panel-server.ts';
import { filesInDirectory } from '../../src/host/panel/static-files.ts';
import { createWebSocketTransport } from '../../src/host/panel/web-socket-transport.ts';
import type { FailedPort } from '../../src/shared/port-status.ts';
import type { RpcClient } from '../../src/shared/rpc-client.ts';
import { strictClient } from '../../doubles/contract/fixtures.ts';

const FILES: Readonly<Record<string, Buffer>> = {
  'a.txt': Buffer.from('hello'),
  empty: Buffer.alloc(0),
  'sub/größer.bin': Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251)),
};

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Threads take a while to start on a busy machine. */
function until(expectation: () => void | Promise<void>): Promise<void> {
  return vi.waitFor(expectation, { timeout: 15_000 });
}

describe('serving and fetching through the panel in a browser', () => {
  let folder: string;
  let host: Host;
  let panel: RpcClient;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fifolio-real-'));
    for (const [name, content] of Object.entries(FILES)) {
      const path = join(folder, 'shared', name);
      await mkdir(join(path, '..'), { recursive: true });
      await writeFile(path, content);
    }
    await mkdir(join(folder, 'target'));
    host = new Host({
      dataDirectory: join(folder, 'data'),
      shell: { kind: 'browser', tray: false, autostart: false, notifications: false },
      serverOptions: { threads: 2 },
    });
    const server = await startPanelServer({
      files: filesInDirectory(folder),
      attach: (transport) => {
        host.attach(transport);
      },
    });
    onTestFinished(() => server.close());
    const { origin, searchParams } = new URL(server.url);
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket`, {
      headers: {
        Origin: origin,
        Cookie: `fifolio_panel_${server.port}=${searchParams.get('token') ?? ''}`,
      },
    });
    await new Promise((resolve) => socket.once('open', resolve));
    panel = strictClient(createWebSocketTransport(socket));
  });
  afterEach(async () => {
    panel.close();
    await host.close({ now: true });
    await rm(folder, { recursive: true });
  });

  it('shows what is fetched in the cache, and saves it byte for byte', async () => {
    const port = await freePort();
    await panel.call('settings.set', {
      ...{ serveDirectory: join(folder, 'shared'), servePorts: [port] },
    });
    await panel.call('server.start', {});
    expect((await panel.call('server.status', {})).phase).toBe('running');
    let usedBytes = 0;
    panel.on('cacheChanged', ({ usage }) => (usedBytes = usage.usedBytes));
    const cachedNames = async (): Promise<string[]> => {
      const all = { column: 'place', direction: 'ascending', filter: '' } as const;
      return (await panel.call('cache.names', { ...all, from: 0, count: 100 })).names;
    };

    const endpoint = { host: '127.0.0.1', port };
    const { remote, dialect } = await panel.call('remote.connect', { tab: 1, ...endpoint });
    expect(dialect).toBe('native');
    const { files } = await panel.call('remote.files', {
      ...{ remote, prefix: '', recursive: true, limit: 100 },
    });
    expect(files.map(({ name, size }) => [name, size]).sort()).toEqual(
      Object.entries(FILES).map(([name, { length }]) => [name, length]),
    );

    const finished = vi.fn();
    panel.on('downloadsFinished', finished);
    const added = await panel.call('downloads.add', {
      ...{ endpoint, files: [{ name: 'missing' }], folders: [''] },
      directory: join(folder, 'target'),
    });
    expect(added).toMatchObject({ outcome: 'added', count: 4 });
    await until(() => {
      expect(finished).toHaveBeenCalledExactlyOnceWith({
        ...{ batch: 1, done: 3, failed: 1, canceled: 0, skipped: 0, omitted: 0, verified: true },
      });
    });
    for (const [name, content] of Object.entries(FILES)) {
      expect((await readFile(join(folder, 'target', name))).equals(content), name).toBe(true);
    }
    const { downloads } = await panel.call('downloads.list', { after: 0 });
    expect(downloads.find(({ name }) => name === 'missing')).toMatchObject({
      ...{ state: 'failed', problem: { code: 'refused', name: 'missing', refusal: 'not-found' } },
    });

    await until(async () => {
      expect((await cachedNames()).sort()).toEqual(Object.keys(FILES));
      expect(usedBytes).toBe(300_005);
    });
    expect((await panel.call('remote.list', { remote })).files.map(({ name }) => name)).toEqual(
      await cachedNames(),
    );
    await panel.call('cache.evict', { names: ['a.txt'] });
    expect(await cachedNames()).not.toContain('a.txt');
    await until(async () => {
      const { entries } = await panel.call('log.recent', {});
      expect(entries).toContainEqual(
        expect.objectContaining({ type: 'entryEvicted', name: 'a.txt', reason: 'evicted' }),
      );
    });
  });

  it('names the port that is taken, and the free one beside it', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      holder.close();
    });
    const { port } = holder.address() as AddressInfo;
    await panel.call('settings.set', {
      ...{ serveDirectory: join(folder, 'shared'), servePorts: [port] },
    });
    await expect(panel.call('server.start', {})).rejects.toMatchObject({
      failure: { code: 'port-in-use', problems: [{ port, systemCode: 'EADDRINUSE' }] },
    });
    const { ports } = await panel.call('server.status', {});
    expect(ports).toMatchObject([
      { port, state: 'failed', suggestedPort: expect.any(Number) as number },
    ]);
    const suggested = (ports[0] as FailedPort).suggestedPort!;
    await panel.call('settings.set', { servePorts: [suggested] });
    await panel.call('server.start', {});
    expect(await panel.call('server.status', {})).toMatchObject({
      phase: 'running',
      ports: [{ port: suggested, state: 'listening' }],
    });
  });

  it('deletes the partial file of a canceled download, and keeps that of a paused one', async () => {
    // A server that sends half a file, and then nothing.
    const half = createServer((socket) => {
      socket.on('data', (data) => {
        for (const line of data.toString().trim().split('\n')) {
          const { op, id, name } = JSON.parse(line) as { op: string; id?: number; name?: string };
          const hello = { server: 'fifolio', version: '0', protocol: 1, ops: ['get'], limits: {} };
          const file = {
            name,
            size: 100,
            from: 0,
            length: 100,
            modifiedAt: new Date(0),
            tag: 't',
            source: 'disk',
          };
          socket.write(`${JSON.stringify({ ok: true, id, ...(op === 'hello' ? hello : file) })}\n`);
          if (op === 'get') socket.write('x'.repeat(50));
        }
      });
      socket.on('error', () => undefined);
      onTestFinished(() => {
        socket.destroy();
      });
    });
    await new Promise<void>((resolve) => half.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      half.close();
    });
    const directory = join(folder, 'target');
    const endpoint = { host: '127.0.0.1', port: (half.address() as AddressInfo).port };
    await panel.call('downloads.add', { endpoint, files: [{ name: 'f' }], folders: [], directory });
    const only = async () => (await panel.call('downloads.list', { after: 0 })).downloads[0]!;
    await until(async () => {
      expect(await only()).toMatchObject({ state: 'downloading', receivedBytes: 50 });
    });
    const ids = [(await only()).id];
    await panel.call('downloads.pause', { ids });
    await until(async () => {
      expect((await only()).state).toBe('paused');
    });
    expect(await readFile(join(directory, 'f.part'), 'utf8')).toBe('x'.repeat(50));
    await panel.call('downloads.cancel', { ids });
    await until(async () => {
      expect(await readdir(directory)).toEqual([]);
    });
    expect((await only()).state).toBe('canceled');
  });
});
