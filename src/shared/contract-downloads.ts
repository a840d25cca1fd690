import './zod-settings.ts';
import { z } from 'zod';
import { portNumberSchema, serverKeySchema } from './contract-server.ts';
import { OMISSION_KINDS } from './omissions.ts';
import { failureSchema } from './contract-failure.ts';

/** Fetching: other servers, what they have, and the downloads from them. */

const count = z.int().nonnegative();
const bytes = z.int().nonnegative();
const epochMs = z.number();

/** Where a server is: a name or an IP address (IPv6 without brackets), and a port. */
export const endpointSchema = z.object({
  host: z.string().min(1).max(255),
  port: portNumberSchema,
  /** It is spoken to encrypted, and in no other way. */
  encrypted: z.literal(true).optional(),
});
export type ServerAddress = z.infer<typeof endpointSchema>;

/** A server to look at, with what a person or a link says about it. */
export const connectRequestSchema = z.strictObject({
  ...endpointSchema.shape,
  /** Absent: the one that the server was entered with before, if there is one. */
  accessCode: z.string().min(1).max(256).optional(),
  /** Whether the code outlives the program, where that is possible. */
  rememberCode: z.boolean().optional(),
  /** The fingerprint of the server's key, in whatever notation. */
  key: z.string().max(256).optional(),
});
export type ConnectRequest = z.infer<typeof connectRequestSchema>;

/** What a person has to decide before a server can be entered. */
export const entryQuestionSchema = z.discriminatedUnion('asks', [
  /** Which code? `isWrong`: not the one that was given, or kept. */
  z.object({ asks: z.literal('code'), isWrong: z.boolean() }),
  /** It asks for no code, or does not know the one that was given. Without a code, then? */
  z.object({ asks: z.literal('without-code') }),
  /** It is met for the first time. Is this its key? */
  z.object({ asks: z.literal('first-key'), key: serverKeySchema }),
  /** It was met under another key. Is this its new one? */
  z.object({
    asks: z.literal('changed-key'),
    key: serverKeySchema,
    knownWords: z.string().optional(),
  }),
  /** It has another key than the link says, so a new link is needed. */
  z.object({ asks: z.literal('other-key-than-link'), key: serverKeySchema }),
]);
export type EntryQuestion = z.infer<typeof entryQuestionSchema>;

/** Names a connection to a server for as long as it lives. */
export const remoteIdSchema = z.int().positive();

/** A server that answered. */
export const remoteSchema = z.object({
  remote: remoteIdSchema,
  endpoint: endpointSchema,
  /** `native`: downloads are verified. `plain`: a plain server; they cannot be. */
  dialect: z.enum(['native', 'plain']),
  /** What it says it is, such as `fifolio 0.1.0`; absent for plain servers. */
  server: z.string().optional(),
});
export type Remote = z.infer<typeof remoteSchema>;

/** How it stands with the one server that is looked at in a tab. */
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
    problem: failureSchema,
    /** Absent during an attempt. */
    nextAttemptAtMs: epochMs.optional(),
  }),
  z.object({
    phase: z.literal('unreachable'),
    endpoint: endpointSchema,
    problem: failureSchema,
    /** It had been connected before. */
    wasConnected: z.boolean(),
  }),
  /** It answers, and cannot be entered before a person has decided something. */
  z.object({
    phase: z.literal('locked'),
    endpoint: endpointSchema,
    problem: failureSchema,
    question: entryQuestionSchema,
  }),
]);
export type RemoteState = z.infer<typeof remoteStateSchema>;

/** As many servers can be looked at side by side. */
export const MOST_REMOTE_TABS = 12;

/** Names a tab for as long as it is open. */
export const remoteTabSchema = z.int().positive();

/** The servers that a host looks at, each in a tab; the same in all its panels. There is at least one tab. */
export const remoteTabsSchema = z.object({
  /** In the order in which they were opened. */
  tabs: z.array(z.object({ tab: remoteTabSchema, state: remoteStateSchema })),
});
export type RemoteTabs = z.infer<typeof remoteTabsSchema>;

/** A file in a server's cache. A plain server sends names only. */
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

/** What a server's list of files lacks, and so whatever is made of it. */
const missingShape = {
  /** What the server left out, and why. */
  omitted: z
    .array(
      z.object({
        kind: z.enum(OMISSION_KINDS),
        count: z.int().positive(),
        names: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
  /** The server has more than it listed. */
  truncated: z.boolean(),
};

/** More files than any server lists, so that its own limit is the only one. */
export const MOST_LISTED_FILES = 1_000_000;

/** Long lists cross in several messages, of so many files, names or downloads at most. */
export const PAGE_ITEMS = 2000;

/** A list of files, with the first page of them. */
export const remoteFolderSchema = z.object({
  /** To ask for the further pages with. The host keeps the last few lists. */
  listing: z.int().positive(),
  /** Files on all pages. */
  count,
  files: z.array(remoteFileSchema),
  ...missingShape,
  /** Entries that the server does not share on purpose; a folder counts as one. */
  unshared: count,
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
  /** Downloads that were asked for together: see {@link downloadBatchSchema}. */
  batch: z.int().positive(),
  /** Its place in the queue of its batch: those of lower rank are fetched first. */
  rank: z.number(),
  /** The name on the server. */
  name: z.string(),
  /** Where it was saved; only when `done`. May differ from the name: see {@link ifExistsSchema}. */
  path: z.string().optional(),
  /** As the list said from which it was chosen, then as the server says. Unknown of plain servers' files. */
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
  problem: failureSchema.optional(),
  /** Of one that waits because of its problem: when it is tried again by itself, and when given up. */
  retry: z.object({ atMs: epochMs, givesUpAtMs: epochMs }).optional(),
  /** Left unfinished by the last run of the program: offer to continue. */
  leftOver: z.boolean(),
});
export type Download = z.infer<typeof downloadSchema>;

/** How far a batch is, of those of its downloads that are in the list. */
export const batchTotalsSchema = z.object({
  count,
  done: count,
  failed: count,
  canceled: count,
  skipped: count,
  paused: count,
  waiting: count,
  /** Of all that are wanted, which is neither canceled nor skipped. */
  receivedBytes: bytes,
  /** Of all that are wanted; absent while the size of one of them is unknown. */
  size: bytes.optional(),
  /** Over about the last second, of all together. */
  bytesPerSecond: z.number().nonnegative(),
});
export type BatchTotals = z.infer<typeof batchTotalsSchema>;

/** What was asked for together, from one server into one folder. */
export const downloadBatchSchema = z.object({
  id: z.int().positive(),
  /** Its place in the queue: batches of lower rank are begun first. */
  rank: z.number(),
  endpoint: endpointSchema,
  /** The folder it is saved into; sub-folders of the names are made inside. */
  directory: z.string(),
  ifExists: ifExistsSchema,
  addedAtMs: epochMs,
  totals: batchTotalsSchema,
  ...missingShape,
});
export type DownloadBatch = z.infer<typeof downloadBatchSchema>;

/**
 * A page of the list, in the order in which they were added, with the batches that they belong to. The
 * first page's `sequence` is that of the whole: changes after it are to be applied once all pages are there.
 */
export const downloadsPageSchema = z.object({
  sequence: count,
  batches: z.array(downloadBatchSchema),
  downloads: z.array(downloadSchema),
  isLast: z.boolean(),
});
export type DownloadsPage = z.infer<typeof downloadsPageSchema>;

/**
 * Apply in this order: take out what was `removed`, put `added` at the end, or in the place of those of
 * the same id, replace `changed` by id. It holds {@link PAGE_ITEMS} at most; what is left comes in the next.
 */
export const downloadsChangeSchema = z.object({
  sequence: count,
  removed: z.array(z.int()),
  added: z.array(downloadSchema),
  changed: z.array(downloadSchema),
  removedBatches: z.array(z.int()),
  /** Added or changed. */
  batches: z.array(downloadBatchSchema),
});
export type DownloadsChange = z.infer<typeof downloadsChangeSchema>;

/** What to fetch of a server. The host refuses names that could leave the folder. */
const wantedShape = {
  files: z
    .array(
      z.strictObject({
        /** As the server spells it. */
        name: z.string().min(1).max(4096),
        /** As the list says from which it was chosen. */
        size: bytes.optional(),
      }),
    )
    .max(PAGE_ITEMS),
  /** Folders of the server to fetch whole, without a final `/`; an empty string is everything. */
  folders: z.array(z.string().max(4096)).max(PAGE_ITEMS),
};

export const selectDownloadsSchema = z.strictObject({
  ...wantedShape,
  /** The selection to add to; absent: a new one. */
  selection: z.int().positive().optional(),
});

export const addDownloadsSchema = z.strictObject({
  endpoint: endpointSchema,
  ...wantedShape,
  /** What was put together before by `downloads.select`, in addition. Gone once it was added. */
  selection: z.int().positive().optional(),
  /** The folder to save into; it must exist. */
  directory: z.string().min(1).max(4096),
  /** Absent: if any name exists nothing is added, and the answer says which, so that a person can be asked. */
  ifExists: ifExistsSchema.optional(),
});

export const addDownloadsResultSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('added'),
    /** Absent if there was nothing to add. */
    batch: z.int().positive().optional(),
    count,
    ...missingShape,
  }),
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

const ids = z.array(z.int().positive()).min(1).max(PAGE_ITEMS);

/** Some downloads; all of a batch, or all, unless only those in some states; or what the last run left over. */
export const downloadChoiceSchema = z.union([
  z.strictObject({ ids }),
  z.strictObject({
    batch: z.int().positive(),
    states: z.array(downloadStateSchema).min(1).optional(),
  }),
  z.strictObject({ states: z.array(downloadStateSchema).min(1) }),
  z.strictObject({ leftOver: z.literal(true) }),
]);
export type DownloadChoice = z.infer<typeof downloadChoiceSchema>;

/** A download of a batch, or a batch, to the place right before another one, or to the end. */
export const moveDownloadsSchema = z.union([
  z.strictObject({ id: z.int().positive(), before: z.int().positive().optional() }),
  z.strictObject({ batch: z.int().positive(), before: z.int().positive().optional() }),
]);
export type DownloadMove = z.infer<typeof moveDownloadsSchema>;

export const deleteFilesSchema = z.strictObject({ ids });

/** How much room there is where files are saved. */
export const saveSpaceSchema = z.object({
  folders: z.array(
    z.object({
      directory: z.string(),
      /** Folders with the same are on the same disk, and share its room. */
      volume: z.string(),
      freeBytes: bytes,
    }),
  ),
});
export type SaveSpace = z.infer<typeof saveSpaceSchema>;
