import { closeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { Load, Piece } from '../cache/cache-types.ts';
import type { SharedCache } from '../cache/shared-cache.ts';
import type { OpenedFile } from '../files/file-root.ts';
import {
  closeLater,
  FileShrankError,
  isUnchanged,
  readFully,
  readFullySync,
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
 */
export async function loadLater(job: LoadJob): Promise<LoadOutcome> {
  let outcome: LoadOutcome = 'failed';
  try {
    const steps = loadSteps(job);
    let step = steps.next();
    try {
      for (; step.done !== true; step = steps.next()) {
        await readFully(job.file.fd, step.value.bytes, step.value.offset);
      }
      outcome = step.value;
    } finally {
      steps.return('failed');
    }
  } catch (error) {
    // The readers that follow this load find it gone, and meet the same error when they turn to the disk.
    if (error instanceof FileShrankError) outcome = 'changed';
  }
  if (outcome !== 'loaded') job.load.fail();
  closeLater(job.file.fd);
  return outcome;
}

/** As {@link loadLater}, in this thread: for small files. */
export function loadNow(job: LoadJob): LoadOutcome {
  let outcome: LoadOutcome = 'failed';
  try {
    const steps = loadSteps(job);
    let step = steps.next();
    try {
      for (; step.done !== true; step = steps.next()) {
        readFullySync(job.file.fd, step.value.bytes, step.value.offset);
      }
      outcome = step.value;
    } finally {
      steps.return('failed');
    }
  } catch (error) {
    // As above.
    if (error instanceof FileShrankError) outcome = 'changed';
  }
  if (outcome !== 'loaded') job.load.fail();
  closeSync(job.file.fd);
  return outcome;
}

/** Gives out one piece after the other to be filled, and tells the cache of each that was. */
function* loadSteps({ cache, file, load }: LoadJob): Generator<Piece, LoadOutcome, void> {
  for (let offset = 0; offset < file.version.size;) {
    const piece = load.pinForWriting(offset);
    if (piece === undefined) return 'evicted';
    try {
      yield piece;
      if (!load.advance(piece, crc32(piece.bytes))) return 'evicted';
    } finally {
      cache.unpin(piece);
    }
    offset += piece.bytes.length;
  }
  if (!isUnchanged(file.fd, file.version)) return 'changed';
  return load.publish() ? 'loaded' : 'evicted';
}
