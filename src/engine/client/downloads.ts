import type { DownloadBatch, DownloadOptions } from './download-types.ts';

/**
 * Fetches files in a thread of its own.
 *
 * @throws {RangeError} for options out of bounds; all other trouble is in the outcomes.
 */
export function startDownloads(options: DownloadOptions): DownloadBatch {
  throw new Error(`not built yet: ${options.host}`);
}
