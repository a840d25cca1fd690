import './zod-settings.ts';
import { z } from 'zod';
import { cacheEntrySchema, cacheUsageSchema } from './server-state.ts';

/**
 * The cache as panels look at it: never all of it, but the rows that a table shows, and a belt of so
 * many blocks as fit. Sorting, filtering and counting are done where the cache is.
 */

const count = z.int().nonnegative();

/** A cached file as the panel shows it. */
export const cachedFileSchema = cacheEntrySchema.omit({ modifiedAtMs: true });
export type CachedFile = z.infer<typeof cachedFileSchema>;

/** How full the cache is; `version` goes up whenever a window or the belt may look different. */
export const cacheStatusSchema = z.object({ version: count, usage: cacheUsageSchema });
export type CacheStatus = z.infer<typeof cacheStatusSchema>;

/** Which files, in which order. Equal ones are in the order of the queue. */
export const cacheQuerySchema = z.strictObject({
  column: z.enum(['place', 'name', 'size', 'cachedAt', 'hits', 'state']),
  direction: z.enum(['ascending', 'descending']),
  /** Only files with this in their names, whatever the case; empty for all. */
  filter: z.string().max(4096),
});
export type CacheQuery = z.infer<typeof cacheQuerySchema>;

/** Rows in one window at most. */
export const MOST_WINDOW_ROWS = 512;
/** Names in one message at most. */
export const MOST_NAMES = 16_384;
/** A belt is no wider, in px. */
export const MOST_BELT_PX = 16_384;
/** Selected names that a window says of whether they have left. */
export const MOST_WATCHED_NAMES = 256;

export const cacheWindowRequestSchema = cacheQuerySchema.extend({
  from: count,
  count: count.max(MOST_WINDOW_ROWS),
  /** The row that shall not move: `from` is shifted as far as this file's row has been. */
  keep: z.strictObject({ name: z.string(), index: count }).optional(),
  watched: z.array(z.string()).max(MOST_WATCHED_NAMES),
});
export type CacheWindowRequest = z.infer<typeof cacheWindowRequestSchema>;

/** A file with its place in the queue; 1 is the next out. */
export const cachedRowSchema = z.object({
  /** In the order that was asked for. */
  index: count,
  place: count,
  file: cachedFileSchema,
});
export type CachedRow = z.infer<typeof cachedRowSchema>;

export const cacheWindowSchema = z.object({
  usage: cacheUsageSchema,
  /** Files that the filter lets through. */
  matching: count,
  /** Where the window begins, after `keep`. */
  from: count,
  /** Without those that left in this moment. */
  rows: z.array(cachedRowSchema),
  /** The order is being made anew: ask again in a while. */
  isStale: z.boolean(),
  /** Of the watched names, those that are not cached any more. */
  gone: z.array(z.string()),
});
export type CacheWindow = z.infer<typeof cacheWindowSchema>;

export const cacheFindRequestSchema = cacheQuerySchema.extend({ name: z.string() });
export type CacheFindRequest = z.infer<typeof cacheFindRequestSchema>;

export const cacheNamesRequestSchema = cacheQuerySchema.extend({
  from: count,
  count: count.max(MOST_NAMES),
});
export type CacheNamesRequest = z.infer<typeof cacheNamesRequestSchema>;

export const cacheBeltRequestSchema = z.strictObject({
  /** Wider than any window. */
  widthPx: count.max(MOST_BELT_PX),
  /** The part to be drawn so wide; the whole belt without it. */
  part: z
    .strictObject({
      /** Bytes of older files before it; less than 0 where it begins before the oldest. */
      from: z.int(),
      bytes: z.int().positive(),
      /** The file that shall not move: `from` is shifted as far as this file has been, which began `at`. */
      keep: z.strictObject({ name: z.string(), at: count }).optional(),
    })
    .optional(),
});
export type CacheBeltRequest = z.infer<typeof cacheBeltRequestSchema>;

const blockPlace = {
  /** Stays the same while the block slides. Groups are told apart by their order: which files are in one changes all the time. */
  key: z.string(),
  /** The name of the file, or of the first of the group. */
  name: z.string(),
  /** From the left edge of the part, in px; less than 0 for what begins before it. */
  left: z.number(),
  width: z.number(),
  /** From 0, the newest, to 5, the next out. */
  age: z.number(),
  /** In the queue, of the first of the group; 1 is the next out. */
  place: count,
};

export const beltBlockSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('file'), ...blockPlace, file: cachedFileSchema }),
  /** Files too small to be drawn one by one. */
  z.object({ kind: z.literal('group'), ...blockPlace, count, bytes: count }),
]);
export type BeltBlock = z.infer<typeof beltBlockSchema>;

export const cacheBeltSchema = z.object({
  usage: cacheUsageSchema,
  /** Where the part begins, in bytes, after `keep`. */
  from: z.int(),
  blocks: z.array(beltBlockSchema),
  /** Where free space, or what is held by readers, begins, in px. */
  end: z.number(),
});
export type CacheBelt = z.infer<typeof cacheBeltSchema>;

/** Who looks at a cache for panels. */
export interface CacheView {
  window(request: CacheWindowRequest): Promise<CacheWindow>;
  /** The row of a file; `undefined` when the query has none. */
  find(request: CacheFindRequest): Promise<number | undefined>;
  /** The names of some rows. */
  names(request: CacheNamesRequest): Promise<string[]>;
  belt(request: CacheBeltRequest): Promise<CacheBelt>;
}
