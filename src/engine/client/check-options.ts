import { HIGHEST_PORT, isPort } from '../../shared/endpoint.ts';
import { MOST_PARALLEL } from '../../shared/server-values.ts';
import type { DownloadOptions } from './download-types.ts';

/** @throws RangeError for options out of bounds: a mistake of the caller, not a trouble of a download */
export function checkOptions(options: DownloadOptions): void {
  const { port, retries = 0, retryForMs = 0, parallel = 1 } = options;
  const { connectTimeoutMs = 1, idleTimeoutMs = 1 } = options;
  if (!isPort(port)) {
    throw new RangeError(`port must be a whole number from 1 to ${HIGHEST_PORT}`);
  }
  if (!Number.isInteger(retries) || retries < 0) {
    throw new RangeError('retries must be a whole number, 0 or more');
  }
  if (!Number.isInteger(parallel) || parallel < 1 || parallel > MOST_PARALLEL) {
    throw new RangeError(`parallel must be a whole number from 1 to ${MOST_PARALLEL}`);
  }
  if (!(retryForMs >= 0)) {
    throw new RangeError('the time for retries must be 0 milliseconds or more');
  }
  if (!(connectTimeoutMs > 0) || !(idleTimeoutMs > 0)) {
    throw new RangeError('timeouts must be more than 0 milliseconds');
  }
}
