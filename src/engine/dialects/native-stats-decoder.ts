import type { Answered, StatsAnswer } from './native-answer.ts';
import { decodeFirstLine } from './native-answer-decoder.ts';

const MAX_WORD = 64;
const MAX_HOST = 255;
const MAX_PORTS = 1024;
const MAX_THREADS = 1024;

/** The answer to `stats`, from a server that is not trusted. @throws WireError */
export function decodeStats(line: Uint8Array): Answered<StatsAnswer> {
  return decodeFirstLine(line, 'the answer to stats', (fields) => {
    const counters = fields.object('counters');
    const cache = fields.object('cache');
    return {
      version: fields.string('version', MAX_WORD),
      uptimeMs: fields.amount('uptimeMs'),
      accepting: fields.oneOf('accepting', ['shared-port', 'port-per-thread']),
      ports: fields.objects('ports', MAX_PORTS).map((port) => ({
        host: port.string('host', MAX_HOST),
        port: port.count('port', 65_535),
      })),
      threads: fields.objects('threads', MAX_THREADS).map((thread) => ({
        thread: thread.count('thread'),
        connectionsOpen: thread.count('connectionsOpen'),
        connectionsAccepted: thread.count('connectionsAccepted'),
        requests: thread.count('requests'),
        bytesSent: thread.count('bytesSent'),
      })),
      counters: {
        connectionsAccepted: counters.count('connectionsAccepted'),
        connectionsRefused: counters.count('connectionsRefused'),
        connectionsOpen: counters.count('connectionsOpen'),
        requests: counters.count('requests'),
        requestsFailed: counters.count('requestsFailed'),
        cacheHits: counters.count('cacheHits'),
        cacheMisses: counters.count('cacheMisses'),
        bytesSent: counters.count('bytesSent'),
        bytesSentFromCache: counters.count('bytesSentFromCache'),
        evictions: counters.count('evictions'),
      },
      cache: {
        capacityBytes: cache.count('capacityBytes'),
        usedBytes: cache.count('usedBytes'),
        heldBytes: cache.count('heldBytes'),
        entries: cache.count('entries'),
      },
      hitRatio: fields.amount('hitRatio', 1),
      byteHitRatio: fields.amount('byteHitRatio', 1),
    };
  });
}
