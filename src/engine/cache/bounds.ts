import { MIB } from '../../shared/units.ts';

/** What the index holds at most, whatever the capacity. */

/**
 * The only bound that users meet is the capacity in bytes. This one, far beyond 64 MiB of ordinary
 * files, keeps the index from growing without end: past it the oldest entry leaves, with the reason
 * `entries`.
 */
export const MAX_ENTRIES = 1_048_576;
/** The longest stretch of the arena that is pinned as one. */
export const MAX_EXTENT_BYTES = MIB;
/** Free runs that one file is spread over at most; where more would be needed, older entries leave. */
export const MAX_RUNS_PER_ENTRY = 256;
/** An extent for every entry, a free run behind each, and some for entries in several places. */
export const MAX_SEGMENTS = 2 * MAX_ENTRIES + 65_536;
/** Names longer than what fits into a slot: on average 300 bytes each before the oldest leave. */
export const MAX_NAME_BLOCKS = 2 * MAX_ENTRIES;
/** Two buckets for every entry: most look-ups then meet their entry first. */
export const BUCKETS_PER_ENTRY = 2;
/** A power of two. */
export const LEAST_BUCKETS = 1024;
