import './zod-settings.ts';
import { z } from 'zod';
import { portNumberSchema } from './contract-server.ts';
import { problemSchema } from './problem.ts';

/** Fetching: other servers, what they have, and the downloads from them. */

const count = z.int().nonnegative();
const bytes = z.int().nonnegative();
const epochMs = z.number();

/** Where a server is: a name or an IP address (IPv6 without brackets), and a port. */
export const endpointSchema = z.object({
  host: z.string().min(1).max(255),
  port: portNumberSchema,
});
export type Endpoint = z.infer<typeof endpointSchema>;

/** Names a connection to a server for as long as it lives. */
export const remoteIdSchema = z.int().positive();

/** A server that answered. */
export const remoteSchema = z.object({
  remote: remoteIdSchema,
  endpoint: endpointSchema,
  /** `native`: downloads are verified. `seed`: a plain server; they cannot be. */
  dialect: z.enum(['native', 'seed']),
  /** What it says it is, such as `fifolio 0.1.0`; absent for plain servers. */
  server: z.string().optional(),
});
export type Remote = z.infer<typeof remoteSchema>;

/** How it stands with the one server that a host looks at; the same in all its panels. */
export const remoteStateSchema = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('disconnected') }),
  z.object({ phase: z.literal('connecting'), endpoint: endpointSchema }),
  z.object({
    phase: z.literal('connected'),
    remote: remoteSchema,
    /** When it last answered a request. No connection to a plain server is kept, so that is all that is known. */
    answeredAtMs: epochMs,
  }),
  z.object({
    phase: z.literal('reconnecting'),
    remote: remoteSchema,
    /** Why the connection, or the last attempt to make it again, failed. */
    problem: problemSchema,
    /** Absent during an attempt. */
    nextAttemptAtMs: epochMs.optional(),
  }),
  z.object({
    phase: z.literal('unreachable'),
    endpoint: endpointSchema,
    problem: problemSchema,
    /** It had been connected before. */
    wasConnected: z.boolean(),
  }),
]);
export type RemoteState = z.infer<typeof remoteStateSchema>;

/** A file in a server's cache. A plain server tells names alone. */
export const remoteCachedFileSchema = z.object({
  name: z.string(),
  size: bytes.optional(),
  cachedAtMs: epochMs.optional(),
  modifiedAtMs: epochMs.optional(),
  hits: count.optional(),
});
export type RemoteCachedFile = z.infer<typeof remoteCachedFileSchema>;

export const remoteCacheSchema = z.object({
  /** Oldest first. */
  files: z.array(remoteCachedFileSchema),
  capacityBytes: bytes.optional(),
  usedBytes: bytes.optional(),
});
export type RemoteCache = z.infer<typeof remoteCacheSchema>;

/** A file in a server's folder; its name is a path with `/` between the parts. */
export const remoteFileSchema = z.object({
  name: z.string(),
  size: bytes,
  modifiedAtMs: epochMs,
  cached: z.boolean(),
});
export type RemoteFile = z.infer<typeof remoteFileSchema>;

export const remoteFolderSchema = z.object({
  files: z.array(remoteFileSchema),
  /** The server has more than it told. */
  truncated: z.boolean(),
});
export type RemoteFolder = z.infer<typeof remoteFolderSchema>;

/** What to do when a name exists in the target folder. `keep-both` saves beside it under a numbered name. */
export const ifExistsSchema = z.enum(['keep-both', 'replace', 'skip']);
export type IfExists = z.infer<typeof ifExistsSchema>;

/**
 * Where a download stands.
 *
 * - `waiting` for its turn; `downloading`; `verifying` the checksum and the disk.
 * - `done`; `verified` says whether the checksum was compared.
 * - `paused`: by a person, or left over from the last run; a partial file may wait for it.
 * - `failed`: with its `problem`; a retry resumes where it can.
 * - `canceled`: by a person; the partial file is gone.
 * - `skipped`: the name existed.
 */
export const downloadStateSchema = z.enum([
  'waiting',
  'downloading',
  'verifying',
  'done',
  'paused',
  'failed',
  'canceled',
  'skipped',
]);
export type DownloadState = z.infer<typeof downloadStateSchema>;

export const downloadSchema = z.object({
  id: z.int().positive(),
  /** Downloads that were asked for together. */
  batch: z.int().positive(),
  endpoint: endpointSchema,
  /** The name on the server. */
  name: z.string(),
  /** The folder it is saved into; sub-folders of the name are made inside. */
  directory: z.string(),
  /** Where it was saved; only when `done`. May differ from the name: see {@link ifExistsSchema}. */
  path: z.string().optional(),
  /** Unknown until the server told it; plain servers never do. */
  size: bytes.optional(),
  receivedBytes: bytes,
  /** Of `receivedBytes`, what a partial file held already when this attempt began. */
  resumedFromBytes: bytes,
  /** Over about the last second; 0 unless downloading. */
  bytesPerSecond: z.number().nonnegative(),
  state: downloadStateSchema,
  /** The checksum was compared. Always false for plain servers and until `done`. */
  verified: z.boolean(),
  /** Of a verified file: the checksum covers the bytes from here on; those before were resumed from. */
  verifiedFromBytes: bytes,
  problem: problemSchema.optional(),
  /** Of one that waits because of its problem: when it is tried again by itself, and when given up. */
  retry: z.object({ atMs: epochMs, givesUpAtMs: epochMs }).optional(),
  ifExists: ifExistsSchema,
  /** Left unfinished by the last run of the program: offer to continue. */
  leftOver: z.boolean(),
  addedAtMs: epochMs,
  finishedAtMs: epochMs.optional(),
});
export type Download = z.infer<typeof downloadSchema>;

/** In the order in which they were added. */
export const downloadsSnapshotSchema = z.object({
  sequence: count,
  downloads: z.array(downloadSchema),
});
export type DownloadsSnapshot = z.infer<typeof downloadsSnapshotSchema>;

/** Apply in this order: take out `removed`, put `added` at the end, replace `changed` by id. */
export const downloadsChangeSchema = z.object({
  sequence: count,
  removed: z.array(z.int()),
  added: z.array(downloadSchema),
  changed: z.array(downloadSchema),
});
export type DownloadsChange = z.infer<typeof downloadsChangeSchema>;

/** Downloads in the list, finished ones included, at most. */
export const MAX_DOWNLOADS = 10_000;

/** Names as the server spells them. The host refuses those that could leave the folder. */
const namesSchema = z.array(z.string().min(1).max(4096)).max(MAX_DOWNLOADS);

export const addDownloadsSchema = z.strictObject({
  endpoint: endpointSchema,
  names: namesSchema,
  /** Folders of the server to fetch whole, without a final `/`; an empty string is everything. */
  folders: z.array(z.string().max(4096)).max(100),
  /** The folder to save into; it must exist. */
  directory: z.string().min(1).max(4096),
  /** Absent: if any name exists nothing is added, and the answer says which, so that a person can be asked. */
  ifExists: ifExistsSchema.optional(),
});

export const addDownloadsResultSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('added'), batch: z.int().positive(), count }),
  z.object({
    outcome: z.literal('collisions'),
    /** The first hundred of them. */
    names: z.array(z.string()),
    /** How many there are in all, and out of how many files. */
    collisions: count,
    files: count,
  }),
]);
export type AddDownloadsResult = z.infer<typeof addDownloadsResultSchema>;

export const downloadIdsSchema = z.strictObject({
  ids: z.array(z.int().positive()).min(1).max(MAX_DOWNLOADS),
});

/** What the host keeps of its downloads between runs: those not finished. */
export const downloadsFileSchema = z.object({
  downloads: z.array(downloadSchema).max(MAX_DOWNLOADS),
});
