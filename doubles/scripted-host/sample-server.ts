import type { ServerState } from '../../src/shared/contract-server.ts';
import { NO_COUNTERS } from '../../src/shared/server-state.ts';
import { MIB } from '../../src/shared/units.ts';

export function listening(port: number): ServerState['ports'][number] {
  return { requestedPort: port, port, host: '0.0.0.0', state: 'listening', threads: [0, 1] };
}

export function runningServer(nowMs: number): ServerState {
  return {
    phase: 'running',
    directory: '/home/ada/Shared/studio',
    reach: 'network',
    protection: {},
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
      requestsNative: 1834,
      requestsPlain: 0,
      requestsHttp: 0,
      requestsFailed: 3,
      wrongCodes: 0,
      cacheHits: 1669,
      cacheMisses: 165,
      bytesSent: 4_120 * MIB,
      bytesSentFromCache: 3_461 * MIB,
      evictions: 53,
      evictionsForRoom: 0,
      evictionsOfChanged: 0,
      evictionsOfRemoved: 0,
      evictionsByClearing: 0,
      evictionsByRequest: 0,
      evictionsForEntries: 0,
    },
    bytesPerSecond: 41.3 * MIB,
    requestsPerSecond: 18,
  };
}

export function stoppedServer(): ServerState {
  return {
    phase: 'stopped',
    directory: '',
    reach: 'network',
    protection: {},
    ports: [],
    addresses: [],
    threads: [],
    counters: NO_COUNTERS,
    bytesPerSecond: 0,
    requestsPerSecond: 0,
  };
}
