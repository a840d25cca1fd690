import type { Bytes, EpochMilliseconds } from '../../shared/units.ts';
import type { FileRefusal, FileRoot } from './file-root.ts';

export interface ListedFile {
  /** A name that can be asked for. */
  readonly name: string;
  /** What {@link FileRoot.openFile} would call it; differs from the name where a link was followed. */
  readonly key: string;
  readonly size: Bytes;
  readonly modifiedMs: EpochMilliseconds;
}

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
  readonly prefix?: string;
  /** Whether sub-folders are walked; default `false`. */
  readonly recursive?: boolean;
  /** The most files, default {@link DEFAULT_LISTING_LIMIT}. */
  readonly limit?: number;
}

export const DEFAULT_LISTING_LIMIT = 100_000;

/**
 * Lists the regular files of the folder, or of a part of it. Sub-folders that cannot be read are left
 * out. Links are followed inside the folder only, and never round in circles. Never rejects.
 */
export async function listFiles(
  root: FileRoot,
  options: ListingOptions = {},
): Promise<FileListing | FileRefusal> {
  void root;
  void options;
  throw new Error('in work');
}
