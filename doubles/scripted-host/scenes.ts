import { MIB } from '../../src/shared/units.ts';
import { someLog, someThroughput, someTransfers } from './sample-activity.ts';
import { failedDownloads, manyDownloads, someDownloads } from './sample-downloads.ts';
import { someFiles } from './sample-files.ts';
import { NO_COUNTERS } from '../../src/shared/server-state.ts';
import { listening, runningServer, stoppedServer } from './sample-server.ts';
import type { Scene } from './scripted-host.ts';

const SETTINGS: Scene['settings'] = {
  theme: 'system',
  language: 'system',
  serveDirectory: '/home/ada/Shared/studio',
  servePorts: [8080, 8081],
  reach: 'network',
  announce: true,
  showNearby: true,
  shareHidden: false,
  askForCode: false,
  encrypt: false,
  recentFolders: ['/home/ada/Shared/studio', '/home/ada/Pictures', '/srv/exchange'],
  recentServers: [
    { host: 'nas.local', port: 8080 },
    { host: '192.168.1.5', port: 9000 },
  ],
  saveTo: '/home/ada/Downloads',
  ifExists: 'keep-both',
  keepTimes: true,
  parallelDownloads: 0,
  downloadRate: 0,
  serveRate: 0,
  serveRatePerClient: 0,
  whenClosing: 'ask',
  autostart: 'off',
  serveAtStart: false,
  firstSteps: 'done',
  servePanePercent: 58,
  cachedFilesPercent: 55,
  filesTherePercent: 64,
};

function remoteOf(nowMs: number): NonNullable<Scene['remote']> {
  const files = someFiles(46, 120 * MIB, nowMs, 21);
  const folder = someFiles(180, 900 * MIB, nowMs, 5);
  return {
    dialect: 'native',
    cache: {
      files: files.map(({ name, size, cachedAtMs, hits }) => ({
        name,
        size,
        cachedAtMs,
        modifiedAtMs: cachedAtMs - 9e6,
        hits,
      })),
      capacityBytes: 64 * MIB,
      usedBytes: 44 * MIB,
    },
    folder: {
      listing: 1,
      count: folder.length,
      files: folder.map(({ name, size, cachedAtMs }, index) => ({
        name: index % 9 === 0 ? name.replace(/^.*\//, '') : name,
        size,
        modifiedAtMs: cachedAtMs - 40 * 86_400_000,
        cached: index % 5 === 0,
      })),
      omitted: [],
      truncated: false,
      unshared: 3,
    },
  };
}

export type SceneName =
  | 'stopped'
  | 'first-start'
  | 'running'
  | 'empty'
  | 'full'
  | 'port-taken'
  | 'ten-thousand'
  | 'failed'
  | 'unreachable'
  | 'plain'
  | 'left-over'
  | 'many-downloads';

export function sceneOf(name: SceneName, nowMs: number): Scene {
  const files = someFiles(112, 38.2 * MIB, nowMs);
  const running: Scene = {
    server: runningServer(nowMs),
    cached: files,
    transfers: someTransfers(nowMs),
    throughput: someThroughput(nowMs),
    log: someLog(files, nowMs),
    downloads: someDownloads(),
    saveSpace: [{ directory: SETTINGS.saveTo, volume: '1', freeBytes: 12 * 1024 * MIB }],
    settings: SETTINGS,
    hasTray: true,
    hasReveal: true,
    remote: remoteOf(nowMs),
    collisions: ['photos/2026/lake-002.jpg', 'photos/2026/lake-003.jpg'],
  };
  const idle: Scene = {
    ...running,
    server: stoppedServer(),
    cached: [],
    transfers: [],
    throughput: [],
    log: [],
    downloads: [],
  };
  switch (name) {
    case 'running':
      return running;
    case 'stopped':
      return idle;
    case 'first-start':
      return {
        ...idle,
        settings: {
          ...SETTINGS,
          serveDirectory: '',
          firstSteps: 'new',
          servePorts: [8080],
          recentFolders: [],
          recentServers: [],
          saveTo: '',
        },
      };
    case 'empty':
      return {
        ...running,
        server: {
          ...runningServer(nowMs),
          counters: NO_COUNTERS,
          bytesPerSecond: 0,
          requestsPerSecond: 0,
        },
        cached: [],
        transfers: [],
        throughput: [],
        log: [],
        downloads: [],
      };
    case 'full':
      return {
        ...running,
        cached: someFiles(64, 62.4 * MIB, nowMs, 4),
        heldBytes: (1.6 * MIB) | 0,
      };
    case 'ten-thousand':
      return { ...running, cached: someFiles(10_000, 63 * MIB, nowMs, 9) };
    case 'port-taken':
      return {
        ...running,
        server: {
          ...runningServer(nowMs),
          ports: [
            {
              requestedPort: 8080,
              port: 8080,
              host: '0.0.0.0',
              state: 'failed',
              threads: [],
              problem: {
                code: 'cannot-listen',
                host: '0.0.0.0',
                port: 8080,
                systemCode: 'EADDRINUSE',
                detail: '',
              },
              suggestedPort: 8082,
            },
            listening(8081),
          ],
          addresses: runningServer(nowMs).addresses.filter(({ port }) => port === 8081),
        },
      };
    case 'failed':
      return {
        ...idle,
        server: {
          ...stoppedServer(),
          phase: 'failed',
          directory: '/home/ada/Shared/studio',
          problem: { code: 'share-missing', directory: '/home/ada/Shared/studio' },
        },
        downloads: failedDownloads(),
      };
    case 'unreachable':
      return { ...idle, refusesConnections: true };
    case 'plain':
      return {
        ...running,
        downloads: failedDownloads().slice(0, 1),
        remote: {
          dialect: 'plain',
          cache: {
            files: files.slice(0, 9).map((file) => ({ name: file.name.replace(/^.*\//, '') })),
          },
          folder: { listing: 1, count: 0, files: [], omitted: [], truncated: false, unshared: 0 },
        },
      };
    case 'many-downloads':
      return {
        ...running,
        downloads: manyDownloads(),
        saveSpace: [{ directory: SETTINGS.saveTo, volume: '1', freeBytes: 900 * MIB }],
      };
    case 'left-over':
      return {
        ...idle,
        downloads: someDownloads()
          .slice(3, 7)
          .map((one) => ({ ...one, state: 'paused', bytesPerSecond: 0, leftOver: true })),
      };
  }
}
