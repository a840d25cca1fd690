import type { Download } from '../../../src/shared/contract-downloads.ts';
import type { LogEntry } from '../../../src/shared/contract-log.ts';
import type { CachedFile, ServerState } from '../../../src/shared/contract-server.ts';
import { PROBLEM_MESSAGES } from '../../../src/shared/problem.ts';
import type { Scene } from './scripted-host.ts';

const MIB = 1_048_576;

/** The same numbers each time, so that pictures can be compared (mulberry32, public domain). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const STEMS = [
  'photos/2026/lake',
  'photos/2026/harbour',
  'photos/2025/garden',
  'reports/quarter',
  'reports/audit',
  'music/side-a',
  'music/nocturne',
  'scans/contract',
  'scans/letter',
  'video/clip',
  'docs/manual',
  'docs/notes',
  'data/measurements',
  'data/export',
  'slides/kick-off',
  'fonts/serif',
];
const EXTENSIONS = [
  'jpg',
  'jpg',
  'jpg',
  'pdf',
  'pdf',
  'flac',
  'flac',
  'tif',
  'pdf',
  'mp4',
  'pdf',
  'md',
  'csv',
  'parquet',
  'key',
  'woff2',
];

export function someFiles(
  count: number,
  totalBytes: number,
  nowMs: number,
  seed = 7,
): CachedFile[] {
  const random = seeded(seed);
  const weights = Array.from({ length: count }, () => 0.04 + random() ** 5 * 9);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight, index) => {
    const kind = Math.floor(random() * STEMS.length);
    return {
      name: `${STEMS[kind]!}-${(index + 1).toFixed(0).padStart(3, '0')}.${EXTENSIONS[kind]!}`,
      size: Math.floor((weight / sum) * totalBytes),
      cachedAtMs: nowMs - (count - index) * (24_000 + random() * 9000),
      hits: Math.floor(random() ** 3 * 60),
      state: index === count - 1 ? 'loading' : 'ready',
    };
  });
}

const NO_COUNTERS = {
  connectionsAccepted: 0,
  connectionsRefused: 0,
  connectionsOpen: 0,
  requests: 0,
  requestsFailed: 0,
  cacheHits: 0,
  cacheMisses: 0,
  bytesSent: 0,
  bytesSentFromCache: 0,
  evictions: 0,
};

function listening(port: number): ServerState['ports'][number] {
  return { requestedPort: port, port, host: '0.0.0.0', state: 'listening', threads: [0, 1] };
}

function runningServer(nowMs: number): ServerState {
  return {
    phase: 'running',
    directory: '/home/ada/Shared/studio',
    reach: 'network',
    ports: [listening(8080), listening(8081)],
    addresses: [
      {
        host: '192.168.1.20',
        interface: 'enp3s0',
        kind: 'default-route',
        port: 8080,
        text: '192.168.1.20:8080',
      },
      {
        host: '192.168.1.20',
        interface: 'enp3s0',
        kind: 'default-route',
        port: 8081,
        text: '192.168.1.20:8081',
      },
      { host: '10.8.0.2', interface: 'wg0', kind: 'vpn', port: 8080, text: '10.8.0.2:8080' },
      { host: '127.0.0.1', interface: 'lo', kind: 'loopback', port: 8080, text: '127.0.0.1:8080' },
    ],
    startedAtMs: nowMs - 3_600_000,
    threads: [],
    accepting: 'shared-port',
    counters: {
      ...NO_COUNTERS,
      connectionsAccepted: 412,
      connectionsOpen: 3,
      requests: 1834,
      requestsFailed: 3,
      cacheHits: 1669,
      cacheMisses: 165,
      bytesSent: 4_120 * MIB,
      bytesSentFromCache: 3_461 * MIB,
      evictions: 53,
    },
    bytesPerSecond: 41.3 * MIB,
    requestsPerSecond: 18,
  };
}

function stoppedServer(): ServerState {
  return {
    phase: 'stopped',
    directory: '',
    reach: 'network',
    ports: [],
    addresses: [],
    threads: [],
    counters: NO_COUNTERS,
    bytesPerSecond: 0,
    requestsPerSecond: 0,
  };
}

const SETTINGS: Scene['settings'] = {
  theme: 'system',
  serveDirectory: '/home/ada/Shared/studio',
  servePorts: [8080, 8081],
  reach: 'network',
  recentFolders: ['/home/ada/Shared/studio', '/home/ada/Pictures', '/srv/exchange'],
  recentServers: [
    { host: 'nas.local', port: 8080 },
    { host: '192.168.1.5', port: 9000 },
  ],
  saveTo: '/home/ada/Downloads',
  ifExists: 'keep-both',
  whenClosing: 'ask',
  servePanePercent: 58,
};

function someLog(files: readonly CachedFile[], nowMs: number): LogEntry[] {
  const random = seeded(3);
  const entries: LogEntry[] = [
    { type: 'serverStarted', id: 0, atMs: nowMs - 3_600_000, directory: '/home/ada/Shared/studio' },
    { type: 'portOpened', id: 1, atMs: nowMs - 3_599_900, port: 8080, host: '0.0.0.0' },
  ];
  const recent = files.slice(-70);
  for (const [index, file] of recent.entries()) {
    const common = { id: entries.length, atMs: nowMs - (recent.length - index) * 2300 };
    const request = {
      ...common,
      peer: `192.168.1.${(30 + (index % 5)).toFixed(0)}:${(50_000 + index).toFixed(0)}`,
      port: 8080,
      thread: index % 2,
      dialect: 'native',
      op: 'get',
      name: file.name,
    } as const;
    if (index % 17 === 8) {
      entries.push({
        type: 'requestFailed',
        ...request,
        name: 'reports/missing.pdf',
        sentBytes: 0,
        code: 'not-found',
        message: 'There is no file “reports/missing.pdf” here.',
      });
    } else if (index % 6 === 3) {
      entries.push({
        type: 'entryEvicted',
        ...common,
        name: `archive/old-${index.toFixed(0)}.zip`,
        size: 2.4 * MIB * random(),
        reason: 'room',
      });
    } else if (index % 23 === 20) {
      entries.push({ type: 'requestsOmitted', ...common, count: 118 });
    } else {
      entries.push({
        type: 'requestCompleted',
        ...request,
        sentBytes: file.size,
        durationMs: 0.3 + random() ** 2 * 90,
        source: index % 4 === 0 ? 'disk' : 'cache',
      });
    }
  }
  return entries.map((entry) =>
    'size' in entry ? { ...entry, size: Math.floor(entry.size) } : entry,
  );
}

function someThroughput(nowMs: number): Scene['throughput'] {
  const random = seeded(11);
  return Array.from({ length: 120 }, (_, index) => ({
    atMs: nowMs - (119 - index) * 1000,
    bytesPerSecond: Math.max(
      0,
      (26 + 20 * Math.sin(index / 9) + 14 * Math.sin(index / 3.1) + 8 * random()) *
        MIB *
        (index > 14 ? 1 : 0),
    ),
    requestsPerSecond: 12,
    connectionsOpen: 3,
  }));
}

function someTransfers(nowMs: number): Scene['transfers'] {
  const common = { connection: 4, dialect: 'native', from: 0, startedAtMs: nowMs - 2000 } as const;
  return [
    {
      ...common,
      request: 1,
      thread: 0,
      port: 8080,
      peer: '192.168.1.34:50112',
      name: 'video/clip-041.mp4',
      size: 48 * MIB,
      sentBytes: 31 * MIB,
      source: 'cache',
      bytesPerSecond: 28.4 * MIB,
    },
    {
      ...common,
      request: 2,
      connection: 5,
      thread: 1,
      port: 8081,
      peer: '192.168.1.31:49820',
      name: 'data/export-all.parquet',
      size: 210 * MIB,
      sentBytes: 36 * MIB,
      source: 'disk',
      bytesPerSecond: 12.9 * MIB,
    },
  ];
}

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
      files: folder.map(({ name, size, cachedAtMs }, index) => ({
        name: index % 9 === 0 ? name.replace(/^.*\//, '') : name,
        size,
        modifiedAtMs: cachedAtMs - 40 * 86_400_000,
        cached: index % 5 === 0,
      })),
      truncated: false,
    },
  };
}

function download(id: number, change: Partial<Download>): Download {
  const plain: Download = {
    id,
    batch: 2,
    endpoint: { host: 'nas.local', port: 8080 },
    name: `photos/2026/lake-${id.toFixed(0).padStart(3, '0')}.jpg`,
    directory: '/home/ada/Downloads',
    size: 12 * MIB,
    receivedBytes: 0,
    resumedFromBytes: 0,
    bytesPerSecond: 0,
    state: 'waiting',
    verified: false,
    verifiedFromBytes: 0,
    ifExists: 'keep-both',
    leftOver: false,
    addedAtMs: 0,
  };
  return Object.assign(plain, change);
}

function someDownloads(): Download[] {
  const path = '/home/ada/Downloads/';
  return [
    download(1, {
      batch: 1,
      name: 'docs/manual-014.pdf',
      state: 'done',
      verified: true,
      receivedBytes: (3.1 * MIB) | 0,
      size: (3.1 * MIB) | 0,
      path: `${path}docs/manual-014.pdf`,
    }),
    download(2, {
      state: 'done',
      verified: true,
      receivedBytes: 12 * MIB,
      path: `${path}photos/2026/lake-002.jpg`,
    }),
    download(3, { state: 'verifying', receivedBytes: 12 * MIB }),
    download(4, {
      state: 'downloading',
      receivedBytes: (7.4 * MIB) | 0,
      bytesPerSecond: 24.6 * MIB,
      resumedFromBytes: 2 * MIB,
    }),
    download(5, {
      name: 'video/clip-041.mp4',
      size: 48 * MIB,
      state: 'downloading',
      receivedBytes: 11 * MIB,
      bytesPerSecond: 18.2 * MIB,
    }),
    download(6, {}),
    download(7, { state: 'paused', receivedBytes: 4 * MIB }),
  ];
}

function failedDownloads(): Download[] {
  const problem = (code: 'connection-lost' | 'disk-full') => ({
    code,
    message: PROBLEM_MESSAGES[code],
  });
  return [
    download(1, {
      batch: 1,
      name: 'notes.txt',
      endpoint: { host: '192.168.1.5', port: 9000 },
      state: 'done',
      verified: false,
      size: 18_204,
      receivedBytes: 18_204,
      path: '/home/ada/Downloads/notes.txt',
    }),
    download(2, { state: 'failed', receivedBytes: 5 * MIB, problem: problem('connection-lost') }),
    download(3, { state: 'failed', receivedBytes: 9 * MIB, problem: problem('disk-full') }),
    download(4, { state: 'canceled' }),
    download(5, { state: 'skipped' }),
  ];
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
  | 'left-over';

export function sceneOf(name: SceneName, nowMs: number): Scene {
  const files = someFiles(112, 38.2 * MIB, nowMs);
  const running: Scene = {
    server: runningServer(nowMs),
    cached: files,
    transfers: someTransfers(nowMs),
    throughput: someThroughput(nowMs),
    log: someLog(files, nowMs),
    downloads: someDownloads(),
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
              problem: 'port 8080 is in use by another program',
              suggestedPort: 8082,
            },
            listening(8081),
          ],
        },
      };
    case 'failed':
      return {
        ...idle,
        server: {
          ...stoppedServer(),
          phase: 'failed',
          directory: '/home/ada/Shared/studio',
          problem: { code: 'folder-not-found', message: PROBLEM_MESSAGES['folder-not-found'] },
        },
        downloads: failedDownloads(),
      };
    case 'unreachable':
      return { ...idle, connectProblem: 'connection-refused' };
    case 'plain':
      return {
        ...running,
        downloads: failedDownloads().slice(0, 1),
        remote: {
          dialect: 'seed',
          cache: {
            files: files.slice(0, 9).map((file) => ({ name: file.name.replace(/^.*\//, '') })),
          },
          folder: { files: [], truncated: false },
        },
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
