/** What needs no schema: servers and the command line must not load the library of schemas for it. */

/** The most characters of the short name of a client's program. */
export const MAX_AGENT_CHARACTERS = 24;

/** The lowest limit of a speed, in bytes a second: below it, a connection would seem to have died. */
export const LOWEST_RATE = 16 * 1024;

/** The highest limit of a speed, in bytes a second: 1 TiB. Above, one may as well have none. */
export const HIGHEST_RATE = 1024 ** 4;

/** Files of a batch of downloads that may be received at once. */
export const MOST_PARALLEL = 16;

/** Open connections that a server may be limited to: over all ports, and from one address. */
export const MOST_CONNECTIONS = 1_000_000;
export const MOST_CONNECTIONS_PER_ADDRESS = 65_535;

/** What protects a server from its clients, unless it is told otherwise; see the engine's `ServerLimits`. */
export const DEFAULT_LIMITS = {
  maxConnections: 1024,
  maxConnectionsPerAddress: 64,
  requestTimeoutMs: 10_000,
  idleTimeoutMs: 30_000,
} as const;

/** How long a download is retried without anything that arrives, in milliseconds. */
export const DEFAULT_RETRY_FOR_MS = 10 * 60_000;

/** The longest time-out that a person can choose: a day, in milliseconds. */
export const LONGEST_TIMEOUT_MS = 24 * 3_600_000;

/** The most folders that one server shares. */
export const MOST_SERVED_FOLDERS = 64;

/** The `CacheUsage` of a cache with nothing in it. */
export function emptyUsage(capacityBytes: number) {
  return { capacityBytes, usedBytes: 0, heldBytes: 0, entries: 0 };
}

/** The longest name, in bytes of UTF-8. */
export const MAX_NAME_BYTES = 4096;

/** The longest part of a name that common file systems hold: in UTF-16 units on some, in bytes on others. */
export const MAX_NAME_PART_LENGTH = 255;

/** The longest request of the plain dialect, in bytes: what the original server reads in one go. */
export const MAX_PLAIN_REQUEST_BYTES = 1024;

/** The shortest and the longest access code, in characters (UTF-16 code units) once normalized. */
export const ACCESS_CODE_LENGTH = { min: 8, max: 128 } as const;
