import { closeSync } from 'node:fs';
import type { Load, Piece } from '../../../cache/cache-types.ts';
import type { SharedCache } from '../../../cache/shared-cache.ts';
import type { OpenedFile } from '../../../files/file-root.ts';
import {
  FileShrankError,
  isUnchanged,
  readFully,
  readFullySync,
  type ReadTarget,
} from './file-reading.ts';

/**
 * How a load ended: `loaded`, or without an entry because the file `changed` under it, the entry was
 * `evicted` meanwhile, or reading `failed`.
 */
export type LoadOutcome = 'loaded' | 'changed' | 'evicted' | 'failed';

interface LoadJob {
  readonly cache: SharedCache;
  /** Closed when the load has ended. */
  readonly file: OpenedFile;
  readonly load: Load;
}

/**
 * Reads a whole file into the cache, piece by piece; each piece can be sent as soon as it is there,
 * but the last one only together with the knowledge that the file did not change under the load.
 * Never rejects: readers that follow a failed load find it gone, and meet the error on the disk.
 */
export async function loadLater(job: LoadJob): Promise<LoadOutcome> {
  const steps = loadSteps(job);
  try {
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) {
      await readFully(job.file.fd, placeOf(step.value), step.value.offset);
    }
    return step.value;
  } catch (error) {
    return giveUp(steps, error);
  }
}

/** As {@link loadLater}, in this thread: for small files. */
export function loadNow(job: LoadJob): LoadOutcome {
  const steps = loadSteps(job);
  try {
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) {
      readFullySync(job.file.fd, placeOf(step.value), step.value.offset);
    }
    return step.value;
  } catch (error) {
    return giveUp(steps, error);
  }
}

type LoadSteps = Generator<Piece, LoadOutcome, undefined>;

/** Gives out one piece after the other to be filled, and reports each to the cache; cleans up, however it ends. */
function* loadSteps({ cache, file, load }: LoadJob): LoadSteps {
  try {
    for (let offset = 0; offset < file.version.size;) {
      const piece = load.pinForWriting(offset);
      if (piece === undefined) return 'evicted';
      try {
        yield piece;
        if (!load.advance(piece)) return 'evicted';
      } finally {
        cache.unpin(piece);
      }
      offset += piece.length;
    }
    if (!isUnchanged(file.fd, file.version)) return 'changed';
    return load.publish() ? 'loaded' : 'evicted';
  } finally {
    // Harmless after `publish`.
    load.fail();
    closeSync(file.fd);
  }
}

/** Where a piece's bytes belong. Without a view of its own, which would cost more than a small read. */
function placeOf({ arena, start, length }: Piece): ReadTarget {
  return { buffer: arena, start, length };
}

/** Reading failed: has the load clean up after itself. */
function giveUp(steps: LoadSteps, error: unknown): LoadOutcome {
  steps.return('failed');
  return error instanceof FileShrankError ? 'changed' : 'failed';
}
