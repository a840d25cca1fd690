import type { Bytes } from '../../shared/units.ts';
import { FailureError } from '../../shared/failure.ts';

/** The oldest is forgotten beyond that: one is of use only until it was added, which follows at once. */
const MAX_SELECTIONS = 8;

/** Files and folders of a server to fetch, as a panel names them. */
export interface Wanted {
  readonly files: readonly { readonly name: string; readonly size?: Bytes | undefined }[];
  readonly folders: readonly string[];
}

/** Without doubles; the sizes are those of the lists from which the files were chosen. */
export interface Selection {
  readonly files: ReadonlyMap<string, Bytes | undefined>;
  readonly folders: ReadonlySet<string>;
}

interface OpenSelection {
  readonly files: Map<string, Bytes | undefined>;
  readonly folders: Set<string>;
}

/** What panels put together in several messages before they ask for it to be fetched. */
export class DownloadSelections {
  readonly #selections = new Map<number, OpenSelection>();
  #lastId = 0;

  /**
   * Adds to a selection, or to a new one.
   *
   * @throws FailureError `selection-gone`
   */
  add(id: number | undefined, wanted: Wanted): number {
    if (id !== undefined) {
      include(this.#get(id), wanted);
      return id;
    }
    const selection = { files: new Map<string, Bytes | undefined>(), folders: new Set<string>() };
    include(selection, wanted);
    this.#selections.set(++this.#lastId, selection);
    this.#selections.delete(this.#lastId - MAX_SELECTIONS);
    return this.#lastId;
  }

  /** What is wanted in all; the selection itself stays as it is. @throws FailureError `selection-gone` */
  with(id: number | undefined, wanted: Wanted): Selection {
    const before = id === undefined ? undefined : this.#get(id);
    const all = { files: new Map(before?.files), folders: new Set(before?.folders) };
    include(all, wanted);
    return all;
  }

  forget(id: number): void {
    this.#selections.delete(id);
  }

  #get(id: number): OpenSelection {
    const selection = this.#selections.get(id);
    if (selection === undefined) throw new FailureError({ code: 'selection-gone' });
    return selection;
  }
}

function include({ files, folders }: OpenSelection, wanted: Wanted): void {
  for (const { name, size } of wanted.files) files.set(name, size ?? files.get(name));
  for (const folder of wanted.folders) folders.add(folder);
}
