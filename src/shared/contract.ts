import './zod-settings.ts';
import { z } from 'zod';
import {
  MOST_LISTED_FILES,
  addDownloadsResultSchema,
  addDownloadsSchema,
  downloadChoiceSchema,
  downloadsChangeSchema,
  downloadsPageSchema,
  connectRequestSchema,
  remoteCacheSchema,
  remoteFileSchema,
  remoteFolderSchema,
  remoteIdSchema,
  remoteSchema,
  remoteTabSchema,
  remoteTabsSchema,
  selectDownloadsSchema,
  moveDownloadsSchema,
  deleteFilesSchema,
  saveSpaceSchema,
} from './contract-downloads.ts';
import {
  capabilitiesSchema,
  commandSchema,
  diagnosticsSchema,
  folderListingSchema,
  revealTargetSchema,
  openTargetSchema,
} from './contract-host.ts';
import {
  MOST_NAMES,
  cacheBeltRequestSchema,
  cacheBeltSchema,
  cacheFindRequestSchema,
  cacheNamesRequestSchema,
  cacheQuerySchema,
  cacheStatusSchema,
  cacheWindowRequestSchema,
  cacheWindowSchema,
} from './contract-cache.ts';
import { laboratoryReportSchema } from './contract-laboratory.ts';
import { logEntrySchema } from './contract-log.ts';
import { doctorReportSchema } from './contract-doctor.ts';
import { nearbySchema } from './contract-nearby.ts';
import {
  addressSchema,
  portNumberSchema,
  serverStateSchema,
  throughputSampleSchema,
  transfersChangeSchema,
  transfersSnapshotSchema,
} from './contract-server.ts';
import {
  MAX_IMPORT_CHARACTERS,
  settingsFrameSchema,
  settingsPatchSchema,
  settingsSchema,
} from './contract-settings.ts';

/**
 * The contract between a host (which serves and fetches) and its panels (which show and ask).
 *
 * **State** reaches a panel as a snapshot, which it asks for, and changes, which it is sent at most
 * ten times a second from the moment it is connected. Both carry a `sequence`. A panel asks for the
 * snapshot first; it ignores changes whose sequence is not greater than the snapshot's, applies the
 * one that follows it, and so on. A change that skips a number means that something was missed:
 * the panel asks for the snapshot again. `deltas.ts` does this.
 * An action answers when it is done; the state that it changed comes as an event alone.
 * `serverChanged`, `remoteChanged` and `settingsChanged` carry everything and need no sequence. The
 * cache may hold a million files: `cacheChanged` only says that it changed, and the panel asks again
 * for the window that it shows.
 *
 * **Failures** are a {@link Failure}: a code out of a closed set, and what its sentence needs.
 */

/** What one method takes and gives. */
export interface MethodDefinition {
  readonly params: z.ZodType;
  readonly result: z.ZodType;
  /** How long a panel waits for the answer, in ms; `null`: for as long as a person thinks. Default 15 s. */
  readonly timeoutMs?: number | null;
}

const none = z.strictObject({});
/** Says only that it was done. */
const done = z.strictObject({});
const inTab = z.strictObject({ tab: remoteTabSchema });
const count = z.int().nonnegative();
const reportSchema = z.strictObject({ report: laboratoryReportSchema.optional() });

/** Everything that a panel may ask for. */
export const METHODS = {
  /** Ports that failed are in the state; only if none opened does it fail. */
  /**
   * Starts the server that the settings describe. It takes no parameters, so that a choice made just
   * before is never overtaken: calls are taken in the order in which they were made.
   */
  'server.start': {
    params: none,
    result: done,
    timeoutMs: 60_000,
  },
  /** Lets transfers finish for ten seconds, or, `now`, cuts them; a second call with `now` cuts a stop short. */
  'server.stop': {
    params: z.strictObject({ now: z.boolean() }),
    result: done,
    timeoutMs: 60_000,
  },
  /** Opens a further port while running. A port that failed is in the state, not a failure of the call. */
  'server.addPort': {
    params: z.strictObject({ port: portNumberSchema }),
    result: done,
  },
  /** Closes a port while running, or forgets one that failed. Its transfers finish. */
  'server.removePort': {
    params: z.strictObject({ port: portNumberSchema }),
    result: done,
  },
  /** Has clients asked for a code, or not, also while running; the code is made at first. */
  'server.askForCode': { params: z.strictObject({ isAsked: z.boolean() }), result: done },
  /** Makes another code. Whoever came in with the one before is shown out. */
  'server.renewCode': { params: none, result: done },
  'server.status': { params: none, result: serverStateSchema },
  /** Cuts the connection of a transfer. `false` if it had ended already. */
  'server.disconnect': {
    params: z.strictObject({ connection: z.int() }),
    result: z.strictObject({ disconnected: z.boolean() }),
  },
  'cache.status': { params: none, result: cacheStatusSchema },
  /** The rows that a table shows. The first answer in an order of its own takes as long as sorting. */
  'cache.window': {
    params: cacheWindowRequestSchema,
    result: cacheWindowSchema,
    timeoutMs: 60_000,
  },
  /** Where the row of a file is; no `index` when it is not cached, or left out by the filter. */
  'cache.find': {
    params: cacheFindRequestSchema,
    result: z.strictObject({ index: count.optional() }),
    timeoutMs: 60_000,
  },
  /** The names of more rows than a table shows, for selecting them. */
  'cache.names': {
    params: cacheNamesRequestSchema,
    result: z.strictObject({ names: z.array(z.string()) }),
    timeoutMs: 60_000,
  },
  'cache.belt': { params: cacheBeltRequestSchema, result: cacheBeltSchema },
  /** Takes files out of the cache; answers how many were in it. */
  'cache.evict': {
    params: z.strictObject({ names: z.array(z.string()).min(1).max(MOST_NAMES) }),
    result: z.strictObject({ evicted: count }),
  },
  /** Takes out all files with this in their names, however many; answers how many there were. */
  'cache.evictMatching': {
    params: cacheQuerySchema.pick({ filter: true }),
    result: z.strictObject({ evicted: count }),
    timeoutMs: 60_000,
  },
  'cache.clear': { params: none, result: z.strictObject({ evicted: count }) },
  /** What might have been; no `report` before a server has run, or where it has no cache. */
  'laboratory.report': { params: none, result: reportSchema },
  'transfers.snapshot': { params: none, result: transfersSnapshotSchema },
  /** The last two minutes, oldest first. */
  'throughput.recent': {
    params: none,
    result: z.object({ samples: z.array(throughputSampleSchema) }),
  },
  /** The last thousand entries, oldest first. */
  'log.recent': { params: none, result: z.object({ entries: z.array(logEntrySchema) }) },

  /** Opens a further tab, with no server in it. `too-many-tabs` when there are enough. */
  'remote.openTab': { params: none, result: inTab },
  /** Closes a tab, and leaves its server. In place of the last one there is a new one. */
  'remote.closeTab': { params: inTab, result: done },
  /**
   * Finds out what answers there, and looks at it in place of the server that was in the tab before.
   * Remembered among the recent servers if it is a file server.
   */
  'remote.connect': {
    params: z.strictObject({ ...inTab.shape, ...connectRequestSchema.shape }),
    result: remoteSchema,
    timeoutMs: 30_000,
  },
  /** Accepts the key that the locked server has shown, from now on, and connects again. */
  'remote.trust': {
    params: z.strictObject({ ...inTab.shape, fingerprint: z.string().max(64) }),
    result: remoteSchema,
    timeoutMs: 30_000,
  },
  /** Forgets the code of the locked server, and connects again without one. */
  'remote.forgetCode': { params: inTab, result: remoteSchema, timeoutMs: 30_000 },
  /** Leaves the server, or gives up connecting. */
  'remote.disconnect': { params: inTab, result: done },
  'remote.status': { params: none, result: remoteTabsSchema },
  /** Who is there. The host listens while it is asked this at least every ten seconds. */
  'nearby.list': { params: none, result: nearbySchema },
  /** Why a server cannot be reached. */
  'doctor.examine': {
    params: z.strictObject({ host: z.string().min(1).max(255), port: portNumberSchema }),
    result: doctorReportSchema,
    timeoutMs: 60_000,
  },
  /** Whether others can reach the ports of the host's own server. */
  'doctor.serving': {
    params: none,
    result: z.object({ reports: z.array(doctorReportSchema) }),
    timeoutMs: 60_000,
  },
  /** What is in the server's cache. */
  'remote.list': {
    params: z.strictObject({ remote: remoteIdSchema }),
    result: remoteCacheSchema,
    timeoutMs: 30_000,
  },
  /** What is in the server's folder, or in one of its sub-folders. A plain server cannot list it: `plain-server`. */
  'remote.files': {
    params: z.strictObject({
      remote: remoteIdSchema,
      /** Only names that begin with this; empty for all. */
      prefix: z.string().max(4096),
      recursive: z.boolean(),
      limit: z.int().min(1).max(MOST_LISTED_FILES),
    }),
    result: remoteFolderSchema,
    timeoutMs: 60_000,
  },
  /** The page of a list that begins with the file at `from`. `listing-gone`: ask for the list again. */
  'remote.moreFiles': {
    params: z.strictObject({ listing: z.int().positive(), from: count }),
    result: z.object({ files: z.array(remoteFileSchema) }),
  },

  /** Puts together what is too much for one message, to be added then. The host keeps the last few selections. */
  'downloads.select': {
    params: selectDownloadsSchema,
    result: z.strictObject({ selection: z.int().positive() }),
  },
  /** Queues downloads, or answers which names exist already so that a person can be asked. */
  'downloads.add': {
    params: addDownloadsSchema,
    result: addDownloadsResultSchema,
    timeoutMs: 60_000,
  },
  /** Stops them and keeps the partial files. */
  'downloads.pause': { params: downloadChoiceSchema, result: done },
  /** Stops them and deletes the partial files. */
  'downloads.cancel': { params: downloadChoiceSchema, result: done },
  /** Queues those again that are at rest and not done, such as paused or failed ones; they resume where they can. */
  'downloads.retry': { params: downloadChoiceSchema, result: done },
  /** Changes what is fetched next. What is on its way goes on. */
  'downloads.move': { params: moveDownloadsSchema, result: done },
  /**
   * Takes them out of the list, stopping those not finished. What was saved stays; partial files are deleted
   * after a minute, until which `downloads.restore` takes back the last removal.
   */
  'downloads.remove': {
    params: downloadChoiceSchema,
    result: z.strictObject({ removal: z.int().positive(), count }),
  },
  /** Takes a removal back; answers how many are in the list again: none once it is too late. */
  'downloads.restore': {
    params: z.strictObject({ removal: z.int().positive() }),
    result: z.strictObject({ restored: count }),
  },
  /** Deletes the files of those that are done from the disk, and takes them out of the list. Cannot be undone. */
  'downloads.deleteFiles': { params: deleteFilesSchema, result: done },
  /** How much room there is in the folder to save into, and in those of unfinished downloads. */
  'downloads.space': { params: none, result: saveSpaceSchema },
  /** The page of the list that begins behind the download `after`; 0 for the first. */
  'downloads.list': { params: z.strictObject({ after: count }), result: downloadsPageSchema },

  /** The system's dialog; `path` is absent if it was dismissed. `unsupported` in a browser. */
  'folders.choose': {
    params: z.strictObject({ purpose: z.enum(['serve', 'save']), startAt: z.string().max(4096) }),
    result: z.strictObject({ path: z.string().optional() }),
    timeoutMs: null,
  },
  /** The folders in a folder of the host's machine; without a path, of the person's home. */
  'folders.browse': {
    params: z.strictObject({ path: z.string().max(4096).optional() }),
    result: folderListingSchema,
  },
  /** Opens a download that is done with the program that the system has for it. */
  open: { params: openTargetSchema, result: done },
  /** The path of the folder that a person typed, pasted or dropped: with `~`, quotation marks, as a `file:` URL. */
  'folders.find': {
    params: z.strictObject({ typed: z.string().max(8192) }),
    result: z.strictObject({ path: z.string() }),
  },
  /** Shows a file or folder in the system's file manager. */
  reveal: { params: revealTargetSchema, result: done },

  capabilities: { params: none, result: capabilitiesSchema },
  /** Addresses of this computer, the most useful to others first. */
  addresses: { params: none, result: z.object({ addresses: z.array(addressSchema) }) },
  'settings.get': { params: none, result: settingsSchema },
  'settings.set': { params: settingsPatchSchema, result: done },
  'settings.frame': { params: none, result: settingsFrameSchema },
  /** The settings as a file to keep or take along: JSON, without what was used recently. */
  'settings.export': { params: none, result: z.strictObject({ text: z.string() }) },
  /**
   * Takes over all settings of such a file; answers how many it changed. Nothing is changed if anything
   * does not fit (`settings-refused`), or while a server runs (`import-while-serving`).
   */
  'settings.import': {
    params: z.strictObject({ text: z.string().max(MAX_IMPORT_CHARACTERS) }),
    result: z.strictObject({ changed: count }),
  },
  diagnostics: { params: none, result: diagnosticsSchema },
} as const satisfies Record<string, MethodDefinition>;

/** Everything that a panel receives without asking. */
export const EVENTS = {
  serverChanged: serverStateSchema,
  /** Says only that, and how full it is: ask again for what is shown. */
  cacheChanged: cacheStatusSchema,
  /** At most once a second. */
  laboratoryChanged: reportSchema,
  transfersChanged: transfersChangeSchema,
  downloadsChanged: downloadsChangeSchema,
  /** Carries everything; while anybody looks, every few seconds if anything changed. */
  saveSpaceChanged: saveSpaceSchema,
  /** Once a second while the server runs. */
  throughputSampled: throughputSampleSchema,
  /** Oldest first; at most 200 at a time. */
  logged: z.object({ entries: z.array(logEntrySchema) }),
  /** Carries all tabs, so it needs no sequence. */
  remoteChanged: remoteTabsSchema,
  settingsChanged: settingsSchema,
  /** A batch of downloads came to its end; for announcing it. */
  downloadsFinished: z.object({
    batch: z.int().positive(),
    done: count,
    failed: count,
    canceled: count,
    skipped: count,
    /** What the server left out of its lists. */
    omitted: count,
    /** All that are done were verified. */
    verified: z.boolean(),
  }),
  /** The native menu or the tray wants something done in the panel. */
  commandChosen: z.object({ command: commandSchema }),
  /** A link was opened: the panel connects to its server, and offers to fetch what it names. */
  linkOpened: z.object({ server: connectRequestSchema, name: z.string().optional() }),
} as const satisfies Record<string, z.ZodType>;

/** How long a panel waits for an answer unless the method says otherwise. */
export const DEFAULT_TIMEOUT_MS = 15_000;

export type MethodName = keyof typeof METHODS;
export type EventName = keyof typeof EVENTS;
export type MethodParams<M extends MethodName> = z.infer<(typeof METHODS)[M]['params']>;
export type MethodResult<M extends MethodName> = z.infer<(typeof METHODS)[M]['result']>;
export type EventPayload<E extends EventName> = z.infer<(typeof EVENTS)[E]>;

/** What a host implements: one function for each method. */
export type HostMethods = {
  readonly [M in MethodName]: (
    params: MethodParams<M>,
  ) => MethodResult<M> | Promise<MethodResult<M>>;
};
