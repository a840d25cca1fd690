/** What belongs to the server's state and needs no schema: a server must not load the library of schemas for it. */

/** The most characters of the short name of a client's program. */
export const MAX_AGENT_CHARACTERS = 24;

/** The most folders that one server shares. */
export const MOST_SERVED_FOLDERS = 64;

/** The `CacheUsage` of a cache with nothing in it. */
export function emptyUsage(capacityBytes: number) {
  return { capacityBytes, usedBytes: 0, heldBytes: 0, entries: 0 };
}
