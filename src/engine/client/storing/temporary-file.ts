import { createHash, randomUUID } from 'node:crypto';
import { readdir, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isAlive } from './partial-files/partial-file-lock.ts';

const TEMPORARY_NAME = /^\.fifolio-([0-9a-f]{8})-([0-9]+)-[0-9a-f]{8}-[0-9]+\.part\.new$/iu;

/**
 * Whether a file's name is one that {@link temporaryNames} could have made: whoever finds such a file
 * may take it for what a killed process has left, and remove it.
 */
export function isTemporaryName(name: string): boolean {
  return TEMPORARY_NAME.test(name);
}

/**
 * Names for files that exist only while a whole file is written and flushed. They say which process of
 * which computer writes, and no two are ever equal, so nobody else's file can be meant.
 */
export function temporaryNames(): () => string {
  const prefix = `.fifolio-${hostMark()}-${String(process.pid)}-${randomUUID().slice(0, 8)}`;
  let count = 0;
  return () => `${prefix}-${String((count += 1))}.part.new`;
}

/** Removes what processes of this computer that are gone have left in a folder. Never rejects. */
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const mark = hostMark();
  for (const name of names) {
    const [, host, pid] = TEMPORARY_NAME.exec(name) ?? [];
    if (host !== mark || isAlive(Number(pid))) continue;
    await unlink(join(folder, name)).catch(() => undefined);
  }
}

function hostMark(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
}
