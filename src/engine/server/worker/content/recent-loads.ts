import { setTimeout as pause } from 'node:timers/promises';
import { MIB } from '../../../../shared/units.ts';
import type { EntryHandle } from '../../../cache/entry-handle.ts';
import type { SharedCache } from '../../../cache/shared-cache.ts';
import type { SharedFiles } from '../../../files/folder-set.ts';
import { modifiedMsOf, sameVersion } from '../../../files/file-version.ts';
import { closeLater, readFully } from './file-reading.ts';

/**
 * A file that was modified within this time before it was loaded may still be written to without
 * looking any different: one long `write` leaves the time at which it began, and two writes within a
 * tick of the file system's clock leave the same.
 */
const RECENT_MS = 2000;

/**
 * Compares what was loaded from files that had just been modified with what is in them once that has
 * been a while ago, and drops what is not the same. Beside the requests: none of them waits for it.
 */
export class RecentLoads {
  readonly #cache: SharedCache;
  readonly #root: SharedFiles;
  readonly #onOutdated: (entry: EntryHandle) => void;
  readonly #waiting: { readonly entry: EntryHandle; readonly dueAtMs: number }[] = [];
  #comparing = false;

  constructor(parts: {
    readonly cache: SharedCache;
    readonly root: SharedFiles;
    /** Called for an entry that holds something else than its file, although both look the same. */
    readonly onOutdated: (entry: EntryHandle) => void;
  }) {
    this.#cache = parts.cache;
    this.#root = parts.root;
    this.#onOutdated = parts.onOutdated;
  }

  /** To be called with every entry that was loaded. */
  add(entry: EntryHandle): void {
    if (Date.now() - modifiedMsOf(entry.version) >= RECENT_MS) return;
    this.#waiting.push({ entry, dueAtMs: performance.now() + RECENT_MS });
    if (!this.#comparing) void this.#compareAll();
  }

  async #compareAll(): Promise<void> {
    this.#comparing = true;
    const onDisk = Buffer.allocUnsafeSlow(MIB);
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      const { entry, dueAtMs } = next;
      await pause(Math.max(0, dueAtMs - performance.now()), undefined, { ref: false });
      if (await this.#isOutdated(entry, onDisk)) this.#onOutdated(entry);
    }
    this.#comparing = false;
  }

  /** `false` also where the file looks different by now: who asks for it next will see that. */
  async #isOutdated(entry: EntryHandle, onDisk: Buffer): Promise<boolean> {
    if (!this.#cache.isReady(entry)) return false;
    const file = this.#root.openFile(entry.name);
    if (!file.ok) return false;
    try {
      if (!sameVersion(file.version, entry.version)) return false;
      for (let offset = 0; offset < entry.size;) {
        const target = onDisk.subarray(0, entry.size - offset);
        await readFully(file.fd, { buffer: target, start: 0, length: target.length }, offset);
        const piece = this.#cache.pin(entry, offset);
        if (piece === undefined) return false;
        const isSame = piece.bytes.equals(target.subarray(0, piece.bytes.length));
        this.#cache.unpin(piece);
        if (!isSame) return true;
        offset += piece.bytes.length;
      }
      return false;
    } catch {
      // It cannot be read, or has become shorter.
      return false;
    } finally {
      closeLater(file.fd);
    }
  }
}
