import type { EntryHandle } from '../../../cache/entry-handle.ts';
import type { EpochMilliseconds } from '../../../../shared/units.ts';
import { FRESHNESS_MS } from '../../limits.ts';

/** How many names a thread remembers: more than are asked for all the time. */
const REMEMBERED = 4096;

interface Sighting {
  readonly entry: EntryHandle;
  readonly atMs: EpochMilliseconds;
}

/** Whether what was seen on disk at `seenAtMs` counts at `nowMs`. A clock that was set back gives a negative age. */
export function isRecent(seenAtMs: EpochMilliseconds, nowMs: EpochMilliseconds): boolean {
  const ageMs = nowMs - seenAtMs;
  return ageMs >= 0 && ageMs < FRESHNESS_MS;
}

/**
 * The entries whose file one thread has lately seen on disk, or heard to have been seen: a name that is
 * asked for all the time takes the cache's lock once per `FRESHNESS_MS`, not for every request.
 */
export class Sightings {
  readonly #byName = new Map<string, Sighting>();

  /** The entry that `name` had, which may have left since. `undefined`: its file has to be looked at again. */
  find(name: string, nowMs: EpochMilliseconds): EntryHandle | undefined {
    const sighting = this.#byName.get(name);
    return sighting !== undefined && isRecent(sighting.atMs, nowMs) ? sighting.entry : undefined;
  }

  /** The file of `entry` was seen to be of its version at `atMs`. */
  note(entry: EntryHandle, atMs: EpochMilliseconds): void {
    if (this.#byName.size >= REMEMBERED) this.#byName.clear();
    this.#byName.set(entry.name, { entry, atMs });
  }
}
