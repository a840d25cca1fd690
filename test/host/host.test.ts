import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ConnectOptions, Remote } from '../../src/engine/client/remote/remote.ts';
import { Host, type HostOptions } from '../../src/host/host.ts';
import type { EventName, MethodResult } from '../../src/shared/contract.ts';
import type { Download } from '../../src/shared/contract-downloads.ts';
import { MOST_REMOTE_TABS } from '../../src/shared/contract-downloads.ts';
import {
  applyDownloadsChange,
  judgeSequence,
  type DownloadsState,
} from '../../src/shared/deltas.ts';
import type { Settings } from '../../src/shared/contract-settings.ts';
import type { RpcClient } from '../../src/shared/rpc-client.ts';
import { strictClient } from '../../doubles/contract/fixtures.ts';
import { createMemoryPair, type TransportPair } from '../../doubles/contract/transports.ts';
import { FakeBatch } from '../../doubles/host/fake-downloads.ts';
import { RateLimit } from '../../src/engine/rate/rate-limit.ts';
import { MIB } from '../../src/shared/units.ts';
import { FakeServer } from './fake-server.ts';
import type { Failure } from '../../src/shared/contract-failure.ts';
import { FailureError, failureOf } from '../../src/shared/failure.ts';
import { failureSentence } from '../../src/shared/failure-sentences.ts';

const LOST: Failure = { code: 'connection-lost', address: 'far:1', when: 'in-answer' };
const DISK_FULL: Failure = {
  ...{ code: 'file-system', action: 'write', path: '/saved/b' },
  ...{ systemCode: 'ENOSPC', detail: 'no space left on device' },
};
const NETWORK_ERROR = new FailureError(LOST);

describe('a host and its panel', () => {
  let folder: string;
  let target: string;
  let host: Host;
  let panels: TransportPair[];
  let servers: FakeServer[];
  let batches: FakeBatch[];
  let connectRemote: (options: ConnectOptions) => Promise<Remote>;
  const taken = new Set<number>();
  const revealed = vi.fn();
  const opened = vi.fn(() => Promise.resolve());

  function createHost(given: Pick<HostOptions, 'serverOptions'> = {}): Host {
    return new Host({
      ...given,
      dataDirectory: join(folder, 'data'),
      shell: {
        kind: 'desktop',
        tray: true,
        autostart: true,
        notifications: true,
        chooseFolder: () => Promise.resolve(folder),
        reveal: revealed,
        open: opened,
      },
      engine: {
        startServer: (options) => {
          if (options.directory === '/missing') {
            return Promise.reject(
              new FailureError({ code: 'share-missing', directory: options.directory }),
            );
          }
          servers.push(new FakeServer(options, taken));
          return Promise.resolve(servers.at(-1)!);
        },
        connectRemote: (options) => connectRemote(options),
        startDownloads: (options) => {
          batches.push(new FakeBatch(options));
          return batches.at(-1)!;
        },
      },
    });
  }

  async function attachPanel(): Promise<RpcClient> {
    const pair = await createMemoryPair();
    panels.push(pair);
    host.attach(pair.host);
    return strictClient(pair.panel);
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fifolio-host-'));
    target = join(folder, 'target');
    await mkdir(target);
    [panels, servers, batches] = [[], [], []];
    taken.clear();
    revealed.mockReset();
    connectRemote = () => Promise.reject(new Error('not part of this test'));
    host = createHost();
  });
  afterEach(async () => {
    await host.close({ now: true });
    await rm(folder, { recursive: true });
  });

  /** The server that the settings describe where nothing else is said. */
  const chosen = {
    serveDirectory: '/shared',
    servePorts: [8080, 8081],
    reach: 'computer' as const,
    shareHidden: false,
    askForCode: false,
    encrypt: false,
  };

  async function startServer(panel: RpcClient, patch: Partial<Settings> = {}): Promise<void> {
    await panel.call('settings.set', { ...chosen, ...patch });
    await panel.call('server.start', {});
  }

  describe('serving', () => {
    it('starts, tells every panel, remembers, and stops', async () => {
      const panel = await attachPanel();
      const other = await attachPanel();
      const phases: string[] = [];
      other.on('serverChanged', ({ phase }) => phases.push(phase));
      await startServer(panel);
      const state = await panel.call('server.status', {});
      expect(state).toMatchObject({ phase: 'running', directory: '/shared' });
      expect(state.addresses.map(({ text }) => text)).toEqual(['127.0.0.1:8080', '127.0.0.1:8081']);
      expect(servers[0]!.options.ports).toEqual([
        { port: 8080, host: '127.0.0.1' },
        { port: 8081, host: '127.0.0.1' },
      ]);
      await expect(startServer(panel)).rejects.toMatchObject({
        failure: { code: 'already-running' },
      });
      const stopped = panel.call('server.stop', { now: false });
      await vi.waitFor(() => {
        expect(phases.at(-1)).toBe('stopping');
      });
      await panel.call('server.stop', { now: true });
      await stopped;
      expect((await panel.call('server.status', {})).phase).toBe('stopped');
      expect(servers[0]!.stops).toEqual([10_000, 0]);
      expect(phases.filter((phase, index) => phase !== phases[index - 1])).toEqual([
        ...['starting', 'running', 'stopping', 'stopped'],
      ]);
      expect(await panel.call('settings.get', {})).toMatchObject({
        ...{ serveDirectory: '/shared', servePorts: [8080, 8081], recentFolders: ['/shared'] },
      });
      const { entries } = await panel.call('log.recent', {});
      expect(entries.map(({ type }) => type)).toEqual(['serverStarted', 'serverStopped']);
    });

    it('starts with what was chosen just before', async () => {
      const panel = await attachPanel();
      await panel.call('settings.set', chosen);
      const calls = [
        panel.call('settings.set', { servePorts: [8082], askForCode: true }),
        panel.call('server.start', {}),
      ];
      await Promise.all(calls);
      expect(servers[0]!.options).toMatchObject({
        ports: [{ port: 8082 }],
        access: { code: expect.any(String) as string },
      });
    });

    it('does not start while no folder is chosen', async () => {
      const panel = await attachPanel();
      await expect(panel.call('server.start', {})).rejects.toMatchObject({
        failure: { code: 'no-folder-chosen' },
      });
    });

    it('starts on the ports that are free, and replaces the one that is not', async () => {
      taken.add(8080);
      const panel = await attachPanel();
      await startServer(panel);
      const { ports, phase } = await panel.call('server.status', {});
      expect(phase).toBe('running');
      expect(ports[0]).toMatchObject({ state: 'failed', suggestedPort: 8082 });
      await panel.call('server.removePort', { port: 8080 });
      await panel.call('server.addPort', { port: 8082 });
      const after = await panel.call('server.status', {});
      expect(after.ports.map(({ port, state }) => [port, state])).toEqual([
        [8081, 'listening'],
        [8082, 'listening'],
      ]);
      expect((await panel.call('settings.get', {})).servePorts).toEqual([8081, 8082]);
    });

    it('fails when no port is free, and says which and why', async () => {
      taken.add(8080).add(8081);
      const panel = await attachPanel();
      const failure = failureOf(await startServer(panel).catch((e: unknown) => e));
      expect(failure.code).toBe('port-in-use');
      expect(failureSentence(failure)).toBe(
        'Port 8080 is in use by another program. Port 8081 is in use by another program.',
      );
      const state = await panel.call('server.status', {});
      expect(state).toMatchObject({ phase: 'failed', problem: { code: 'port-in-use' } });
      expect(state.ports).toMatchObject([{ suggestedPort: 8082 }, { suggestedPort: 8083 }]);
      await panel.call('server.removePort', { port: 8080 });
      const without = await panel.call('server.status', {});
      expect(without.ports.map(({ port }) => port)).toEqual([8081]);
      taken.clear();
      await startServer(panel);
      expect((await panel.call('server.status', {})).phase).toBe('running');
    });

    it('stops a server that is still starting as soon as it has', async () => {
      const panel = await attachPanel();
      await panel.call('settings.set', chosen);
      const started = panel.call('server.start', {});
      const stopped = panel.call('server.stop', { now: true });
      await started;
      await stopped;
      expect((await panel.call('server.status', {})).phase).toBe('stopped');
      expect(servers[0]!.stops).toEqual([0]);
    });

    it('says why a folder cannot be served', async () => {
      const panel = await attachPanel();
      await expect(startServer(panel, { serveDirectory: '/missing' })).rejects.toMatchObject({
        failure: { code: 'share-missing', directory: '/missing' },
      });
      expect((await panel.call('server.status', {})).phase).toBe('failed');
    });

    it('asks the server nothing while no panel looks', async () => {
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
      onTestFinished(() => {
        vi.useRealTimers();
      });
      const panel = await attachPanel();
      await startServer(panel);
      const { asked, listeners } = servers[0]!;
      expect(listeners).toBe(1);
      const before = asked.status;
      vi.advanceTimersByTime(1000);
      expect(asked.status).toBeGreaterThan(before);
      panel.close();
      await vi.waitFor(() => {
        expect(servers[0]!.listeners).toBe(0);
      });
      const then = { ...asked };
      vi.advanceTimersByTime(60_000);
      expect(asked).toEqual(then);
    });

    it('says that the cache changed, and shows the window that is asked for', async () => {
      const panel = await attachPanel();
      await startServer(panel);
      let status = await panel.call('cache.status', {});
      panel.on('cacheChanged', (changed) => {
        expect(changed.version).toBeGreaterThan(status.version);
        status = changed;
      });
      const [server] = servers;
      const atMs = Date.now();
      server!.entries = ['b', 'a'].map((name, index) => ({
        ...{ name, size: 1, cachedAtMs: atMs + index, modifiedAtMs: 0, hits: 2, state: 'ready' },
      }));
      server!.report({ type: 'entryCached', atMs, thread: 0, name: 'b', size: 1 });
      await vi.waitFor(() => {
        expect(status.usage.entries).toBe(2);
      });
      const byName = { column: 'name', direction: 'ascending', filter: '' } as const;
      const request = { ...byName, from: 0, count: 9, watched: ['b', 'x'] };
      expect(await panel.call('cache.window', request)).toMatchObject({
        ...{ matching: 2, gone: ['x'], usage: status.usage },
        rows: [
          { index: 0, place: 2, file: { name: 'a', hits: 2 } },
          { index: 1, place: 1, file: { name: 'b', hits: 2 } },
        ],
      });
      expect(await panel.call('cache.find', { ...byName, name: 'b' })).toEqual({ index: 1 });
      expect(await panel.call('cache.find', { ...byName, name: 'x' })).toEqual({});
      expect((await panel.call('cache.belt', { widthPx: 300 })).blocks).toHaveLength(2);

      await expect(panel.call('cache.evict', { names: ['b', 'x'] })).resolves.toEqual({
        evicted: 1,
      });
      await vi.waitFor(() => {
        expect(status.usage.entries).toBe(1);
      });
      expect(await panel.call('cache.names', { ...byName, from: 0, count: 9 })).toEqual({
        names: ['a'],
      });
      panel.close();
      expect(await (await attachPanel()).call('cache.status', {})).toMatchObject({
        usage: { entries: 1 },
      });
    });

    it('evicts all files that match, however many', async () => {
      const panel = await attachPanel();
      await startServer(panel);
      servers[0]!.entries = Array.from({ length: 5001 }, (_, at) => ({
        ...{ name: at % 5000 === 0 ? `other${at}` : `Match${at}`, size: 1, cachedAtMs: at },
        ...{ modifiedAtMs: 0, hits: 0, state: 'ready' },
      }));
      expect(await panel.call('cache.evictMatching', { filter: 'match' })).toEqual({
        evicted: 4999,
      });
      expect(servers[0]!.entries.map(({ name }) => name)).toEqual(['other0', 'other5000']);
    });

    it('shows an empty cache while no server runs', async () => {
      const panel = await attachPanel();
      const all = { column: 'place', direction: 'ascending', filter: '' } as const;
      const request = { ...all, from: 0, count: 9, watched: [] };
      expect(await panel.call('cache.window', request)).toMatchObject({ matching: 0, rows: [] });
      expect(await panel.call('cache.belt', { widthPx: 300 })).toMatchObject({ blocks: [] });
      expect(await panel.call('cache.find', { ...all, name: 'a' })).toEqual({});
    });

    it('takes over a server that somebody else started', async () => {
      await host.adoptServer(
        new FakeServer({ directory: '/other', ports: [{ port: 1, host: '127.0.0.1' }] }),
      );
      const panel = await attachPanel();
      expect(await panel.call('server.status', {})).toMatchObject({
        ...{ phase: 'running', directory: '/other', addresses: [{ text: '127.0.0.1:1' }] },
      });
      // So that it can be stopped, and started again as it was.
      expect(await panel.call('settings.get', {})).toMatchObject({
        ...{ serveDirectory: '/other', servePorts: [1], reach: 'computer' },
      });
    });

    it('shares hidden files only where that was chosen, and remembers it', async () => {
      const panel = await attachPanel();
      await startServer(panel);
      expect(servers[0]!.options.share).toEqual({ hidden: false });
      await panel.call('server.stop', { now: true });
      await startServer(panel, { shareHidden: true });
      expect(servers[1]!.options.share).toEqual({ hidden: true });
      await panel.call('server.stop', { now: true });
      await host.startServer();
      expect(servers[2]!.options.share).toEqual({ hidden: true });
    });

    it('starts the server that it took over again with its options', async () => {
      const serverOptions = {
        threads: 3,
        share: { hidden: true, exclude: ['*.tmp'] },
        http: { allowHosts: ['files.example'] },
      };
      host = createHost({ serverOptions });
      const ports = [{ port: 1, host: '127.0.0.1' }];
      await host.adoptServer(new FakeServer({ ...serverOptions, directory: '/other', ports }));
      const panel = await attachPanel();
      const { shareHidden } = await panel.call('settings.get', {});
      expect(shareHidden).toBe(true);
      await panel.call('server.stop', { now: true });
      await startServer(panel, { shareHidden });
      expect(servers[0]!.options).toMatchObject(serverOptions);
      await panel.call('server.stop', { now: true });
      await startServer(panel, { shareHidden: false });
      expect(servers[1]!.options.share).toEqual({ hidden: false, exclude: ['*.tmp'] });
    });

    it('does not take a name that begins like a loopback address for one', async () => {
      await host.adoptServer(
        new FakeServer({ directory: '/other', ports: [{ port: 1, host: '127.example.com' }] }),
      );
      const panel = await attachPanel();
      expect(await panel.call('server.status', {})).toMatchObject({
        ...{ reach: 'network', addresses: [{ text: '127.example.com:1' }] },
      });
    });

    it('shows a cached file in the file manager, inside the folder only', async () => {
      const panel = await attachPanel();
      await startServer(panel);
      await panel.call('reveal', { target: 'cached-file', name: 'a/b.txt' });
      expect(revealed).toHaveBeenCalledExactlyOnceWith(join('/shared', 'a', 'b.txt'));
      await expect(
        panel.call('reveal', { target: 'cached-file', name: '../b.txt' }),
      ).rejects.toMatchObject({ failure: { code: 'no-such-file' } });
    });
  });

  describe('looking at other servers', () => {
    const endpoint = { host: 'far', port: 9000 };
    const all = { prefix: '', recursive: true, limit: 10 };
    function remote(given: Partial<Remote> = {}): Remote {
      return {
        ...{ dialect: 'native', address: 'far:9000', close: () => undefined },
        server: { version: '2', protocol: 1, ops: [], limits: {} },
        list: () => Promise.resolve({ entries: [{ name: 'a' }], usedBytes: 1, capacityBytes: 2 }),
        files: () =>
          Promise.resolve({ files: [], folders: [], truncated: false, omitted: [], unshared: 0 }),
        stats: () => Promise.reject(new Error('not part of this test')),
        ping: () => Promise.resolve(),
        ...given,
      };
    }

    it('connects, lists, remembers', async () => {
      connectRemote = () => Promise.resolve(remote());
      const panel = await attachPanel();
      const found = await panel.call('remote.connect', { tab: 1, ...endpoint });
      expect(found).toMatchObject({ endpoint, dialect: 'native', server: 'fifolio 2' });
      expect(await panel.call('remote.list', { remote: found.remote })).toEqual({
        ...{ files: [{ name: 'a' }], usedBytes: 1, capacityBytes: 2 },
      });
      expect((await panel.call('settings.get', {})).recentServers).toEqual([endpoint]);
      await panel.call('remote.disconnect', { tab: 1 });
      await expect(panel.call('remote.list', { remote: found.remote })).rejects.toMatchObject({
        failure: { code: 'not-connected' },
      });
    });

    it('says how many entries a server does not share', async () => {
      const listing = { files: [], folders: [], truncated: false, omitted: [], unshared: 3 };
      connectRemote = () => Promise.resolve(remote({ files: () => Promise.resolve(listing) }));
      const panel = await attachPanel();
      const { remote: id } = await panel.call('remote.connect', { tab: 1, ...endpoint });
      expect(await panel.call('remote.files', { ...all, remote: id })).toMatchObject({
        ...{ count: 0, omitted: [], unshared: 3 },
      });
    });

    it('makes a connection again that the server ended in the silence', async () => {
      const lost = remote({
        list: () => Promise.reject(NETWORK_ERROR),
      });
      const found = [lost, remote()];
      connectRemote = () => Promise.resolve(found.shift()!);
      const panel = await attachPanel();
      const { remote: id } = await panel.call('remote.connect', { tab: 1, ...endpoint });
      expect(await panel.call('remote.list', { remote: id })).toMatchObject({
        files: [{ name: 'a' }],
      });
    });

    it('tells every panel how it stands, those that come later too', async () => {
      let isUp = true;
      const lost = () => Promise.reject(NETWORK_ERROR);
      connectRemote = () =>
        isUp
          ? Promise.resolve(remote({ ping: () => (isUp ? Promise.resolve() : lost()) }))
          : lost();
      const panel = await attachPanel();
      const phases: string[] = [];
      panel.on('remoteChanged', ({ tabs }) => phases.push(tabs[0]!.state.phase));
      const found = await panel.call('remote.connect', { tab: 1, ...endpoint });
      await vi.waitFor(() => {
        expect(phases).toEqual(['connecting', 'connected']);
      });
      isUp = false;
      await expect(panel.call('remote.files', { ...all, remote: found.remote })).resolves.toEqual(
        expect.anything(),
      );
      await vi.waitFor(
        () => {
          expect(phases.at(-1)).toBe('reconnecting');
        },
        { timeout: 5000 },
      );
      // A reload, and a second tab.
      panel.close();
      const other = await attachPanel();
      expect(await other.call('remote.status', {})).toMatchObject({
        tabs: [{ tab: 1, state: { phase: 'reconnecting', remote: found, problem: LOST } }],
      });
      isUp = true;
      await vi.waitFor(
        async () => {
          expect(await other.call('remote.status', {})).toMatchObject({
            tabs: [{ tab: 1, state: { phase: 'connected', remote: found } }],
          });
        },
        { timeout: 10_000 },
      );
    });

    it('gives an attempt up for a newer one, whose error alone is shown', async () => {
      const first = Promise.withResolvers<Remote>();
      const asked: ConnectOptions[] = [];
      connectRemote = (options) => {
        asked.push(options);
        return options.host === 'slow' ? first.promise : Promise.reject(NETWORK_ERROR);
      };
      const panel = await attachPanel();
      const slow = panel.call('remote.connect', { tab: 1, host: 'slow', port: 1 });
      const slowEnded = expect(slow).rejects.toMatchObject({ failure: { code: 'not-connected' } });
      await vi.waitFor(() => {
        expect(asked).toHaveLength(1);
      });
      await expect(panel.call('remote.connect', { tab: 1, ...endpoint })).rejects.toMatchObject({
        failure: { code: 'connection-lost' },
      });
      expect(asked[0]!.signal?.aborted).toBe(true);
      // It answers after all, which nobody wants to know any more.
      const close = vi.fn();
      first.resolve(remote({ close }));
      await slowEnded;
      expect(close).toHaveBeenCalledOnce();
      expect(await panel.call('remote.status', {})).toMatchObject({
        tabs: [{ state: { phase: 'unreachable', endpoint, wasConnected: false } }],
      });
    });

    it('looks at several servers side by side, each with a connection of its own', async () => {
      const closed: string[] = [];
      connectRemote = ({ host }) =>
        Promise.resolve(
          remote({
            list: () => Promise.resolve({ entries: [{ name: host }] }),
            close: () => void closed.push(host),
          }),
        );
      const panel = await attachPanel();
      const { tab } = await panel.call('remote.openTab', {});
      const far = await panel.call('remote.connect', { tab: 1, ...endpoint });
      const near = await panel.call('remote.connect', { tab, host: 'near', port: 1 });
      expect(near.remote).not.toBe(far.remote);
      for (const [{ remote: id }, name] of [
        [far, 'far'],
        [near, 'near'],
      ] as const) {
        expect(await panel.call('remote.list', { remote: id })).toEqual({ files: [{ name }] });
      }
      await panel.call('remote.closeTab', { tab: 1 });
      expect(closed).toEqual(['far']);
      expect(await panel.call('remote.status', {})).toMatchObject({
        tabs: [{ tab, state: { phase: 'connected', remote: near } }],
      });
      await expect(panel.call('remote.connect', { tab: 1, ...endpoint })).rejects.toMatchObject({
        failure: { code: 'not-connected' },
      });
      // There is always one.
      await panel.call('remote.closeTab', { tab });
      expect(await panel.call('remote.status', {})).toEqual({
        tabs: [{ tab: tab + 1, state: { phase: 'disconnected' } }],
      });
    });

    it('opens a dozen tabs at most', async () => {
      const panel = await attachPanel();
      for (let more = 1; more < MOST_REMOTE_TABS; more += 1) await panel.call('remote.openTab', {});
      await expect(panel.call('remote.openTab', {})).rejects.toMatchObject({
        failure: { code: 'too-many-tabs' },
      });
      expect((await panel.call('remote.status', {})).tabs).toHaveLength(MOST_REMOTE_TABS);
    });
  });

  describe('downloading', () => {
    const endpoint = { host: 'far', port: 9000 };
    const request = (names: string[]) => ({
      ...{ endpoint, folders: [], directory: target },
      files: names.map((name) => ({ name })),
    });

    async function follow(panel: RpcClient): Promise<() => readonly Download[]> {
      let list: DownloadsState = await panel.call('downloads.list', { after: 0 });
      panel.on('downloadsChanged', (change) => {
        expect(judgeSequence(list, change)).not.toBe('gap');
        if (judgeSequence(list, change) === 'apply') list = applyDownloadsChange(list, change);
      });
      return () => list.downloads;
    }
    const states = (downloads: readonly Download[]) =>
      downloads.map(({ name, state }) => [name, state]);

    it('fetches what was asked for, and tells how far and how it ended', async () => {
      const panel = await attachPanel();
      const downloads = await follow(panel);
      const finished = vi.fn();
      panel.on('downloadsFinished', finished);
      const { batch } = (await panel.call('downloads.add', request(['a', 'b', 'a']))) as {
        batch: number;
      };
      expect(batches[0]!.options).toMatchObject({
        ...endpoint,
        ...{ names: ['a', 'b'], directory: target, ifExists: 'keep-both' },
      });
      batches[0]!.report(
        { type: 'downloadStarted', item: 0, name: 'a', size: 10, start: { kind: 'fresh' } },
        { type: 'downloadProgressed', item: 0, name: 'a', size: 10, haveBytes: 4 },
      );
      await vi.waitFor(() => {
        expect(downloads()[0]).toMatchObject({ state: 'downloading', size: 10, receivedBytes: 4 });
      });
      batches[0]!.complete(0);
      batches[0]!.end({
        ...{
          status: 'failed',
          item: 1,
          name: 'b',
          receivedBytes: 0,
          resumableBytes: 0,
          durationMs: 1,
        },
        error: DISK_FULL,
      });
      await vi.waitFor(() => {
        expect(downloads()).toMatchObject([
          { state: 'done', verified: true, path: '/saved/a', receivedBytes: 10 },
          { state: 'failed', problem: DISK_FULL },
        ]);
      });
      expect(finished).toHaveBeenCalledExactlyOnceWith({
        ...{ batch, done: 1, failed: 1, canceled: 0, skipped: 0, omitted: 0, verified: true },
      });
      await panel.call('downloads.retry', { ids: [downloads()[1]!.id] });
      expect(batches[1]!.names).toEqual(['b']);
    });

    it('knows the total of a batch from the sizes that were clicked', async () => {
      const panel = await attachPanel();
      const files = [
        { name: 'a', size: 10 },
        { name: 'b', size: 30 },
      ];
      await panel.call('downloads.add', { ...request([]), files });
      const page = await panel.call('downloads.list', { after: 0 });
      expect(page.downloads).toMatchObject([
        { name: 'a', size: 10, state: 'waiting' },
        { name: 'b', size: 30, state: 'waiting' },
      ]);
      expect(page.batches).toMatchObject([
        {
          ...{ endpoint, directory: target, ifExists: 'keep-both' },
          totals: { count: 2, done: 0, size: 40, receivedBytes: 0 },
        },
      ]);
      // What the server says is newer.
      batches[0]!.report({
        ...{ type: 'downloadStarted', item: 0, name: 'a', size: 12, start: { kind: 'fresh' } },
      });
      expect((await panel.call('downloads.list', { after: 0 })).batches).toMatchObject([
        { totals: { size: 42 } },
      ]);
    });

    it('says so when there is nothing to add', async () => {
      const omitted = [{ kind: 'device-name' as const, count: 1, names: ['con'] }];
      connectRemote = () =>
        Promise.resolve({
          ...{ dialect: 'native', close: () => undefined },
          files: () =>
            Promise.resolve({ files: [], folders: [], truncated: false, omitted, unshared: 0 }),
        } as never);
      const panel = await attachPanel();
      expect(await panel.call('downloads.add', { ...request([]), folders: ['d'] })).toEqual({
        ...{ outcome: 'added', count: 0, omitted, truncated: false },
      });
      expect(await panel.call('downloads.list', { after: 0 })).toMatchObject({ batches: [] });
    });

    it('starts what was asked for later beside a batch of very many', async () => {
      const panel = await attachPanel();
      const many = Array.from({ length: 1500 }, (_, index) => `many-${index}`);
      await panel.call('downloads.add', request(many));
      await panel.call('downloads.add', request(['a']));
      expect(batches.map(({ names }) => names.length)).toEqual([1000, 500, 1]);
    });

    it('asks before anything is added when a name exists', async () => {
      await writeFile(join(target, 'b'), '');
      const panel = await attachPanel();
      expect(await panel.call('downloads.add', request(['a', 'b', '../c']))).toEqual({
        ...{ outcome: 'collisions', names: ['b'], collisions: 1, files: 3 },
      });
      expect(batches).toEqual([]);
      await panel.call('downloads.add', { ...request(['a', 'b']), ifExists: 'replace' });
      expect(batches[0]!.options.ifExists).toBe('replace');
      expect((await panel.call('settings.get', {})).ifExists).toBe('replace');
    });

    it.each(['missing', 'file'])('refuses a target folder that is %s', async (name) => {
      await writeFile(join(folder, 'file'), '');
      const panel = await attachPanel();
      const add = panel.call('downloads.add', { ...request(['a']), directory: join(folder, name) });
      await expect(add).rejects.toMatchObject({
        failure: { code: name === 'file' ? 'not-a-folder' : 'folder-not-found' },
      });
    });

    it('pauses, continues and cancels one of several', async () => {
      const panel = await attachPanel();
      const downloads = await follow(panel);
      await panel.call('downloads.add', request(['a', 'b', 'c']));
      await vi.waitFor(() => {
        expect(downloads()).toHaveLength(3);
      });
      const [a, b] = downloads().map(({ id }) => id);
      await panel.call('downloads.pause', { ids: [a!] });
      await panel.call('downloads.cancel', { ids: [b!] });
      expect(batches[0]!.canceled).toEqual([0, 1]);
      await vi.waitFor(() => {
        expect(states(downloads())).toEqual([
          ...[
            ['a', 'paused'],
            ['b', 'canceled'],
            ['c', 'waiting'],
          ],
        ]);
      });
      await panel.call('downloads.retry', { ids: [a!] });
      expect(batches[1]!.names).toEqual(['a']);
      batches[1]!.complete(0, 'not-verified');
      await panel.call('downloads.remove', { ids: [b!] });
      await vi.waitFor(() => {
        expect(states(downloads())).toEqual([
          ...[
            ['a', 'done'],
            ['c', 'waiting'],
          ],
        ]);
      });
      expect(downloads()[0]!.verified).toBe(false);
      await panel.call('downloads.remove', { states: ['done'] });
      await vi.waitFor(() => {
        expect(states(downloads())).toEqual([['c', 'waiting']]);
      });
    });

    it('counts as canceled what failed while it was being canceled', async () => {
      const panel = await attachPanel();
      const downloads = await follow(panel);
      await panel.call('downloads.add', request(['a']));
      await vi.waitFor(() => {
        expect(downloads()).toHaveLength(1);
      });
      vi.spyOn(batches[0]!, 'cancel').mockImplementation(() => undefined);
      await panel.call('downloads.cancel', { ids: [downloads()[0]!.id] });
      batches[0]!.end({
        ...{
          status: 'failed',
          item: 0,
          name: 'a',
          receivedBytes: 0,
          resumableBytes: 0,
          durationMs: 1,
        },
        error: LOST,
      });
      await vi.waitFor(() => {
        expect(states(downloads())).toEqual([['a', 'canceled']]);
      });
    });

    it('runs three batches at once, and the fourth after one of them', async () => {
      const panel = await attachPanel();
      for (const name of ['a', 'b', 'c', 'd']) await panel.call('downloads.add', request([name]));
      expect(batches.map(({ names }) => names)).toEqual([['a'], ['b'], ['c']]);
      batches[1]!.complete(0);
      await vi.waitFor(() => {
        expect(batches.map(({ names }) => names)).toEqual([['a'], ['b'], ['c'], ['d']]);
      });
    });

    it('keeps times or not, as the settings have it when a download begins', async () => {
      const panel = await attachPanel();
      await panel.call('downloads.add', request(['a']));
      await panel.call('settings.set', { keepTimes: false });
      await panel.call('downloads.add', request(['b']));
      expect(batches.map(({ options }) => options.keepTimes)).toEqual([true, false]);
    });

    it('offers after a restart to continue what was left', async () => {
      const panel = await attachPanel();
      await panel.call('downloads.add', { ...request(['a', 'b']), ifExists: 'replace' });
      batches[0]!.complete(0);
      await host.close();
      host = createHost();
      const again = await attachPanel();
      const { downloads } = await again.call('downloads.list', { after: 0 });
      expect(downloads).toMatchObject([
        { name: 'b', state: 'paused', leftOver: true, receivedBytes: 3 },
      ]);
      expect(batches).toHaveLength(1);
      await again.call('downloads.retry', { ids: [downloads[0]!.id] });
      expect(batches[1]!.options).toMatchObject({ names: ['b'], ifExists: 'replace' });
    });

    describe('in a list', () => {
      const names = (downloads: readonly Download[]) =>
        downloads.toSorted((a, b) => a.rank - b.rank).map(({ name }) => name);
      const idOf = (downloads: readonly Download[], name: string) =>
        downloads.find((one) => one.name === name)!.id;

      it('what is moved is fetched next, and what has begun goes on', async () => {
        const panel = await attachPanel();
        const downloads = await follow(panel);
        await panel.call('downloads.add', request(['a', 'b', 'c']));
        await vi.waitFor(() => {
          expect(downloads()).toHaveLength(3);
        });
        const started = { item: 0, name: 'a', size: 10, start: { kind: 'fresh' } } as const;
        batches[0]!.report({ type: 'downloadStarted', ...started });
        const [c, b] = ['c', 'b'].map((name) => idOf(downloads(), name));
        await panel.call('downloads.move', { id: c!, before: b! });
        await vi.waitFor(() => {
          expect(batches[1]?.names).toEqual(['c', 'b']);
        });
        expect(batches[0]!.canceled).toEqual([1, 2]);
        await vi.waitFor(() => {
          expect(names(downloads())).toEqual(['a', 'c', 'b']);
        });
        // The order is kept over a restart.
        await host.close();
        host = createHost();
        const again = await attachPanel();
        expect(names((await again.call('downloads.list', { after: 0 })).downloads)).toEqual([
          ...['a', 'c', 'b'],
        ]);
      });

      it('a batch that is moved is begun first', async () => {
        const panel = await attachPanel();
        for (const name of ['a', 'b', 'c', 'd', 'e'])
          await panel.call('downloads.add', request([name]));
        const { batches: all } = await panel.call('downloads.list', { after: 0 });
        await panel.call('downloads.move', { batch: all[4]!.id, before: all[3]!.id });
        batches[0]!.complete(0);
        await vi.waitFor(() => {
          expect(batches.map((batch) => batch.names[0])).toEqual(['a', 'b', 'c', 'e']);
        });
        // Of what is not there nothing is moved.
        await panel.call('downloads.move', { batch: 77 });
        await panel.call('downloads.move', { id: 77, before: 1 });
      });

      it('all are paused, continued and tried again by their state', async () => {
        const panel = await attachPanel();
        const downloads = await follow(panel);
        await panel.call('downloads.add', request(['a', 'b']));
        await panel.call('downloads.add', request(['c']));
        const failed = { name: 'a', item: 0, receivedBytes: 0, resumableBytes: 0, durationMs: 1 };
        batches[0]!.end({ ...failed, status: 'failed', error: LOST });
        await panel.call('downloads.pause', { states: ['waiting', 'downloading', 'verifying'] });
        await vi.waitFor(() => {
          expect(states(downloads())).toEqual([
            ...[
              ['a', 'failed'],
              ['b', 'paused'],
              ['c', 'paused'],
            ],
          ]);
        });
        await panel.call('downloads.retry', { states: ['paused'] });
        expect(batches.slice(2).map((batch) => batch.names)).toEqual([['b'], ['c']]);
        const { batch } = downloads()[0]!;
        await panel.call('downloads.retry', { batch, states: ['failed'] });
        expect(batches[4]?.names).toEqual(['a']);
      });

      it('what was removed comes back as it was, and goes on where it was on its way', async () => {
        const panel = await attachPanel();
        const downloads = await follow(panel);
        await panel.call('downloads.add', request(['a', 'b', 'c']));
        await vi.waitFor(() => {
          expect(downloads()).toHaveLength(3);
        });
        batches[0]!.complete(0);
        await panel.call('downloads.pause', { ids: [idOf(downloads(), 'b')] });
        const { batch } = downloads()[0]!;
        const { removal, count } = await panel.call('downloads.remove', { batch });
        expect(count).toBe(3);
        await vi.waitFor(() => {
          expect(downloads()).toEqual([]);
        });
        expect(await panel.call('downloads.restore', { removal })).toEqual({ restored: 3 });
        await vi.waitFor(() => {
          expect(states(downloads()).toSorted()).toEqual([
            ...[
              ['a', 'done'],
              ['b', 'paused'],
              ['c', 'waiting'],
            ],
          ]);
        });
        expect(names(downloads())).toEqual(['a', 'b', 'c']);
        expect(batches[1]?.names).toEqual(['c']);
        expect(await panel.call('downloads.restore', { removal })).toEqual({ restored: 0 });
      });

      it('a removal can be taken back until the next one', async () => {
        const panel = await attachPanel();
        await panel.call('downloads.add', request(['a', 'b']));
        for (const item of [0, 1]) batches[0]!.complete(item);
        const { downloads } = await panel.call('downloads.list', { after: 0 });
        const [first, second] = downloads.map(({ id }) => id);
        const { removal } = await panel.call('downloads.remove', { ids: [first!] });
        await panel.call('downloads.remove', { ids: [second!] });
        expect(await panel.call('downloads.restore', { removal })).toEqual({ restored: 0 });
      });

      it('a file is deleted from the disk, and what cannot be stays', async () => {
        const panel = await attachPanel();
        await panel.call('downloads.add', request(['a', 'b', 'c']));
        const path = join(target, 'a');
        await writeFile(path, 'content');
        await mkdir(join(target, 'b'));
        for (const [item, name] of ['a', 'b', 'c'].entries()) {
          batches[0]!.end({
            ...{ status: 'completed', item, name, dialect: 'native', path: join(target, name) },
            ...{ size: 7, receivedBytes: 7, start: { kind: 'fresh' }, verified: 'crc32' },
            durationMs: 1,
          });
        }
        const { downloads } = await panel.call('downloads.list', { after: 0 });
        const [a, b, c] = downloads.map(({ id }) => id);
        await panel.call('downloads.deleteFiles', { ids: [a!, c!] });
        await expect(access(path)).rejects.toMatchObject({ code: 'ENOENT' });
        await expect(panel.call('downloads.deleteFiles', { ids: [b!] })).rejects.toMatchObject({
          failure: { code: 'file-system', action: 'delete', path: join(target, 'b') },
        });
        expect((await panel.call('downloads.list', { after: 0 })).downloads).toMatchObject([
          { name: 'b' },
        ]);
      });

      it('what is done can be opened, and nothing else', async () => {
        const panel = await attachPanel();
        await panel.call('downloads.add', request(['a', 'b']));
        batches[0]!.complete(0);
        const { downloads } = await panel.call('downloads.list', { after: 0 });
        const [a, b] = downloads.map(({ id }) => id);
        await panel.call('open', { target: 'download', id: a! });
        expect(opened).toHaveBeenCalledExactlyOnceWith('/saved/a');
        await expect(panel.call('open', { target: 'download', id: b! })).rejects.toMatchObject({
          failure: { code: 'no-such-download' },
        });
      });
    });

    it('limits the server that it starts as the settings have it', async () => {
      const panel = await attachPanel();
      await panel.call('settings.set', { serveRate: MIB, serveRatePerClient: 0 });
      await startServer(panel, { serveDirectory: target, servePorts: [1] });
      expect(servers.at(-1)!.options.rates).toEqual({ all: MIB });
    });

    it('says how much room there is where files are saved', async () => {
      const panel = await attachPanel();
      let space: MethodResult<'downloads.space'> = { folders: [] };
      panel.on('saveSpaceChanged', (changed) => {
        space = changed;
      });
      await panel.call('downloads.add', { ...request(['a']), directory: folder });
      await panel.call('settings.set', { saveTo: target });
      await vi.waitFor(() => {
        expect(space.folders.map(({ directory }) => directory)).toEqual([target, folder]);
      }, 10_000);
      for (const { freeBytes } of space.folders) expect(freeBytes).toBeGreaterThan(0);
      expect(new Set(space.folders.map(({ volume }) => volume)).size).toBe(1);
      expect((await panel.call('downloads.space', {})).folders).toHaveLength(2);
    });

    it('receives at once and limits as the settings have it', async () => {
      const panel = await attachPanel();
      await panel.call('downloads.add', request(['a']));
      const { parallel, rate } = batches[0]!.options;
      expect(parallel).toBeUndefined();
      const limit = new RateLimit(rate!);
      expect(limit.pieceBytes).toBe(Infinity);
      await panel.call('settings.set', { parallelDownloads: 4, downloadRate: MIB });
      expect(limit.pieceBytes).toBeLessThan(MIB);
      await panel.call('downloads.add', request(['b']));
      expect(batches[1]!.options).toMatchObject({ parallel: 4 });
      expect(batches[1]!.options.rate).toBe(rate);
      await expect(panel.call('settings.set', { downloadRate: 1 })).rejects.toThrow();
    });

    it('fetches a whole folder', async () => {
      const file = (name: string) => ({ name, size: 5, modifiedAtMs: 0, cached: false });
      const files = vi.fn(() => {
        return Promise.resolve({
          files: [file('d/x'), file('d/y')],
          folders: [],
          truncated: false,
          omitted: [],
        });
      });
      connectRemote = () =>
        Promise.resolve({ dialect: 'native', files, close: () => undefined } as never);
      const panel = await attachPanel();
      await panel.call('downloads.add', { ...request([]), folders: ['d'] });
      expect(files).toHaveBeenCalledWith({ prefix: 'd/', recursive: true, limit: 1_000_000 });
      expect(batches[0]!.names).toEqual(['d/x', 'd/y']);
    });
  });

  it('describes itself, and browses folders', async () => {
    const panel = await attachPanel();
    expect(await panel.call('capabilities', {})).toMatchObject({
      ...{ host: 'desktop', folderDialog: 'native', reveal: true, tray: true, autostart: true },
    });
    expect(await panel.call('diagnostics', {})).toMatchObject({ panels: 1, problems: [] });
    expect(await panel.call('folders.choose', { purpose: 'save', startAt: '' })).toEqual({
      path: folder,
    });
    await mkdir(join(folder, '.hidden'));
    expect(await panel.call('folders.browse', { path: folder })).toMatchObject({
      ...{ path: folder, parent: tmpdir(), truncated: false },
      folders: [{ name: 'data' }, { name: 'target', path: target }],
    });
    await expect(
      panel.call('folders.browse', { path: join(folder, 'nowhere') }),
    ).rejects.toMatchObject({ failure: { code: 'folder-not-found' } });
  });

  it('passes commands of the menu and changed settings on to every panel', async () => {
    const panel = await attachPanel();
    const received: [EventName, unknown][] = [];
    panel.on('commandChosen', (payload) => received.push(['commandChosen', payload]));
    panel.on('settingsChanged', ({ theme }) => received.push(['settingsChanged', theme]));
    host.command('focus-address');
    host.setSettings({ theme: 'dark' });
    await panel.call('server.status', {});
    expect(received).toEqual([
      ['commandChosen', { command: 'focus-address' }],
      ['settingsChanged', 'dark'],
    ]);
  });
});
