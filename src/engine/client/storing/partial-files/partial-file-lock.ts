import {
  closeSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { randomUUID } from 'node:crypto';
import { hostname, uptime } from 'node:os';
import type { Milliseconds } from '../../../../shared/units.ts';
import { removeQuietly } from '../remove-quietly.ts';
import { FailureError } from '../../../../shared/failure.ts';
import { fileSystemFailure } from '../../client-failures.ts';

/** A lock file without readable content is being written, unless it is older than this. */
const WRITING_TIME: Milliseconds = 10_000;

/** Clocks and start-up times are not exact. */
const BOOT_TOLERANCE: Milliseconds = 5_000;

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly token: string;
}

/**
 * Takes a lock file, so that two downloads never write the same part. A lock that was left behind, by
 * a process that is gone or from before this computer was started, is taken over.
 *
 * @returns whether a lock was taken over: then whatever lies beside it was left by an interrupted download
 * @throws {FailureError} `local`: in use, or the file system refused
 */
export function takeLock(path: string): 'fresh' | 'taken-over' {
  let takenOver = false;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (create(path)) return takenOver ? 'taken-over' : 'fresh';
    const found = readHolder(path);
    if (found === 'gone') continue;
    if (isHeld(path, found)) throw new FailureError({ code: 'in-use', path });
    if (moveAway(path, found)) takenOver = true;
  }
  throw new FailureError({ code: 'in-use', path });
}

/** Gives a lock back. */
export function releaseLock(path: string): void {
  removeQuietly(path);
}

function create(path: string): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'wx');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw fileSystemFailure('write', path, error);
  }
  try {
    const holder: Holder = { pid: process.pid, host: hostname(), token: randomUUID() };
    writeSync(descriptor, JSON.stringify(holder));
    return true;
  } catch (error) {
    releaseLock(path);
    throw fileSystemFailure('write', path, error);
  } finally {
    closeSync(descriptor);
  }
}

function readHolder(path: string): Holder | 'gone' | 'unreadable' {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value !== 'object' || value === null) return 'unreadable';
    const { pid, host, token } = value as Partial<Record<keyof Holder, unknown>>;
    return typeof pid === 'number' && typeof host === 'string' && typeof token === 'string'
      ? { pid, host, token }
      : 'unreadable';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'gone' : 'unreadable';
  }
}

function isHeld(path: string, holder: Holder | 'unreadable'): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return false;
  if (holder === 'unreadable') return Date.now() - found.mtimeMs < WRITING_TIME;
  if (holder.host !== hostname()) return true;
  const startedAt = Date.now() - uptime() * 1000;
  if (found.mtimeMs < startedAt - BOOT_TOLERANCE) return false;
  return isAlive(holder.pid);
}

/** Whether a process of this computer is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Renaming is what decides between two that found the same abandoned lock. The slower one might move
 * the new lock of the faster one; it notices by the token, and puts it back.
 */
function moveAway(path: string, found: Holder | 'unreadable'): boolean {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch {
    return false;
  }
  const moved = readHolder(aside);
  const same =
    typeof moved === 'object' && typeof found === 'object'
      ? moved.token === found.token
      : moved === found;
  if (!same) {
    try {
      linkSync(aside, path);
    } catch {
      // A third one has taken the lock meanwhile.
    }
  }
  removeQuietly(aside);
  return same;
}
