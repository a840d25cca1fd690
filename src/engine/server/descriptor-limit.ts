import { readFileSync } from 'node:fs';

/** Open by itself: polls, pipes, listeners, the program's own files. */
const OWN_DESCRIPTORS = 64;
/** A connection is one, and has a file open while it is sent one that is not cached. */
const DESCRIPTORS_PER_CONNECTION = 2;

/**
 * How many connections the descriptors of this process are enough for, at least one. Beyond that, the
 * system can neither accept nor refuse a client. `Infinity` where the system does not tell: only Linux
 * does, in proc_pid_limits(5).
 */
export function connectionsByDescriptors(limits = readLimits()): number {
  const descriptors = /^Max open files +(\d+)/m.exec(limits)?.[1];
  if (descriptors === undefined) return Infinity;
  const forClients = Number(descriptors) - OWN_DESCRIPTORS;
  return Math.max(1, Math.floor(forClients / DESCRIPTORS_PER_CONNECTION));
}

function readLimits(): string {
  try {
    return readFileSync('/proc/self/limits', 'latin1');
  } catch {
    return '';
  }
}
