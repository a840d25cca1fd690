import { closeSync, openSync, writeSync } from 'node:fs';
import { link, readFile, rename, stat, unlink } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { hostname, uptime } from 'node:os';
import type { Milliseconds } from '../../shared/units.ts';
import { clientErrors } from './client-error.ts';

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
 * @throws {ClientError} `local`: in use, or the file system refused
 */
export async function takeLock(path: string): Promise<'fresh' | 'taken-over'> {
  let takenOver = false;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (create(path)) return takenOver ? 'taken-over' : 'fresh';
    const found = await readHolder(path);
    if (found === 'gone') continue;
    if (await isHeld(path, found)) throw clientErrors.inUse(path);
    if (await moveAway(path, found)) takenOver = true;
  }
  throw clientErrors.inUse(path);
}

/** Gives a lock back. */
export async function releaseLock(path: string): Promise<void> {
  await unlink(path).catch(() => undefined);
}

function create(path: string): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'wx');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw clientErrors.local(`write ${path}`, error);
  }
  try {
    const holder: Holder = { pid: process.pid, host: hostname(), token: randomUUID() };
    writeSync(descriptor, JSON.stringify(holder));
    return true;
  } catch (error) {
    void releaseLock(path);
    throw clientErrors.local(`write ${path}`, error);
  } finally {
    closeSync(descriptor);
  }
}

async function readHolder(path: string): Promise<Holder | 'gone' | 'unreadable'> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (typeof value !== 'object' || value === null) return 'unreadable';
    const { pid, host, token } = value as Partial<Record<keyof Holder, unknown>>;
    return typeof pid === 'number' && typeof host === 'string' && typeof token === 'string'
      ? { pid, host, token }
      : 'unreadable';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'gone' : 'unreadable';
  }
}

async function isHeld(path: string, holder: Holder | 'unreadable'): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return false;
  if (holder === 'unreadable') return Date.now() - found.mtimeMs < WRITING_TIME;
  if (holder.host !== hostname()) return true;
  const startedAt = Date.now() - uptime() * 1000;
  if (found.mtimeMs < startedAt - BOOT_TOLERANCE) return false;
  return isAlive(holder.pid);
}

function isAlive(pid: number): boolean {
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
async function moveAway(path: string, found: Holder | 'unreadable'): Promise<boolean> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch {
    return false;
  }
  const moved = await readHolder(aside);
  const same =
    typeof moved === 'object' && typeof found === 'object'
      ? moved.token === found.token
      : moved === found;
  if (!same) await link(aside, path).catch(() => undefined);
  await unlink(aside).catch(() => undefined);
  return same;
}
