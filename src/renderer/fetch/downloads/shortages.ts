import type { DownloadBatch, SaveSpace } from '../../../shared/contract-downloads.ts';
import type { Bytes } from '../../../shared/units.ts';
import { progressOf } from './download-rows.ts';

export interface Shortage {
  /** The first of the folders on that disk. */
  readonly directory: string;
  readonly freeBytes: Bytes;
  /** What is still to come of all batches that are saved there, as far as it is known. */
  readonly neededBytes: Bytes;
}

/** The disks that have less room than what is on its way needs. */
export function shortages(
  batches: readonly DownloadBatch[],
  folders: SaveSpace['folders'],
): Shortage[] {
  const found: Shortage[] = [];
  for (const those of Map.groupBy(folders, ({ volume }) => volume).values()) {
    const directories = new Set(those.map(({ directory }) => directory));
    let neededBytes = 0;
    for (const { directory, totals } of batches) {
      if (!directories.has(directory) || !progressOf(totals).isMoving) continue;
      neededBytes += Math.max(0, (totals.size ?? 0) - totals.receivedBytes);
    }
    const freeBytes = Math.min(...those.map((folder) => folder.freeBytes));
    const used = those.find(({ directory }) => batches.some((one) => one.directory === directory));
    if (neededBytes > freeBytes && used !== undefined)
      found.push({ directory: used.directory, freeBytes, neededBytes });
  }
  return found;
}
