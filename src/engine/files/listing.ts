import { dirname } from 'node:path';
import type { Omission } from '../../shared/omissions.ts';
import { mergeOmissions } from '../../shared/omissions.ts';
import type { Bytes } from '../../shared/units.ts';
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
  /** Empty unless folders were asked for. In the order of their names. */
  readonly folders: readonly ListedFolder[];
  /** What is not in `files` although it is in the folder, and why. */
  readonly omitted: readonly Omission[];
  /** How many entries are hidden or excluded on purpose; a folder counts as one. */
  readonly unshared: number;
}

export interface ListedFolder {
  readonly name: string;
  /** The files in it at any depth, and their bytes; missing where there was too much to count. */
  readonly content?: { readonly files: number; readonly bytes: Bytes };
}

export interface ListingOptions {
  /** Only names that begin with this text; `photos/` lists the folder `photos`. */
  readonly prefix?: string | undefined;
  /** Whether sub-folders are walked; default `false`. */
  readonly recursive?: boolean | undefined;
  /** Whether folders are listed too; default `false`. */
  readonly folders?: boolean | undefined;
  /** The most files, and the most folders, default 100,000, at most 500,000. */
  readonly limit?: number | undefined;
}

export const DEFAULT_LIMIT = 100_000;
export const MAX_LIMIT = 500_000;
/** The most entries that one listing looks at, all folders together. */
const MAX_ENTRIES = 500_000;
/** The most entries that are looked at to say how much is in the folders of a listing. */
export const MAX_COUNTED_ENTRIES = 50_000;

/**
 * Lists the regular files of the folder, or of a part of it. What cannot be listed is counted. Links are followed inside the folder only, never round in circles, and a folder that several
 * links lead to is listed under the first of them. Never rejects.
 */
export async function listFiles(
  root: FileRoot,
  options: ListingOptions = {},
): Promise<FileListing | FileRefusal> {
  const { prefix = '', recursive = false, folders = false, limit = DEFAULT_LIMIT } = options;
  const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  const problem = folder === '' ? undefined : checkName(folder.slice(0, -1));
  if (problem !== undefined) return refusedName(problem);

  const walk = new Walk(root, {
    recursive,
    folders,
    limit: Math.min(limit, MAX_LIMIT),
    maxEntries: MAX_ENTRIES,
  });
  const beginning = prefix.slice(folder.length);
  // As given, then NFC, then NFD, like the names of files.
  let isListed = false;
  for (const spelling of spellings(folder)) {
    isListed = await walk.list(spelling, spellings(beginning));
    if (isListed) break;
  }
  if (!root.isPresent()) return FILE_REFUSALS.rootGone;
  // A folder that is there and not shared must look as if it were not there.
  return isListed ? walk.result() : { ...walk.result(), unshared: 0 };
}

/** How much is in a folder, and how many entries were looked at to find out. */
export interface CountedFolder extends Pick<FileListing, 'omitted' | 'unshared'> {
  /** `false` where it is no folder, not shared, or cannot be read. */
  readonly isListed: boolean;
  readonly content: ListedFolder['content'];
  readonly entries: number;
}

/**
 * Counts the files in a folder at any depth.
 * @param folder `''` for the root, else a checked name with `/` behind it
 * @param maxEntries the most entries it looks at; where there are more, the content is not known
 */
export async function countFolder(
  root: FileRoot,
  folder: string,
  maxEntries: number,
): Promise<CountedFolder> {
  const walk = new Walk(root, { recursive: true, folders: false, limit: MAX_LIMIT, maxEntries });
  const isListed = await walk.list(folder, ['']);
  return { isListed, ...walk.counted() };
}

/** The spellings of a name that are tried: as given, then in Unicode NFC, then NFD. */
export function spellings(text: string): string[] {
  return [...new Set([text, text.normalize('NFC'), text.normalize('NFD')])];
}

interface WalkOptions {
  readonly recursive: boolean;
  readonly folders: boolean;
  readonly limit: number;
  readonly maxEntries: number;
}

/** One walk through the folder, in the order of the names. */
class Walk {
  readonly #root: FileRoot;
  readonly #reader: FolderReader;
  readonly #options: WalkOptions;
  readonly #files: ListedFile[] = [];
  readonly #folders: ListedFolder[] = [];
  /** Of folders that were looked into only to count what is in them. */
  readonly #omitted: Omission[] = [];
  #bytes: Bytes = 0;
  /** Folders that turned out not to be shared when they were looked into to count. */
  #unshared = 0;
  #countedEntriesLeft = MAX_COUNTED_ENTRIES;
  /** Real paths of the folders from the root down to where the walk is. */
  readonly #ancestors = new Set<string>();
  /** Real paths of the folders that a link led to. */
  readonly #linked = new Set<string>();

  constructor(root: FileRoot, options: WalkOptions) {
    this.#root = root;
    this.#reader = new FolderReader(root, options.maxEntries);
    this.#options = options;
  }

  result(): FileListing {
    const { limit } = this.#options;
    return {
      ok: true,
      files: this.#files.slice(0, limit),
      folders: this.#folders.slice(0, limit),
      truncated: this.#isCut || this.#folders.length > limit,
      omitted: mergeOmissions([...this.#reader.omissions, ...this.#omitted]),
      unshared: this.#reader.unshared + this.#unshared,
    };
  }

  /** What it met since it began. */
  counted(): Omit<CountedFolder, 'isListed'> {
    return {
      content: this.#contentSince({ files: 0, bytes: 0 }),
      entries: this.#options.maxEntries - this.#reader.entriesLeft,
      omitted: this.#reader.omissions,
      unshared: this.#reader.unshared,
    };
  }

  /**
   * @param folder `''` for the root, else a name with `/` behind it
   * @param beginnings what the names in this folder must begin with, one of them
   * @returns `false` when there is no such folder, or it cannot be listed
   */
  async list(folder: string, beginnings: readonly string[], isLink = false): Promise<boolean> {
    // One more than the limit shows that there are more.
    const wanted = this.#options.limit + 1 - this.#files.length;
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
      if (this.#files.length > this.#options.limit) break;
      await this.#take(entry);
    }
    this.#ancestors.delete(read.realPath);
    return true;
  }

  /** Whether there are, or may be, more files than are in the result. */
  get #isCut(): boolean {
    return this.#files.length > this.#options.limit || this.#reader.entriesLeft <= 0;
  }

  /** What the walk met since `before`; `undefined` where it did not see everything. */
  #contentSince(before: {
    readonly files: number;
    readonly bytes: Bytes;
  }): ListedFolder['content'] {
    if (this.#isCut) return undefined;
    return { files: this.#files.length - before.files, bytes: this.#bytes - before.bytes };
  }

  #addAncestorsOf(realPath: string): void {
    for (let path = realPath; path !== this.#root.directory;) {
      path = dirname(path);
      this.#ancestors.add(path);
    }
  }

  async #take(entry: FolderEntry): Promise<void> {
    const { recursive, folders } = this.#options;
    if (entry.kind === 'file') {
      this.#files.push(entry.file);
      this.#bytes += entry.file.size;
    } else if (recursive) {
      const before = { files: this.#files.length, bytes: this.#bytes };
      const place = folders ? this.#folders.push({ name: entry.name }) - 1 : undefined;
      const isListed = await this.list(`${entry.name}/`, [''], entry.isLink);
      if (place === undefined) return;
      if (isListed) this.#folders[place] = withContent(entry.name, this.#contentSince(before));
      else this.#folders.splice(place, 1);
    } else if (folders) {
      await this.#count(entry.name);
    }
  }

  /** Adds a folder that is listed itself, without what is in it. */
  async #count(name: string): Promise<void> {
    const maxEntries = Math.max(1, this.#countedEntriesLeft);
    const below = await countFolder(this.#root, `${name}/`, maxEntries);
    this.#countedEntriesLeft -= below.entries;
    if (below.isListed) {
      this.#folders.push(withContent(name, below.content));
    } else {
      this.#omitted.push(...below.omitted);
      this.#unshared += below.unshared;
    }
  }

  #isWelcome(realPath: string, isLink: boolean): boolean {
    if (this.#ancestors.has(realPath)) return false;
    if (!isLink) return true;
    if (this.#linked.has(realPath)) return false;
    this.#linked.add(realPath);
    return true;
  }
}

export function withContent(name: string, content: ListedFolder['content']): ListedFolder {
  return content === undefined ? { name } : { name, content };
}
