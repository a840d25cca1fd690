import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Host, type HostOptions } from '../../src/host/host.ts';
import { defaultSettings } from '../../src/host/settings/settings-store.ts';
import type { RpcClient } from '../../src/shared/rpc-client.ts';
import { MIB } from '../../src/shared/units.ts';
import { freePort } from '../../harness/ports.ts';
import { WireClient } from '../../harness/wire-client.ts';
import { strictClient } from '../../doubles/contract/fixtures.ts';
import { createMemoryPair } from '../../doubles/contract/transports.ts';
import { FakeServer } from './fake-server.ts';

describe('the settings of a host', () => {
  let folder: string;
  let host: Host | undefined;

  async function open(
    given: Pick<HostOptions, 'serverOptions' | 'engine'> = {},
  ): Promise<RpcClient> {
    await host?.close({ now: true });
    host = new Host({
      ...given,
      dataDirectory: join(folder, 'data'),
      shell: { kind: 'browser', tray: false, autostart: false, notifications: false },
    });
    const pair = await createMemoryPair();
    host.attach(pair.host);
    return strictClient(pair.panel);
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fifolio-host-settings-'));
    host = undefined;
  });
  afterEach(async () => {
    await host?.close({ now: true });
    await rm(folder, { recursive: true });
  });

  describe('of a server', () => {
    const servers: FakeServer[] = [];
    const engine: HostOptions['engine'] = {
      startServer: (options) => {
        servers.push(new FakeServer(options));
        return Promise.resolve(servers.at(-1)!);
      },
    };
    beforeEach(() => {
      servers.length = 0;
    });

    it('are what it is started with, from the next start on', async () => {
      const panel = await open({ engine });
      await panel.call('settings.set', { serveDirectory: folder, servePorts: [1] });
      await panel.call('server.start', {});
      expect(servers[0]!.options).toMatchObject({
        cacheCapacityBytes: 64 * MIB,
        limits: { maxConnectionsPerAddress: 64, requestTimeoutMs: 10_000, idleTimeoutMs: 30_000 },
        rates: {},
      });
      // Left to what this computer can.
      expect(servers[0]!.options.limits).not.toHaveProperty('maxConnections');
      const changed = { maxConnections: 10, maxConnectionsPerAddress: 2 };
      const times = { requestTimeoutMs: 5000, idleTimeoutMs: 6000 };
      await panel.call('settings.set', { ...changed, ...times, cacheSize: 0, serveRate: MIB });
      await panel.call('server.stop', { now: true });
      await panel.call('server.start', {});
      expect(servers[1]!.options).toMatchObject({
        cacheCapacityBytes: 0,
        limits: { ...changed, ...times },
        rates: { all: MIB },
      });
    });

    it('do not change what the program was started with, and the panel is told', async () => {
      const serverOptions = {
        cacheCapacityBytes: MIB,
        limits: { maxConnections: 7, idleTimeoutMs: 900 },
        rates: { perClient: 2 * MIB },
      };
      const panel = await open({ engine, serverOptions });
      const ports = [{ port: 1, host: '127.0.0.1' }];
      await host!.adoptServer(new FakeServer({ ...serverOptions, directory: '/other', ports }));
      expect((await panel.call('settings.frame', {})).given).toEqual({
        ...{ cacheSize: MIB, maxConnections: 7, idleTimeoutMs: 900 },
        serveRatePerClient: 2 * MIB,
      });
      const other = { maxConnections: 9, idleTimeoutMs: 1, requestTimeoutMs: 5 };
      await panel.call('settings.set', { ...other, cacheSize: 0, serveRatePerClient: 0 });
      await panel.call('server.stop', { now: true });
      expect((await panel.call('cache.status', {})).usage.capacityBytes).toBe(MIB);
      await panel.call('server.start', {});
      expect(servers[0]!.options).toMatchObject({
        ...serverOptions,
        limits: { ...serverOptions.limits, requestTimeoutMs: 5 },
      });
    });

    it('show at once how much the next one will cache', async () => {
      const panel = await open({ engine });
      let capacityBytes = 0;
      panel.on('cacheChanged', ({ usage }) => {
        ({ capacityBytes } = usage);
      });
      await panel.call('settings.set', { cacheSize: 3 * MIB });
      await vi.waitFor(() => {
        expect(capacityBytes).toBe(3 * MIB);
      });
      expect((await panel.call('cache.status', {})).usage.capacityBytes).toBe(3 * MIB);
      const query = { column: 'place', direction: 'ascending', filter: '' } as const;
      const window = await panel.call('cache.window', {
        ...{ ...query, from: 0, count: 10 },
        watched: [],
      });
      expect(window.usage.capacityBytes).toBe(3 * MIB);
      await panel.call('settings.set', { serveDirectory: folder, servePorts: [1] });
      await panel.call('server.start', {});
      await panel.call('settings.set', { cacheSize: MIB });
      // That of the server, which goes on as it is.
      expect((await panel.call('cache.status', {})).usage.capacityBytes).toBe(100);
    });

    it('cannot be imported while it runs', async () => {
      const panel = await open({ engine });
      await panel.call('settings.set', { serveDirectory: folder, servePorts: [1] });
      const { text } = await panel.call('settings.export', {});
      await panel.call('server.start', {});
      await expect(panel.call('settings.import', { text })).rejects.toMatchObject({
        failure: { code: 'import-while-serving' },
      });
      await panel.call('server.stop', { now: true });
      expect(await panel.call('settings.import', { text })).toEqual({ changed: 0 });
    });
  });

  it('are exported and imported, all or none, and every panel is told', async () => {
    const panel = await open();
    const { defaults, given } = await panel.call('settings.frame', {});
    expect(defaults).toEqual(defaultSettings());
    expect(given).toEqual({});
    await panel.call('settings.set', { theme: 'dark', cacheSize: MIB, askForCode: true });
    const { text } = await panel.call('settings.export', {});
    await panel.call('settings.set', { ...defaults, recentFolders: ['/kept'] });

    const damaged = text.replace('"cacheSize": 1048576', '"cacheSize": "a lot"');
    await expect(panel.call('settings.import', { text: damaged })).rejects.toMatchObject({
      failure: { code: 'settings-refused', unfit: ['cacheSize'], unknown: [] },
    });
    expect(await panel.call('settings.get', {})).toEqual({ ...defaults, recentFolders: ['/kept'] });

    let shown = defaults;
    panel.on('settingsChanged', (settings) => {
      shown = settings;
    });
    expect(await panel.call('settings.import', { text })).toEqual({ changed: 3 });
    const expected = {
      ...defaults,
      ...{ theme: 'dark', cacheSize: MIB, askForCode: true, recentFolders: ['/kept'] },
    };
    expect(await panel.call('settings.get', {})).toEqual(expected);
    expect(shown).toEqual(expected);
    // As if it had been chosen in the panel, so that the code can be copied before the start.
    const { protection } = await panel.call('server.status', {});
    expect(protection.accessCode).toMatch(/\S{8}/);
  });

  it.each([
    ['its cache', { cacheSize: 2 * MIB }],
    ['no cache', { cacheSize: 0 }],
  ])('give a real server %s', async (_, { cacheSize }) => {
    const panel = await open({ serverOptions: { threads: 2 } });
    await startReal(panel, { cacheSize });
    const { usage } = await panel.call('cache.status', {});
    expect(usage.capacityBytes).toBe(cacheSize);
  });

  it('have a real server refuse connections over the limit', async () => {
    const panel = await open({ serverOptions: { threads: 2 } });
    const port = await startReal(panel, { maxConnections: 1 });
    const first = await WireClient.connect(port);
    onTestFinished(() => first.close());
    expect(await first.askFor({ op: 'hello' })).toMatchObject({ ok: true });
    const second = await WireClient.connect(port);
    onTestFinished(() => second.close());
    expect(await second.askFor({ op: 'hello' })).toMatchObject({ ok: false, error: 'busy' });
  });

  async function startReal(panel: RpcClient, patch: object): Promise<number> {
    await writeFile(join(folder, 'a.txt'), 'content');
    const port = await freePort();
    const place = { serveDirectory: folder, servePorts: [port], reach: 'computer' as const };
    await panel.call('settings.set', { ...place, ...patch });
    await panel.call('server.start', {});
    return port;
  }
});
