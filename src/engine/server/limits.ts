import { type Bytes, KIB } from '../../shared/units.ts';

/** Longest request line of the native dialect, in bytes without its line feed. */
export const MAX_REQUEST_LINE_BYTES = 8192;

/** How long a plain request that names nothing may still turn out to be incomplete. */
export const PLAIN_COMPLETION_MS = 100;

/**
 * Files up to this size are read within the thread's turn: on a warm local disk that takes 8 µs, less
 * than handing the work to another thread does. On a slow disk everybody on the thread waits.
 */
export const LOAD_NOW_BYTES: Bytes = 64 * KIB;

/** How old the last look at a cached file's version on disk may be when it is served. */
export const FRESHNESS_MS = 50;

/** How many listings of folders a thread makes at once; each has two descriptors. */
export const LISTINGS_AT_ONCE = 2;

/** How long a client that has not said a word keeps its place when others have none. */
export const SILENCE_MS = 1000;
