import type { CacheUsage, Counters, ThreadStatus } from '../../shared/server-state.ts';
import type { Milliseconds } from '../../shared/units.ts';

/** What is known of a server at one moment. */
export interface MetricsInput {
  readonly version: string;
  readonly uptimeMs: Milliseconds;
  readonly threads: readonly ThreadStatus[];
  readonly counters: Counters;
  readonly cache: CacheUsage;
  /** Answers that are being sent. */
  readonly transfers: number;
}

/** OpenMetrics 1.0, or the older text format of Prometheus, which names counters otherwise. */
export type MetricsFormat = 'openmetrics' | 'prometheus';

interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge';
  readonly help: string;
  readonly unit?: 'bytes' | 'seconds';
  readonly samples: readonly (readonly [labels: string, value: number])[];
}

/** The metrics of a server as text, one sample a line. Names and labels are ASCII. */
export function encodeMetrics(input: MetricsInput, format: MetricsFormat): string {
  const text = familiesOf(input)
    .map((family) => encodeFamily(family, format))
    .join('');
  return format === 'openmetrics' ? `${text}# EOF\n` : text;
}

function encodeFamily({ name, type, help, unit, samples }: Family, format: MetricsFormat): string {
  const sampleName = type === 'counter' ? `${name}_total` : name;
  const familyName = format === 'openmetrics' ? name : sampleName;
  const unitLine =
    unit === undefined || format === 'prometheus' ? '' : `# UNIT ${familyName} ${unit}\n`;
  const lines = samples.map(([labels, value]) => `${sampleName}${labels} ${value}\n`).join('');
  return `# HELP ${familyName} ${help}\n# TYPE ${familyName} ${type}\n${unitLine}${lines}`;
}

function familiesOf({
  version,
  uptimeMs,
  threads,
  counters,
  cache,
  transfers,
}: MetricsInput): Family[] {
  const counter = (name: string, help: string, value: number, unit?: Family['unit']): Family => ({
    name: `fifolio_${name}`,
    type: 'counter',
    help,
    ...(unit === undefined ? {} : { unit }),
    samples: [['', value]],
  });
  const gauge = (name: string, help: string, value: number, unit?: Family['unit']): Family => ({
    ...counter(name, help, value, unit),
    type: 'gauge',
  });
  return [
    {
      name: 'fifolio_build_info',
      type: 'gauge',
      help: 'The version, as a label.',
      samples: [[`{version="${version}"}`, 1]],
    },
    gauge('uptime_seconds', 'Time since the server started.', uptimeMs / 1000, 'seconds'),
    gauge('threads', 'Worker threads.', threads.length),
    counter('connections_accepted', 'Connections that were let in.', counters.connectionsAccepted),
    counter('connections_refused', 'Connections refused by a limit.', counters.connectionsRefused),
    gauge('connections_open', 'Connections that are open.', counters.connectionsOpen),
    gauge('transfers', 'Answers that are being sent.', transfers),
    {
      name: 'fifolio_requests',
      type: 'counter',
      help: 'Requests, by dialect.',
      samples: [
        ['{dialect="native"}', counters.requestsNative],
        ['{dialect="plain"}', counters.requestsPlain],
        ['{dialect="http"}', counters.requestsHttp],
      ],
    },
    counter(
      'requests_failed',
      'Requests refused, or cut in their answer.',
      counters.requestsFailed,
    ),
    counter('wrong_codes', 'Access codes that were wrong.', counters.wrongCodes),
    counter('sent_bytes', 'File content sent.', counters.bytesSent, 'bytes'),
    counter(
      'sent_from_cache_bytes',
      'File content sent from memory.',
      counters.bytesSentFromCache,
      'bytes',
    ),
    counter('cache_hits', 'Requests for files that were in memory.', counters.cacheHits),
    counter('cache_misses', 'Requests for files that were not in memory.', counters.cacheMisses),
    {
      name: 'fifolio_cache_evictions',
      type: 'counter',
      help: 'Files that left the cache, by reason.',
      samples: [
        ['{reason="room"}', counters.evictionsForRoom],
        ['{reason="changed"}', counters.evictionsOfChanged],
        ['{reason="removed"}', counters.evictionsOfRemoved],
        ['{reason="cleared"}', counters.evictionsByClearing],
        ['{reason="evicted"}', counters.evictionsByRequest],
        ['{reason="entries"}', counters.evictionsForEntries],
      ],
    },
    gauge('cache_capacity_bytes', 'Size of the cache.', cache.capacityBytes, 'bytes'),
    gauge('cache_used_bytes', 'Memory of the cache in use.', cache.usedBytes, 'bytes'),
    gauge(
      'cache_held_bytes',
      'Of that, still being sent after it was evicted.',
      cache.heldBytes,
      'bytes',
    ),
    gauge('cache_entries', 'Files in the cache.', cache.entries),
  ];
}
