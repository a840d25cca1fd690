import { dirname } from 'node:path';
import type { FileRefusal } from './file-refusal.ts';
import { FILE_REFUSALS, refusedName } from './file-refusal.ts';
import type { FileRoot } from './file-root.ts';
import type { FolderEntry, ListedFile } from './folder-reader.ts';
import { FolderReader } from './folder-reader.ts';
import { checkName } from './name-rules.ts';

export interface FileListing {
  readonly ok: true;
  /** Sorted by the names' UTF-16 code units. */
  readonly files: readonly ListedFile[];
  /** Whether the limit, or the bound on folder entries looked at, left files out. */
  readonly truncated: boolean;
  /** Entries left out because nobody could ask for their names. */
  readonly skippedNames: number;
}

export interface ListingOptions {
  /** Only names that begin with this text; `photos/` lists the folder `photos`. */
  readonly prefix?: string | undefined;
  /** Whether sub-folders are walked; default `false`. */
  readonly recursive?: boolean | undefined;
  /** The most files, default 100,000, at most 500,000. */
  readonly limit?: number | undefined;
}

const DEFAULT_LIMIT = 100_000;
const MAX_LIMIT = 500_000;

/**
 * Lists the regular files of the folder, or of a part of it. Sub-folders that cannot be read are left
 * out. Links are followed inside the folder only, never round in circles, and a folder that several
 * links lead to is listed under the first of them. Never rejects.
 */
export async function listFiles(
  root: FileRoot,
  options: ListingOptions = {},
): Promise<FileListing | FileRefusal> {
  const { prefix = '', recursive = false, limit = DEFAULT_LIMIT } = options;
  const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  const problem = folder === '' ? undefined : checkName(folder.slice(0, -1));
  if (problem !== undefined) return refusedName(problem);

  const walk = new Walk(root, { recursive, limit: Math.min(limit, MAX_LIMIT) });
  const beginning = prefix.slice(folder.length);
  // As given, then NFC, then NFD, like the names of files.
  for (const spelling of spellings(folder)) {
    if (await walk.list(spelling, spellings(beginning))) break;
  }
  return root.isPresent() ? walk.result() : FILE_REFUSALS.rootGone;
}

function spellings(text: string): string[] {
  return [...new Set([text, text.normalize('NFC'), text.normalize('NFD')])];
}

/** One walk through the folder, in the order of the names. */
class Walk {
  readonly #directory: string;
  readonly #reader: FolderReader;
  readonly #recursive: boolean;
  readonly #limit: number;
  readonly #files: ListedFile[] = [];
  /** Real paths of the folders from the root down to where the walk is. */
  readonly #ancestors = new Set<string>();
  /** Real paths of the folders that a link led to. */
  readonly #linked = new Set<string>();

  constructor(root: FileRoot, options: { readonly recursive: boolean; readonly limit: number }) {
    this.#directory = root.directory;
    this.#reader = new FolderReader(root);
    this.#recursive = options.recursive;
    this.#limit = options.limit;
  }

  result(): FileListing {
    return {
      ok: true,
      files: this.#files.slice(0, this.#limit),
      truncated: this.#files.length > this.#limit || this.#reader.gaveUp,
      skippedNames: this.#reader.skippedNames,
    };
  }

  /**
   * @param folder `''` for the root, else a name with `/` behind it
   * @param beginnings what the names in this folder must begin with, one of them
   * @returns `false` when there is no such folder, or it cannot be listed
   */
  async list(folder: string, beginnings: readonly string[], isLink = false): Promise<boolean> {
    // One more than the limit shows that there are more.
    const wanted = this.#limit + 1 - this.#files.length;
    const read = await this.#reader.read(folder, {
      isWanted: (name) => beginnings.some((beginning) => name.startsWith(beginning)),
      isWelcome: (realPath) => this.#isWelcome(realPath, isLink),
      maxFiles: wanted,
    });
    if (read === undefined) return false;
    // Links up from the folder that the walk begins in are circles too.
    if (this.#ancestors.size === 0) this.#addAncestorsOf(read.realPath);
    this.#ancestors.add(read.realPath);
    for (const entry of read.entries) {
      if (this.#files.length > this.#limit) break;
      await this.#take(entry);
    }
    this.#ancestors.delete(read.realPath);
    return true;
  }

  #addAncestorsOf(realPath: string): void {
    for (let path = realPath; path !== this.#directory;) {
      path = dirname(path);
      this.#ancestors.add(path);
    }
  }

  async #take(entry: FolderEntry): Promise<void> {
    if (entry.kind === 'file') this.#files.push(entry.file);
    else if (this.#recursive) await this.list(`${entry.name}/`, [''], entry.isLink);
  }

  #isWelcome(realPath: string, isLink: boolean): boolean {
    if (this.#ancestors.has(realPath)) return false;
    if (!isLink) return true;
    if (this.#linked.has(realPath)) return false;
    this.#linked.add(realPath);
    return true;
  }
}
