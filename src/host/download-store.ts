import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { downloadsFileSchema, type Download } from '../shared/contract-downloads.ts';
import { setAside } from './set-aside.ts';
import { writeWholeFile } from './write-whole-file.ts';

/**
 * The unfinished downloads on disk. Written whole or not at all. One program at a time keeps it: a
 * second one that shares the folder (two terminals) keeps its downloads in memory only.
 */
export class DownloadStore {
  readonly path: string;
  readonly #lock: string;
  readonly #onError: (where: string, error: unknown) => void;
  readonly #owned: boolean;

  /** `directory` is created if missing. */
  constructor(directory: string, onError: (where: string, error: unknown) => void) {
    this.#onError = onError;
    this.path = join(directory, 'downloads.json');
    this.#lock = join(directory, 'downloads.lock');
    this.#owned = this.#claim();
  }

  /** What the last run left. A damaged file is set aside, and nothing was left. */
  load(): Download[] {
    if (!this.#owned) return [];
    let text: string;
    try {
      text = readFileSync(this.path, 'utf8');
    } catch {
      return [];
    }
    try {
      return downloadsFileSchema.parse(JSON.parse(text)).downloads;
    } catch (error) {
      const moved = setAside(this.path, Date.now());
      this.#onError(
        'downloads file',
        new Error(`damaged; kept as ${moved ?? 'it was'}`, { cause: error }),
      );
      return [];
    }
  }

  save(downloads: readonly Download[]): void {
    if (!this.#owned) return;
    try {
      writeWholeFile(this.path, `${JSON.stringify({ downloads })}\n`);
    } catch (error) {
      this.#onError('downloads file', error);
    }
  }

  close(): void {
    if (this.#owned) rmSync(this.#lock, { force: true });
  }

  #claim(): boolean {
    try {
      mkdirSync(dirname(this.path), { recursive: true });
      // Twice: the second time after the lock of a program that is gone was taken away.
      return this.#lockOnce() || (this.#holderIsGone() && this.#lockOnce());
    } catch (error) {
      this.#onError('downloads file', error);
      return false;
    }
  }

  #lockOnce(): boolean {
    try {
      writeFileSync(this.#lock, String(process.pid), { flag: 'wx' });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  }

  #holderIsGone(): boolean {
    const pid = Number(readFileSync(this.#lock, 'utf8'));
    // Our own number, in a lock that we did not make: left from before the system was restarted.
    if (pid !== process.pid && isAlive(pid)) return false;
    rmSync(this.#lock, { force: true });
    return true;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's program, but a living one.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
