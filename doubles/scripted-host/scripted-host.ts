import type {
  EventName,
  EventPayload,
  HostMethods,
  MethodName,
  MethodResult,
  MethodParams,
} from '../../src/shared/contract.ts';
import type {
  Download,
  SaveSpace,
  RemoteCache,
  RemoteFolder,
  Remote,
  RemoteState,
  RemoteTabs,
} from '../../src/shared/contract-downloads.ts';
import type {
  CacheBeltRequest,
  CacheFindRequest,
  CacheNamesRequest,
  CacheView,
  CacheWindowRequest,
  CachedFile,
} from '../../src/shared/contract-cache.ts';
import type { CacheUsage } from '../../src/shared/server-state.ts';
import type { LaboratoryReport } from '../../src/shared/contract-laboratory.ts';
import type { LogEntry } from '../../src/shared/contract-log.ts';
import type {
  ActiveTransfer,
  ServerState,
  ThroughputSample,
} from '../../src/shared/contract-server.ts';
import type { Settings } from '../../src/shared/contract-settings.ts';
import { serveRpc, type RpcServer } from '../../src/shared/rpc-server.ts';
import type { Transport } from '../../src/shared/transport.ts';
import { ListedCacheView } from '../contract/listed-cache-view.ts';
import { batchesOf } from './sample-downloads.ts';
import type { Failure, PanelFailureCode } from '../../src/shared/contract-failure.ts';
import { FailureError } from '../../src/shared/failure.ts';
import { formatEndpoint } from '../../src/shared/endpoint.ts';

/** What a scripted host shows. */
export interface Scene {
  readonly server: ServerState;
  readonly cached: readonly CachedFile[];
  readonly laboratory?: LaboratoryReport;
  readonly heldBytes?: number;
  readonly transfers: readonly ActiveTransfer[];
  readonly throughput: readonly ThroughputSample[];
  readonly log: readonly LogEntry[];
  readonly downloads: readonly Download[];
  readonly saveSpace: SaveSpace['folders'];
  readonly settings: Settings;
  readonly hasTray: boolean;
  readonly hasReveal: boolean;
  readonly remote?: {
    readonly dialect: Remote['dialect'];
    readonly cache: RemoteCache;
    readonly folder: RemoteFolder;
  };
  readonly refusesConnections?: boolean;
  readonly collisions?: readonly string[];
}

const CAPACITY = 67_108_864;

/**
 * A host that shows a scene instead of serving anything: for pictures and for measuring the panel
 * alone. It answers every method of the contract over the real RPC layer.
 */
export class ScriptedHost {
  readonly #panels = new Set<RpcServer>();
  readonly #cacheView: CacheView;
  #scene: Scene;
  #cached: readonly CachedFile[];
  #usage: CacheUsage;
  #cacheVersion = 0;
  #remote: RemoteState = { phase: 'disconnected' };

  /** `cacheView`: shown in place of the scene's files; whoever changes it says so with `setUsage`. */
  constructor(scene: Scene, cacheView?: CacheView) {
    this.#scene = scene;
    this.#cacheView =
      cacheView ?? new ListedCacheView(() => ({ files: this.#cached, usage: this.#usage }));
    this.#cached = scene.cached;
    this.#usage = usageOf(scene.cached, scene.heldBytes ?? 0);
    this.#methods = this.#makeMethods();
  }

  get cached(): readonly CachedFile[] {
    return this.#cached;
  }

  /** For the panel server. */
  attach = (transport: Transport): void => {
    const panel = serveRpc({ transport, methods: this.#methods });
    this.#panels.add(panel);
    transport.onClose(() => {
      this.#panels.delete(panel);
    });
  };

  emit<E extends EventName>(event: E, payload: EventPayload<E>): void {
    for (const panel of this.#panels) panel.emit(event, payload);
  }

  /** Shows another scene to the panels that are there. */
  setServer(change: Partial<ServerState>): void {
    this.#scene = { ...this.#scene, server: { ...this.#scene.server, ...change } };
    this.emit('serverChanged', this.#scene.server);
  }

  /** How it stands with the server that is looked at, from now on. */
  setRemote(remote: RemoteState): void {
    this.#remote = remote;
    this.emit('remoteChanged', this.#remotes);
  }

  get #remotes(): RemoteTabs {
    return { tabs: [{ tab: 1, state: this.#remote }] };
  }

  /** Applies a change to the cache and tells the panels. */
  changeCache(change: {
    readonly removed: readonly string[];
    readonly added: readonly CachedFile[];
    readonly changed: readonly CachedFile[];
  }): void {
    const removed = new Set(change.removed);
    const changed = new Map(change.changed.map((file) => [file.name, file]));
    const kept = this.#cached.filter((file) => !removed.has(file.name));
    this.#cached = [...kept.map((file) => changed.get(file.name) ?? file), ...change.added];
    this.setUsage(usageOf(this.#cached, 0));
  }

  /** Tells the panels that the cache changed. */
  setUsage(usage: CacheUsage): void {
    this.#usage = usage;
    this.#cacheVersion += 1;
    this.emit('cacheChanged', this.#cacheStatus());
  }

  #cacheStatus() {
    return { version: this.#cacheVersion, usage: this.#usage };
  }

  /** As if they were chosen in another panel. */
  changeSettings(patch: Partial<Settings>): void {
    this.#scene = { ...this.#scene, settings: { ...this.#scene.settings, ...patch } };
    this.emit('settingsChanged', this.#scene.settings);
  }

  readonly #methods: HostMethods;

  #makeMethods(): HostMethods {
    const scene = (): Scene => this.#scene;
    const cacheView = this.#cacheView;
    const refuse = (code: PanelFailureCode) => (): never => {
      throw new FailureError({ code });
    };
    const done = () => ({});
    const setSettings = (patch: Partial<Settings>) => {
      this.changeSettings(patch);
      return done();
    };
    const setPhase = (phase: ServerState['phase']) => {
      this.setServer({ phase });
      return done();
    };
    const methods = {
      'server.start': () => setPhase('running'),
      'server.stop': () => setPhase('stopped'),
      'server.addPort': done,
      'server.removePort': done,
      'server.askForCode': ({ isAsked }: { isAsked: boolean }) => {
        this.setServer({ protection: isAsked ? { accessCode: 'k7-2m-9p-xq-4d-ht' } : {} });
        return setSettings({ askForCode: isAsked });
      },
      'server.renewCode': done,
      'server.status': () => scene().server,
      'server.disconnect': () => ({ disconnected: true }),
      'cache.status': () => this.#cacheStatus(),
      'cache.window': (request: CacheWindowRequest) => cacheView.window(request),
      'cache.find': async (request: CacheFindRequest) => ({
        index: await cacheView.find(request),
      }),
      'cache.names': async (request: CacheNamesRequest) => ({
        names: await cacheView.names(request),
      }),
      'cache.belt': (request: CacheBeltRequest) => cacheView.belt(request),
      'cache.evictMatching': async ({ filter }: { filter: string }) => {
        const query = { column: 'place', direction: 'ascending', filter } as const;
        const removed = await cacheView.names({ ...query, from: 0, count: Infinity });
        this.changeCache({ removed, added: [], changed: [] });
        return { evicted: removed.length };
      },
      'cache.evict': ({ names }: { names: string[] }) => {
        this.changeCache({ removed: names, added: [], changed: [] });
        return { evicted: names.length };
      },
      'cache.clear': () => {
        const removed = this.#cached.map(({ name }) => name);
        this.changeCache({ removed, added: [], changed: [] });
        return { evicted: removed.length };
      },
      'laboratory.report': () => ({ report: scene().laboratory }),
      'transfers.snapshot': () => ({ sequence: 0, transfers: [...scene().transfers] }),
      'throughput.recent': () => ({ samples: [...scene().throughput] }),
      'log.recent': () => ({ entries: [...scene().log] }),
      'remote.openTab': refuse('too-many-tabs'),
      'remote.closeTab': () => ({}),
      'remote.connect': ({ host, port }: Remote['endpoint']): MethodResult<'remote.connect'> => {
        const endpoint = { host, port };
        const { refusesConnections, remote } = scene();
        if (refusesConnections === true || remote === undefined) {
          const problem: Failure = {
            ...{ code: 'unreachable', address: formatEndpoint(endpoint) },
            ...{ systemCode: 'ECONNREFUSED', detail: 'connect ECONNREFUSED' },
          };
          this.setRemote({ phase: 'unreachable', endpoint, problem, wasConnected: false });
          throw new FailureError(problem);
        }
        const { dialect } = remote;
        const found: Remote =
          dialect === 'native'
            ? { remote: 1, endpoint, dialect, server: 'fifolio 0.1.0' }
            : { remote: 1, endpoint, dialect };
        this.setRemote({ phase: 'connected', remote: found, answeredAtMs: 1 });
        return found;
      },
      'remote.trust': refuse('not-connected'),
      'remote.forgetCode': refuse('not-connected'),
      'remote.disconnect': () => {
        this.setRemote({ phase: 'disconnected' });
        return {};
      },
      'remote.status': () => this.#remotes,
      'remote.list': () => scene().remote?.cache ?? { files: [] },
      'remote.files': () => {
        const { remote } = scene();
        if (remote?.dialect !== 'native') {
          throw new FailureError({ code: 'plain-server', address: 'it', request: 'files' });
        }
        return remote.folder;
      },
      'remote.moreFiles': refuse('listing-gone'),
      'downloads.select': () => ({ selection: 1 }),
      'downloads.add': (request: { ifExists?: string }): MethodResult<'downloads.add'> => {
        const { collisions = [] } = scene();
        return collisions.length > 0 && request.ifExists === undefined
          ? {
              outcome: 'collisions',
              names: [...collisions],
              collisions: collisions.length,
              files: 12,
            }
          : { outcome: 'added', batch: 1, count: 1, omitted: [], truncated: false };
      },
      'downloads.pause': () => ({}),
      'downloads.cancel': () => ({}),
      'downloads.retry': () => ({}),
      'downloads.move': () => ({}),
      'downloads.remove': () => ({ removal: 1, count: 1 }),
      'downloads.restore': () => ({ restored: 1 }),
      'downloads.deleteFiles': () => ({}),
      'downloads.space': () => ({ folders: [...scene().saveSpace] }),
      'downloads.list': () => ({
        ...{ sequence: 0, isLast: true, downloads: [...scene().downloads] },
        batches: batchesOf(scene().downloads),
      }),
      'folders.choose': refuse('unsupported'),
      'folders.find': () => ({ path: '/home/ada/Pictures' }),
      'folders.browse': () => ({
        path: '/home/ada/Pictures',
        parent: '/home/ada',
        folders: ['Berlin', 'Family', 'Screenshots', 'Summer 2026', 'Wallpapers'].map((name) => ({
          name,
          path: `/home/ada/Pictures/${name}`,
        })),
        truncated: false,
        places: [
          { kind: 'home', path: '/home/ada' },
          { kind: 'desktop', path: '/home/ada/Desktop' },
          { kind: 'documents', path: '/home/ada/Documents' },
          { kind: 'downloads', path: '/home/ada/Downloads' },
          { kind: 'root', path: '/' },
        ],
      }),
      open: () => ({}),
      reveal: () => ({}),
      capabilities: () => ({
        host: scene().hasTray ? 'desktop' : 'browser',
        platform: 'linux',
        version: '0.1.0',
        computerName: 'desk',
        folderDialog: 'browse',
        reveal: scene().hasReveal,
        open: scene().hasReveal,
        tray: scene().hasTray,
        autostart: scene().hasTray,
        keepsCodes: false,
        cacheCapacityBytes: CAPACITY,
      }),
      addresses: () => ({ addresses: [] }),
      'nearby.list': () => ({ isListening: true, servers: [] }),
      'doctor.examine': ({ host, port }: MethodParams<'doctor.examine'>) => ({
        address: formatEndpoint({ host, port }),
        findings: [{ code: 'no-network' }],
      }),
      'doctor.serving': () => ({ reports: [] }),
      'settings.get': () => scene().settings,
      'settings.set': setSettings,
      diagnostics: () => ({
        version: '0.1.0',
        runtime: { node: '24.21.0', v8: '13.6' },
        platform: 'linux',
        osRelease: '6.12',
        architecture: 'x64',
        processors: 2,
        uptimeMs: 4_210_000,
        memory: { residentBytes: 182_000_000, heapUsedBytes: 31_000_000, sharedBytes: CAPACITY },
        cpuPercent: 3.2,
        panels: 1,
        settingsFile: '/home/ada/.config/fifolio/settings.json',
        downloadsFile: '/home/ada/.config/fifolio/downloads.jsonl',
        addresses: [],
        problems: [],
      }),
    } satisfies Record<MethodName, unknown>;
    // Each answers what the contract asks for; the RPC layer checks that.
    return methods as unknown as HostMethods;
  }
}

function usageOf(entries: readonly CachedFile[], heldBytes: number): CacheUsage {
  const usedBytes = entries.reduce((sum, { size }) => sum + size, heldBytes);
  return { capacityBytes: CAPACITY, usedBytes, heldBytes, entries: entries.length };
}
