/** What belongs to the server's state and needs no schema: a server must not load the library of schemas for it. */

/** The most characters of the short name of a client's program. */
export const MAX_AGENT_CHARACTERS = 24;

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
