import { writeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Milliseconds } from '../../shared/units.ts';
import { canceled } from './client-failures.ts';

/** What a download takes from the world, so that tests can give it another. */
export interface DownloadEnvironment {
  /** A clock that only runs forward. */
  readonly now: () => Milliseconds;
  /** Resolves after the time, or rejects when the signal aborts. */
  readonly sleep: (durationMs: Milliseconds, signal: AbortSignal) => Promise<void>;
  /** 0 up to but without 1. */
  readonly random: () => number;
  /** Writes to a file at a position, possibly less than asked for; `fs.writeSync`. */
  readonly write: (
    descriptor: number,
    bytes: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ) => number;
}

export const systemEnvironment: DownloadEnvironment = {
  now: () => performance.now(),
  sleep: (durationMs, signal) => delay(durationMs, undefined, { signal }),
  random: () => Math.random(),
  write: (descriptor, bytes, offset, length, position) =>
    writeSync(descriptor, bytes, offset, length, position),
};

/** @throws {FailureError} `canceled`, if the signal has fired */
export function throwIfCanceled(signal: AbortSignal): void {
  if (signal.aborted) throw canceled();
}

/** Waits. @throws {FailureError} `canceled`, as soon as the signal fires */
export async function sleepOrCancel(
  environment: DownloadEnvironment,
  durationMs: Milliseconds,
  signal: AbortSignal,
): Promise<void> {
  await environment.sleep(durationMs, signal).catch(() => undefined);
  throwIfCanceled(signal);
}
