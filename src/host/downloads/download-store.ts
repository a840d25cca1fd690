import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { isAlive } from '../../engine/index.ts';
import { downloadBatchSchema, downloadSchema } from '../../shared/contract-downloads.ts';
import { FailureError } from '../../shared/failure.ts';
import { setAside } from '../settings/set-aside.ts';
import { writeWholeFile } from '../settings/write-whole-file.ts';

const savedBatchSchema = downloadBatchSchema.omit({ totals: true });
export type SavedBatch = z.infer<typeof savedBatchSchema>;

/** An unfinished download: what is needed to go on with it. */
const savedDownloadSchema = downloadSchema
  .pick({ id: true, batch: true, name: true, size: true, receivedBytes: true, problem: true })
  .extend({
    state: z.enum(['paused', 'failed']),
    // Another version may have written one that this does not know; the download matters more.
    problem: downloadSchema.shape.problem.catch(undefined),
  });
export type SavedDownload = z.infer<typeof savedDownloadSchema>;

/** One line of the file; a later one overrides those before of the same id. */
const lineSchema = z.union([
  z.strictObject({ batch: savedBatchSchema }),
  z.strictObject({ download: savedDownloadSchema }),
  z.strictObject({ gone: z.array(z.int()) }),
]);
type Line = z.infer<typeof lineSchema>;

/** A change to what is saved, or all of it. A batch must be in it before its downloads. */
export interface SavedChange {
  readonly batches: readonly SavedBatch[];
  readonly downloads: Iterable<SavedDownload>;
  /** Downloads that are not unfinished any more. */
  readonly gone: readonly number[];
}

/** Text of so many lines is held in memory at once. */
const LINES_AT_ONCE = 1000;
/** The file is written anew when it has more lines than this, and than so many times what it had then. */
const SPARE_LINES = 10_000;
const SPARE_FACTOR = 3;

/**
 * The unfinished downloads on disk: a file to which changes are appended, so that a long list costs no more
 * to keep than a short one. One program at a time keeps it: a second one that shares the folder (two
 * terminals) keeps its downloads in memory only.
 */
export class DownloadStore {
  readonly path: string;
  readonly #lock: string;
  readonly #onError: (where: string, error: unknown) => void;
  readonly #owned: boolean;
  #lines = 0;
  #mostLines = 0;
  /** Whether what is on disk is all that was saved, and changes can be appended. */
  #isWhole = false;

  /** `directory` is created if missing. */
  constructor(directory: string, onError: (where: string, error: unknown) => void) {
    this.#onError = onError;
    this.path = join(directory, 'downloads.jsonl');
    this.#lock = join(directory, 'downloads.lock');
    this.#owned = this.#claim();
  }

  /** What the last run left. A damaged file is set aside, and nothing was left. */
  load(): { readonly batches: SavedBatch[]; readonly downloads: SavedDownload[] } {
    const batches = new Map<number, SavedBatch>();
    const downloads = new Map<number, SavedDownload>();
    if (!this.#owned) return { batches: [], downloads: [] };
    let text: string;
    try {
      text = readFileSync(this.path, 'utf8');
    } catch {
      return { batches: [], downloads: [] };
    }
    try {
      for (const line of wholeLines(text)) {
        const parsed = lineSchema.parse(JSON.parse(line));
        if ('batch' in parsed) batches.set(parsed.batch.id, parsed.batch);
        else if ('download' in parsed) downloads.set(parsed.download.id, parsed.download);
        else for (const id of parsed.gone) downloads.delete(id);
      }
      for (const { id, batch } of downloads.values()) {
        if (!batches.has(batch)) throw new Error(`the batch of download ${id} is missing`);
      }
    } catch (error) {
      const keptAs = setAside(this.path, Date.now());
      const detail = error instanceof Error ? error.message : String(error);
      this.#onError(
        'downloads file',
        new FailureError({ code: 'downloads-file-damaged', keptAs, detail }, { cause: error }),
      );
      return { batches: [], downloads: [] };
    }
    return { batches: [...batches.values()], downloads: [...downloads.values()] };
  }

  /** Saves a change; `all` is asked for where the whole file has to be written. */
  save(change: SavedChange, all: () => Omit<SavedChange, 'gone'>): void {
    if (!this.#owned) return;
    try {
      if (this.#isWhole) this.#append(change);
      if (!this.#isWhole || this.#lines > this.#mostLines) this.#replace(all());
    } catch (error) {
      // A line may have been cut: nothing may follow it.
      this.#isWhole = false;
      this.#onError('downloads file', error);
    }
  }

  close(): void {
    if (this.#owned) rmSync(this.#lock, { force: true });
  }

  #append(change: SavedChange): void {
    for (const text of this.#textsOf(change)) appendFileSync(this.path, text);
  }

  #replace(all: Omit<SavedChange, 'gone'>): void {
    this.#lines = 0;
    writeWholeFile(this.path, this.#textsOf({ ...all, gone: [] }));
    this.#isWhole = true;
    this.#mostLines = SPARE_LINES + SPARE_FACTOR * this.#lines;
  }

  *#textsOf(change: SavedChange): Generator<string> {
    let [text, count] = ['', 0];
    for (const line of linesOf(change)) {
      text += `${JSON.stringify(line)}\n`;
      count += 1;
      this.#lines += 1;
      if (count < LINES_AT_ONCE) continue;
      yield text;
      [text, count] = ['', 0];
    }
    if (count > 0) yield text;
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
    const isNumber = Number.isSafeInteger(pid) && pid > 0;
    if (isNumber && pid !== process.pid && isAlive(pid)) return false;
    rmSync(this.#lock, { force: true });
    return true;
  }
}

/** All lines but one that was cut at the end, which a program that was killed may leave. */
function wholeLines(text: string): string[] {
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .slice(0, -1);
}

function* linesOf({ batches, downloads, gone }: SavedChange): Generator<Line> {
  for (const batch of batches) yield { batch };
  for (const download of downloads) yield { download };
  if (gone.length > 0) yield { gone: [...gone] };
}
