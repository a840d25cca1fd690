import './zod-settings.ts';
import { z } from 'zod';
import { HIGHEST_PORT } from './endpoint.ts';
import { failedPortSchema, openPortSchema, portStatusSchema } from './port-status.ts';
import { refusalReasonSchema } from './refusal-reason.ts';
import { MAX_AGENT_CHARACTERS } from './server-values.ts';

/**
 * What a running server reports about itself: the shapes that the engine produces, that cross to a panel
 * and that the command line prints with `--json`. Sizes are bytes, times are milliseconds since 1970.
 */

const bytes = z.int().nonnegative();
const count = z.int().nonnegative();
const epochMs = z.number().nonnegative();
const port = z.int().min(1).max(HIGHEST_PORT);

/**
 * Why an entry left the cache: to make `room`, because its file `changed` or was `removed` on disk,
 * because the cache was `cleared`, because a person `evicted` it, or because the cache holds as many
 * `entries` as it can.
 */
export const evictionReasonSchema = z.enum([
  'room',
  'changed',
  'removed',
  'cleared',
  'evicted',
  'entries',
]);
export type EvictionReason = z.infer<typeof evictionReasonSchema>;

export const dialectNameSchema = z.enum(['native', 'plain', 'http']);
export type DialectName = z.infer<typeof dialectNameSchema>;

/** The program of a client of HTTP, as it says itself: `Firefox`, `curl`; ASCII, without spaces. */
export const agentSchema = z.string().max(MAX_AGENT_CHARACTERS).optional();

/** `true` where what is said is encrypted; else absent. */
const encrypted = z.literal(true).optional();

/** Why a request was not answered; the `error` field of the native dialect. */
export const refusalCodeSchema = z.enum([
  'bad-request',
  'not-found',
  'not-a-file',
  'forbidden',
  'changed',
  'unauthorized',
  'busy',
  'shutting-down',
  'internal',
]);
export type RefusalCode = z.infer<typeof refusalCodeSchema>;

/** One file in the cache. Listings give them oldest first; the first is the next to leave. */
export const cacheEntrySchema = z.object({
  name: z.string(),
  size: bytes,
  /** When the cache made room for it; the order of arrival. */
  cachedAtMs: epochMs,
  /** The file's own modification time. */
  modifiedAtMs: z.number(),
  hits: count,
  state: z.enum(['loading', 'ready']),
});
export type CacheEntry = z.infer<typeof cacheEntrySchema>;

/** How full the cache is. `usedBytes` includes `heldBytes`: content of entries that left while still being read. */
export const cacheUsageSchema = z.object({
  capacityBytes: bytes,
  usedBytes: bytes,
  heldBytes: bytes,
  entries: count,
});
export type CacheUsage = z.infer<typeof cacheUsageSchema>;

/** Totals since the server started, over all threads, dead ones included. */
export const countersSchema = z.object({
  connectionsAccepted: count,
  connectionsRefused: count,
  connectionsOpen: count,
  requests: count,
  requestsNative: count,
  requestsPlain: count,
  requestsHttp: count,
  requestsFailed: count,
  /** Access codes that were wrong. */
  wrongCodes: count,
  cacheHits: count,
  cacheMisses: count,
  /** Bytes of file content that were sent, and the part of them that came from the cache. */
  bytesSent: count,
  bytesSentFromCache: count,
  evictions: count,
  /** The evictions by reason, as {@link evictionReasonSchema} has them. */
  evictionsForRoom: count,
  evictionsOfChanged: count,
  evictionsOfRemoved: count,
  evictionsByClearing: count,
  evictionsByRequest: count,
  evictionsForEntries: count,
});
export type Counters = z.infer<typeof countersSchema>;

/** Of a server that has done nothing yet. */
export const NO_COUNTERS: Counters = {
  connectionsAccepted: 0,
  connectionsRefused: 0,
  connectionsOpen: 0,
  requests: 0,
  requestsNative: 0,
  requestsPlain: 0,
  requestsHttp: 0,
  requestsFailed: 0,
  wrongCodes: 0,
  cacheHits: 0,
  cacheMisses: 0,
  bytesSent: 0,
  bytesSentFromCache: 0,
  evictions: 0,
  evictionsForRoom: 0,
  evictionsOfChanged: 0,
  evictionsOfRemoved: 0,
  evictionsByClearing: 0,
  evictionsByRequest: 0,
  evictionsForEntries: 0,
};

export const threadStatusSchema = z.object({
  thread: count,
  connectionsOpen: count,
  connectionsAccepted: count,
  requests: count,
  bytesSent: count,
});
export type ThreadStatus = z.infer<typeof threadStatusSchema>;

export const transferSchema = z.object({
  request: z.int(),
  connection: z.int(),
  thread: count,
  port,
  peer: z.string(),
  encrypted,
  agent: agentSchema,
  dialect: dialectNameSchema,
  name: z.string(),
  size: bytes,
  from: bytes,
  sentBytes: bytes,
  source: z.enum(['cache', 'disk']),
  startedAtMs: epochMs,
});
/** An answer with a body that is being sent. */
export type Transfer = z.infer<typeof transferSchema>;

export const serverStatusSchema = z.object({
  phase: z.enum(['running', 'stopping', 'stopped']),
  version: z.string(),
  directory: z.string(),
  startedAtMs: epochMs,
  ports: z.array(portStatusSchema),
  threads: z.array(threadStatusSchema),
  /**
   * How the threads accept: every one listens on every port (`SO_REUSEPORT`), every one accepts on a
   * duplicate of the port's one listening socket, or each port belongs to one thread.
   */
  accepting: z.enum(['shared-port', 'shared-descriptor', 'port-per-thread']),
  counters: countersSchema,
});
export type ServerStatus = z.infer<typeof serverStatusSchema>;

const requestFields = {
  atMs: epochMs,
  request: z.int(),
  connection: z.int(),
  thread: count,
  port,
  peer: z.string(),
  encrypted,
  agent: agentSchema,
  dialect: dialectNameSchema,
  op: z.string(),
  name: z.string(),
};

/** Of a worker that died. */
export const threadDeath = {
  atMs: epochMs,
  thread: count,
  /** What the system, or the program, says itself. */
  detail: z.string(),
  /** The thread died in the middle of changing the cache. */
  cacheEmptied: z.boolean(),
};

/** Something that happened in a running server, in the past tense. */
export const serverEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('connectionOpened'),
    atMs: epochMs,
    connection: z.int(),
    thread: count,
    port,
    peer: z.string(),
  }),
  z.object({
    type: z.literal('connectionClosed'),
    atMs: epochMs,
    connection: z.int(),
    thread: count,
    port,
    peer: z.string(),
    encrypted,
    /** `done`: either side ended it in order; else what cut it. */
    reason: z.enum(['done', 'aborted', 'timed-out', 'disconnected', 'stopped', 'failed']),
  }),
  z.object({
    type: z.literal('requestStarted'),
    ...requestFields,
    size: bytes,
    from: bytes,
    source: z.enum(['cache', 'disk']),
  }),
  z.object({
    type: z.literal('requestProgressed'),
    atMs: epochMs,
    request: z.int(),
    sentBytes: bytes,
  }),
  z.object({
    type: z.literal('requestCompleted'),
    ...requestFields,
    sentBytes: bytes,
    durationMs: z.number().nonnegative(),
    source: z.enum(['cache', 'disk', 'none']),
  }),
  z.object({
    type: z.literal('requestFailed'),
    ...requestFields,
    sentBytes: bytes,
    code: z.enum([...refusalCodeSchema.options, 'cut']),
    why: refusalReasonSchema,
  }),
  z.object({
    type: z.literal('entryCached'),
    atMs: epochMs,
    thread: count,
    name: z.string(),
    size: bytes,
  }),
  z.object({
    type: z.literal('entryEvicted'),
    atMs: epochMs,
    thread: count,
    name: z.string(),
    size: bytes,
    reason: evictionReasonSchema,
  }),
  /** Somebody seems to guess the access code, and has to wait from now on. Told at most once a minute. */
  z.object({
    type: z.literal('guessingNoticed'),
    atMs: epochMs,
    thread: count,
    address: z.string(),
  }),
  z.object({ type: z.literal('workerStarted'), atMs: epochMs, thread: count }),
  z.object({ type: z.literal('workerDied'), ...threadDeath }),
  z.object({ type: z.literal('portOpened'), atMs: epochMs, status: openPortSchema }),
  z.object({ type: z.literal('portClosed'), atMs: epochMs, port, host: z.string() }),
  z.object({ type: z.literal('portFailed'), atMs: epochMs, status: failedPortSchema }),
  /** More happened than is worth telling one by one: so many `requestStarted`/`requestCompleted` were left out. */
  z.object({ type: z.literal('eventsDropped'), atMs: epochMs, thread: count, count }),
]);
export type ServerEvent = z.infer<typeof serverEventSchema>;
