import { join } from 'node:path';
import {
  Announcer,
  checkName,
  connectRemote,
  createRateMemory,
  setRate,
  startDownloads,
  startServer,
  TrustList,
} from '../engine/index.ts';
import type { RateMemory, ServerHandle, ServerOptions } from '../engine/index.ts';
import type { EventName, EventPayload } from '../shared/contract.ts';
import type { Command, RevealTarget } from '../shared/contract-host.ts';
import type { ServerState } from '../shared/contract-server.ts';
import type { Settings } from '../shared/contract-settings.ts';
import type { StartTimer } from '../shared/rpc-client.ts';
import type { JsonValue } from '../shared/settings-file.ts';
import type { Transport } from '../shared/transport.ts';
import type { Bytes, Milliseconds } from '../shared/units.ts';
import { ActivityLog } from './server/activity-log.ts';
import { DiagnosticsRecorder } from './diagnostics.ts';
import { DownloadQueue, type BatchSummary } from './downloads/download-queue.ts';
import type { DownloadWishes, StartDownloads } from './downloads/download-run.ts';
import { SaveSpaceWatch } from './downloads/save-space.ts';
import { DownloadStore } from './downloads/download-store.ts';
import { createHostMethods } from './host-methods.ts';
import { servedPath } from './server/served-path.ts';
import { listAddresses } from './server/lan-addresses.ts';
import { announcementOf } from './server/server-announcement.ts';
import { PanelHub } from './panel/panel-hub.ts';
import { KnownServers } from './remote/known-servers.ts';
import { NearbyLook } from './remote/nearby-look.ts';
import { RemoteBrowser } from './remote/remote-browser.ts';
import type { ConnectRemote } from './remote/remote-tab.ts';
import { type CommonServerOptions, ServerControl } from './server/server-control.ts';
import { type IdentitySource, keptIdentity, ServerProtection } from './server/server-protection.ts';
import { engineOptionsOf, givenSettings } from './server/server-settings.ts';
import { LaboratoryMonitor } from './server/laboratory-monitor.ts';
import { ServerMonitor } from './server/server-monitor.ts';
import { SecretStore } from './settings/secret-store.ts';
import { SettingsStore } from './settings/settings-store.ts';
import type { Shell } from './shell.ts';
import { FailureError } from '../shared/failure.ts';

/** While a panel looks, the computer's addresses are looked up again this often. */
const ADDRESSES_MS: Milliseconds = 10_000;

export interface HostOptions {
  /** Where settings and the list of downloads are kept; created if missing. */
  readonly dataDirectory: string;
  readonly shell: Shell;
  /** For every server that is started through the host. */
  readonly serverOptions?: CommonServerOptions;
  /** With what its servers encrypt. Default: an identity that is made and kept in the data folder. */
  readonly identity?: IdentitySource;
  /** The list of the servers whose keys were accepted. Default: one in the data folder. */
  readonly trustListPath?: string;
  /** Whether, and as what, a server that is adopted is announced. Default: as the settings say. */
  readonly announcing?: { readonly isOn: boolean; readonly name: string | undefined };
  /** The engine; replaced in tests. */
  readonly engine?: Partial<HostEngine>;
}

/** What a host needs of the engine. */
export interface HostEngine {
  readonly startServer: (options: ServerOptions) => Promise<ServerHandle>;
  readonly connectRemote: ConnectRemote;
  readonly startDownloads: StartDownloads;
}

const startTimer: StartTimer = (run, delayMs) => {
  const timer = setTimeout(run, delayMs);
  timer.unref();
  return () => {
    clearTimeout(timer);
  };
};

/** Events for the program around a host, with or without panels. */
export interface HostListener {
  /** The server's phase, ports or addresses changed. */
  readonly onServerChange?: (state: ServerState) => void;
  /** The number of downloads that run or wait changed. */
  readonly onDownloadsActive?: (active: number) => void;
  readonly onBatchFinished?: (summary: BatchSummary) => void;
  readonly onSettingsChange?: (settings: Settings) => void;
}

/** The contract's other side: serves and fetches for any number of panels, and without any. */
export class Host {
  readonly #options: HostOptions;
  readonly #listeners = new Set<HostListener>();
  readonly #diagnostics = new DiagnosticsRecorder();
  readonly #log = new ActivityLog();
  readonly #settings: SettingsStore;
  readonly #server: ServerControl;
  readonly #protection: ServerProtection;
  readonly #monitor: ServerMonitor;
  readonly #laboratory: LaboratoryMonitor;
  readonly #remotes: RemoteBrowser;
  readonly #nearby: NearbyLook;
  readonly #downloads: DownloadQueue;
  readonly #saveSpace: SaveSpaceWatch;
  /** Of all downloads; follows the setting. */
  readonly #downloadRate: RateMemory;
  readonly #hub: PanelHub;
  readonly #announcer: Announcer;
  #announcedAs: string | undefined;
  #phase: ServerState['phase'] = 'stopped';
  #addressTimer: NodeJS.Timeout | undefined;

  constructor(options: HostOptions) {
    this.#options = options;
    const { dataDirectory } = options;
    const engine: HostEngine = { startServer, connectRemote, startDownloads, ...options.engine };
    const emit = <E extends EventName>(event: E, payload: EventPayload<E>): void => {
      this.#hub.emit(event, payload);
    };
    const { note } = this.#diagnostics;
    this.#settings = new SettingsStore(dataDirectory, note);
    this.#downloadRate = createRateMemory(limitOf(this.settings.downloadRate));
    const secrets = new SecretStore(dataDirectory, options.shell.secretBox, note);
    const { trustListPath = join(dataDirectory, 'trusted-servers.json') } = options;
    const known = new KnownServers(secrets, new TrustList(trustListPath), note);
    const { access, tls, ...common } = options.serverOptions ?? {};
    // What the program was started with is for all its servers.
    const given = givenSettings(common);
    const chosen = (): Settings => ({ ...this.settings, ...given });
    const cacheCapacity = (): Bytes => chosen().cacheSize;
    this.#protection = new ServerProtection({
      secrets,
      identity: options.identity ?? keptIdentity(dataDirectory),
      given: { access, tls },
      onError: note,
    });
    const { reach, serveDirectory } = this.#settings.settings;
    this.#server = new ServerControl({
      startServer: engine.startServer,
      engine: common,
      protection: this.#protection,
      chosen: () => engineOptionsOf(chosen()),
      listAddresses,
      reach,
      directory: serveDirectory,
      onChange: () => {
        this.#serverChanged();
      },
    });
    this.#announcer = new Announcer({
      onNamed: (name) => {
        this.#announcedAs = name;
        this.#monitor.report();
      },
      onProblem: (detail) => {
        note('announcing', new Error(detail));
      },
    });
    if (this.settings.askForCode) {
      // So that it can be copied before the start.
      void this.#protection.ask(true).then(() => this.#serverChanged());
    }
    this.#monitor = new ServerMonitor({
      emit,
      log: this.#log,
      stateOf: (rates) => this.#stateOf(rates),
      onError: note,
      cacheCapacity,
    });
    this.#laboratory = new LaboratoryMonitor({ emit, onError: note });
    this.#remotes = new RemoteBrowser({
      connect: engine.connectRemote,
      known,
      startTimer,
      now: () => Date.now(),
      onChange: (tabs) => {
        emit('remoteChanged', tabs);
      },
    });
    this.#nearby = new NearbyLook(note);
    this.#downloads = new DownloadQueue({
      startDownloads: engine.startDownloads,
      entryOf: (server) => known.entryOf(server),
      store: new DownloadStore(dataDirectory, note),
      emit,
      wishes: () => this.#downloadWishes(),
      listFolders: (endpoint, folders) => this.#remotes.listFolders(endpoint, folders),
      onBatchFinished: (summary) => {
        for (const listener of this.#listeners) listener.onBatchFinished?.(summary);
      },
      onActiveChange: () => {
        for (const listener of this.#listeners)
          listener.onDownloadsActive?.(this.#downloads.active);
      },
    });
    this.#saveSpace = new SaveSpaceWatch(
      () => [this.settings.saveTo, ...this.#downloads.openFolders()],
      (space) => {
        emit('saveSpaceChanged', space);
      },
    );
    this.#hub = new PanelHub({
      methods: createHostMethods({
        server: this.#server,
        state: () => this.serverState,
        protection: this.#protection,
        secrets,
        monitor: this.#monitor,
        laboratory: this.#laboratory,
        remotes: this.#remotes,
        nearby: this.#nearby,
        downloads: this.#downloads,
        saveSpace: this.#saveSpace,
        settings: this.#settings,
        diagnostics: this.#diagnostics,
        log: this.#log,
        shell: options.shell,
        cacheCapacity,
        given,
        startServer: () => this.startServer(),
        panels: () => this.#hub.count,
        downloadsFile: join(dataDirectory, 'downloads.jsonl'),
        onSettingsChange: (settings) => {
          this.#settingsChanged(settings);
        },
        reveal: (target) => this.#reveal(target),
      }),
      onCountChange: (count) => {
        this.#watch(count > 0);
      },
      onInternalError: note,
    });
  }

  get settings(): Settings {
    return this.#settings.settings;
  }

  /** The server as panels see it. */
  get serverState(): ServerState {
    return this.#stateOf(this.#monitor.rates);
  }

  /** Downloads that run or wait. */
  get activeDownloads(): number {
    return this.#downloads.active;
  }

  /** Serves a panel until its transport closes. */
  attach(transport: Transport): void {
    this.#hub.attach(transport);
  }

  /**
   * Takes over a server that was started by the caller with the host's own options; from now on it is
   * the host's to stop. What it serves and where is remembered, so that it can be started again.
   */
  async adoptServer(handle: ServerHandle): Promise<void> {
    await this.#server.adopt(handle);
    const { directory, ports, reach } = this.serverState;
    this.#settings.rememberFolders(directory);
    const servePorts = [...new Set(ports.map(({ port }) => port))];
    const { share, access, tls } = this.#options.serverOptions ?? {};
    const { announcing } = this.#options;
    this.setSettings({
      reach,
      ...(announcing === undefined ? {} : { announce: announcing.isOn }),
      shareHidden: share?.hidden === true,
      askForCode: access !== undefined,
      encrypt: tls !== undefined,
      ...(servePorts.length > 0 ? { servePorts } : {}),
    });
  }

  /** Starts the server that the settings describe. @throws FailureError */
  async startServer(): Promise<void> {
    const { serveDirectory, servePorts, reach, shareHidden, askForCode, encrypt } = this.settings;
    if (serveDirectory === '') {
      throw new FailureError({ code: 'no-folder-chosen' });
    }
    await this.#server.start({
      directory: serveDirectory,
      ports: servePorts,
      reach,
      shareHidden,
      askForCode,
      encrypt,
    });
    this.#settingsChanged(this.#settings.rememberFolders(serveDirectory));
  }

  /** Resolves when the server has ended; `now` cuts its transfers instead of waiting ten seconds. */
  async stopServer(options: { readonly now: boolean } = { now: false }): Promise<void> {
    await this.#server.stop(options);
  }

  /** Passes a choice in a menu or the tray on to the panels. */
  command(command: Command): void {
    this.#hub.emit('commandChosen', { command });
  }

  /** Passes a link that was opened on to the panels. */
  openLink(link: EventPayload<'linkOpened'>): void {
    this.#hub.emit('linkOpened', link);
  }

  setSettings(patch: Partial<Settings>): void {
    this.#settingsChanged(this.#settings.set(patch));
  }

  /** What the shell keeps under a name of its own, such as its window's place. Check it: files are edited. */
  getShellValue(name: string): JsonValue | undefined {
    return this.#settings.getShell(name);
  }

  setShellValue(name: string, value: JsonValue): void {
    this.#settings.setShell(name, value);
  }

  /** Returns the function that ends it. */
  listen(listener: HostListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Stops the server and the downloads, keeping partial files, and lets the panels go. */
  async close(options: { readonly now: boolean } = { now: false }): Promise<void> {
    await Promise.all([
      this.#server.stop(options),
      this.#downloads.close(),
      this.#announcer.close(),
    ]);
    this.#remotes.close();
    this.#nearby.close();
    this.#hub.closeAll();
    this.#watch(false);
  }

  #stateOf(rates: ServerMonitor['rates']): ServerState {
    const announcedAs = this.#announcedAs;
    return {
      ...this.#server.state(rates),
      ...(announcedAs === undefined ? {} : { announcedAs }),
    };
  }

  #announce(state: ServerState): void {
    const { phase, ports, protection } = state;
    const announcement =
      this.settings.announce && phase === 'running'
        ? announcementOf(ports, {
            name: this.#options.announcing?.name,
            code: protection.accessCode !== undefined,
            fingerprint: protection.key?.fingerprint,
          })
        : undefined;
    if (announcement === undefined) this.#announcedAs = undefined;
    this.#announcer.set(announcement);
  }

  #watch(watching: boolean): void {
    this.#monitor.setWatching(watching);
    this.#laboratory.setWatching(watching);
    this.#downloads.setWatching(watching);
    this.#saveSpace.setWatching(watching);
    this.#remotes.setWatching(watching);
    clearInterval(this.#addressTimer);
    if (!watching) return;
    this.#addressTimer = setInterval(() => {
      this.#server.refreshAddresses().catch((error: unknown) => {
        this.#diagnostics.note('addresses', error);
      });
    }, ADDRESSES_MS);
    this.#addressTimer.unref();
  }

  #serverChanged(): void {
    const state = this.serverState;
    if (state.phase !== this.#phase) this.#phaseChanged(state);
    this.#announce(state);
    this.#monitor.report();
    for (const listener of this.#listeners) listener.onServerChange?.(state);
  }

  #phaseChanged(state: ServerState): void {
    const previous = this.#phase;
    this.#phase = state.phase;
    const atMs = Date.now();
    // While it stops it is still watched: transfers go on.
    if (state.phase !== 'stopping') {
      this.#monitor.setServer(this.#server.handle);
      this.#laboratory.setServer(this.#server.handle);
    }
    if (state.phase === 'running') {
      this.#log.add({ type: 'serverStarted', atMs, directory: state.directory });
    } else if (state.phase === 'stopped' && previous !== 'starting') {
      this.#log.add({ type: 'serverStopped', atMs });
    } else if (state.phase === 'failed') {
      this.#log.add({ type: 'serverFailed', atMs, problem: state.problem ?? { code: 'internal' } });
    }
  }

  #downloadWishes(): DownloadWishes {
    const { keepTimes, parallelDownloads, retryForMs } = this.settings;
    // 0 leaves it to what the server is.
    const parallel = parallelDownloads === 0 ? {} : { parallel: parallelDownloads };
    return { keepTimes, retryForMs, rate: this.#downloadRate, ...parallel };
  }

  #settingsChanged(settings: Settings): void {
    setRate(this.#downloadRate, limitOf(settings.downloadRate));
    void this.#saveSpace.look();
    this.#monitor.settingsChanged();
    this.#announce(this.serverState);
    this.#hub.emit('settingsChanged', settings);
    for (const listener of this.#listeners) listener.onSettingsChange?.(settings);
  }

  async #reveal(target: RevealTarget): Promise<void> {
    const { reveal } = this.#options.shell;
    if (reveal === undefined) throw new FailureError({ code: 'unsupported' });
    await reveal(this.#pathOf(target));
  }

  #pathOf(target: RevealTarget): string {
    const { directory } = this.#server;
    switch (target.target) {
      case 'served-folder':
        return servedPath(directory, target.name ?? '');
      case 'cached-file':
        if (checkName(target.name) !== undefined) throw new FailureError({ code: 'no-such-file' });
        return servedPath(directory, target.name);
      case 'download': {
        const download = this.#downloads.get(target.id);
        if (download === undefined) throw new FailureError({ code: 'no-such-download' });
        return download.path ?? this.#downloads.directoryOf(download);
      }
    }
  }
}

/** A limit as settings have it: 0 is none. */
function limitOf(bytesPerSecond: number): number | undefined {
  return bytesPerSecond === 0 ? undefined : bytesPerSecond;
}
