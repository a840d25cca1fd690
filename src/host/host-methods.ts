import { hostname } from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import type { HostMethods } from '../shared/contract.ts';
import type { Capabilities, RevealTarget } from '../shared/contract-host.ts';
import type { Remote } from '../shared/contract-downloads.ts';
import type { ServerState } from '../shared/contract-server.ts';
import type { Settings, SettingsPatch } from '../shared/contract-settings.ts';
import { FIFOLIO_VERSION } from '../shared/version.ts';
import type { ActivityLog } from './server/activity-log.ts';
import { HostCacheView } from './server/host-cache-view.ts';
import type { DiagnosticsRecorder } from './diagnostics.ts';
import { examine, examinePort } from './doctor/doctor.ts';
import type { DownloadQueue } from './downloads/download-queue.ts';
import type { SaveSpaceWatch } from './downloads/save-space.ts';
import { browseFolder, findFolder } from './folders/folder-browser.ts';
import { listAddresses } from './server/lan-addresses.ts';
import type { NearbyLook } from './remote/nearby-look.ts';
import type { RemoteBrowser } from './remote/remote-browser.ts';
import type { ServerControl } from './server/server-control.ts';
import type { ServerProtection } from './server/server-protection.ts';
import type { LaboratoryMonitor } from './server/laboratory-monitor.ts';
import type { ServerMonitor } from './server/server-monitor.ts';
import type { SecretStore } from './settings/secret-store.ts';
import { exportSettings, importSettings } from './settings/settings-exchange.ts';
import { defaultSettings, type SettingsStore } from './settings/settings-store.ts';
import type { Shell } from './shell.ts';
import { FailureError } from '../shared/failure.ts';

/** What the methods of the contract work on. */
export interface HostParts {
  readonly server: ServerControl;
  readonly state: () => ServerState;
  readonly protection: ServerProtection;
  readonly monitor: ServerMonitor;
  readonly laboratory: LaboratoryMonitor;
  readonly remotes: RemoteBrowser;
  readonly nearby: NearbyLook;
  readonly downloads: DownloadQueue;
  readonly saveSpace: SaveSpaceWatch;
  readonly settings: SettingsStore;
  readonly secrets: SecretStore;
  readonly diagnostics: DiagnosticsRecorder;
  readonly log: ActivityLog;
  readonly shell: Shell;
  /** Of the server that would be started now. */
  readonly cacheCapacity: () => number;
  readonly given: SettingsPatch;
  readonly downloadsFile: string;
  readonly startServer: () => Promise<void>;
  readonly panels: () => number;
  readonly onSettingsChange: (settings: Settings) => void;
  readonly reveal: (target: RevealTarget) => Promise<void>;
}

/** The methods of the contract, in its order. */
export function createHostMethods(parts: HostParts): HostMethods {
  const { server, monitor, remotes, downloads, settings, diagnostics, log, shell } = parts;
  const { onSettingsChange, protection, secrets, state } = parts;
  const cacheView = new HostCacheView(() => server.handle, parts.cacheCapacity);
  const rememberPorts = (): void => {
    const servePorts = state().ports.map(({ port }) => port);
    if (servePorts.length > 0) onSettingsChange(settings.set({ servePorts }));
  };

  const entered = (remote: Remote): Remote => {
    onSettingsChange(settings.rememberServer(remote.endpoint));
    return remote;
  };

  return {
    'server.start': async () => {
      await parts.startServer();
      return {};
    },
    'server.stop': async (request) => {
      await server.stop(request);
      return {};
    },
    'server.addPort': async ({ port }) => {
      await server.addPort(port);
      rememberPorts();
      return {};
    },
    'server.removePort': async ({ port }) => {
      await server.removePort(port);
      rememberPorts();
      return {};
    },
    'server.askForCode': async ({ isAsked }) => {
      onSettingsChange(settings.set({ askForCode: isAsked }));
      await server.setAccessCode(await protection.ask(isAsked));
      return {};
    },
    'server.renewCode': async () => {
      onSettingsChange(settings.set({ askForCode: true }));
      await server.setAccessCode(await protection.renew());
      return {};
    },
    'server.status': state,
    'server.disconnect': async ({ connection }) => ({
      disconnected: await server.disconnect(connection),
    }),
    'cache.status': () => monitor.cacheStatus(),
    'cache.window': (request) => cacheView.window(request),
    'cache.find': async (request) => {
      const index = await cacheView.find(request);
      return index === undefined ? {} : { index };
    },
    'cache.names': async (request) => ({ names: await cacheView.names(request) }),
    'cache.belt': (request) => cacheView.belt(request),
    'cache.evict': async ({ names }) => {
      const evicted = await server.evict(names);
      monitor.lookSoon();
      return { evicted };
    },
    'cache.evictMatching': async ({ filter }) => {
      const evicted = await server.evictMatching(filter);
      monitor.lookSoon();
      return { evicted };
    },
    'cache.clear': async () => {
      const evicted = await server.clear();
      monitor.lookSoon();
      return { evicted };
    },
    'laboratory.report': async () => ({ report: await parts.laboratory.report() }),
    'transfers.snapshot': () => monitor.transfersSnapshot(),
    'throughput.recent': () => ({ samples: monitor.recentThroughput() }),
    'log.recent': () => ({ entries: log.recent() }),

    'remote.openTab': () => ({ tab: remotes.openTab() }),
    'remote.closeTab': ({ tab }) => {
      remotes.closeTab(tab);
      return {};
    },
    'remote.connect': async ({ tab, ...request }) =>
      entered(await remotes.tab(tab).connect(request)),
    'remote.trust': async ({ tab, fingerprint }) =>
      entered(await remotes.tab(tab).trust(fingerprint)),
    'remote.forgetCode': async ({ tab }) => entered(await remotes.tab(tab).forgetCode()),
    'remote.disconnect': ({ tab }) => {
      remotes.tab(tab).disconnect();
      return {};
    },
    'remote.status': () => remotes.state,
    'nearby.list': () => parts.nearby.look(),
    'doctor.examine': (server) => examine(server),
    'doctor.serving': async () => {
      const { ports } = state();
      const open = ports.filter((status) => status.state === 'listening');
      return { reports: await Promise.all(open.map(({ port }) => examinePort(port))) };
    },
    'remote.list': ({ remote }) => remotes.list(remote),
    'remote.files': (request) => remotes.files(request),
    'remote.moreFiles': ({ listing, from }) => ({ files: remotes.moreFiles(listing, from) }),

    'downloads.select': (wanted) => ({ selection: downloads.select(wanted) }),
    'downloads.add': async (request) => {
      const result = await downloads.add(request);
      if (result.outcome === 'added') {
        const { ifExists } = request;
        if (ifExists !== undefined) onSettingsChange(settings.set({ ifExists }));
      }
      return result;
    },
    'downloads.pause': (choice) => {
      downloads.pause(choice);
      return {};
    },
    'downloads.cancel': (choice) => {
      downloads.cancel(choice);
      return {};
    },
    'downloads.retry': (choice) => {
      downloads.retry(choice);
      return {};
    },
    'downloads.move': (move) => {
      downloads.move(move);
      return {};
    },
    'downloads.remove': (choice) => downloads.remove(choice),
    'downloads.restore': ({ removal }) => ({ restored: downloads.restore(removal) }),
    'downloads.deleteFiles': async ({ ids }) => {
      await downloads.deleteFiles(ids);
      return {};
    },
    'downloads.space': () => parts.saveSpace.known,
    'downloads.list': ({ after }) => downloads.page(after),

    'folders.choose': async (request) => {
      if (shell.chooseFolder === undefined) throw new FailureError({ code: 'unsupported' });
      const path = await shell.chooseFolder(request);
      return path === undefined ? {} : { path };
    },
    'folders.browse': ({ path }) => browseFolder(path),
    open: async ({ id }) => {
      const path = downloads.get(id)?.path;
      if (shell.open === undefined) throw new FailureError({ code: 'unsupported' });
      if (path === undefined) throw new FailureError({ code: 'no-such-download' });
      await shell.open(path);
      return {};
    },
    'folders.find': async ({ typed }) => ({ path: await findFolder(typed) }),
    reveal: async (target) => {
      await parts.reveal(target);
      return {};
    },

    capabilities: () => ({
      host: shell.kind,
      platform: platformName(process.platform),
      version: FIFOLIO_VERSION,
      computerName: hostname(),
      folderDialog: shell.chooseFolder === undefined ? 'browse' : 'native',
      reveal: shell.reveal !== undefined,
      open: shell.open !== undefined,
      tray: shell.tray,
      autostart: shell.autostart,
      keepsCodes: secrets.lasts,
      notifications: shell.notifications,
      panelAccess: shell.panelAccess?.(),
    }),
    addresses: async () => ({ addresses: await listAddresses() }),
    'settings.get': () => settings.settings,
    'settings.set': (patch) => {
      onSettingsChange(settings.set(patch));
      return {};
    },
    'settings.frame': () => ({ defaults: defaultSettings(), given: parts.given }),
    'settings.export': () => ({ text: exportSettings(settings.settings, FIFOLIO_VERSION) }),
    'settings.import': async ({ text }) => {
      const { phase } = state();
      if (phase !== 'stopped' && phase !== 'failed') {
        throw new FailureError({ code: 'import-while-serving' });
      }
      const before = settings.settings;
      const after = settings.set(importSettings(text));
      onSettingsChange(after);
      await server.setAccessCode(await protection.ask(after.askForCode));
      const names = Object.keys(after) as (keyof Settings)[];
      return {
        changed: names.filter((name) => !isDeepStrictEqual(before[name], after[name])).length,
      };
    },
    diagnostics: async () =>
      diagnostics.describe({
        panels: parts.panels(),
        settingsFile: settings.path,
        ...(settings.damagedFile === undefined
          ? {}
          : { damagedSettingsFile: settings.damagedFile }),
        downloadsFile: parts.downloadsFile,
        addresses: await listAddresses(),
      }),
  };
}

function platformName(platform: NodeJS.Platform): Capabilities['platform'] {
  return platform === 'linux' || platform === 'darwin' || platform === 'win32' ? platform : 'other';
}
