import type { Bytes } from '../../shared/units.ts';
import type { Load, Piece } from './cache-types.ts';
import type { EntryHandle } from './entry-handle.ts';

/** What a load asks of the cache; each is done in one step, and refused when the entry has left. */
export interface LoadTarget {
  pinForWriting(entry: EntryHandle, offset: Bytes): Piece | undefined;
  setLoaded(entry: EntryHandle, loaded: Bytes): boolean;
  setReady(entry: EntryHandle): boolean;
  discard(entry: EntryHandle): void;
}

/** Keeps the order of a load: piece after piece, then the verdict. */
export class EntryLoad implements Load {
  readonly entry: EntryHandle;
  readonly #target: LoadTarget;
  #advanced: Bytes = 0;
  #ended = false;

  constructor(target: LoadTarget, entry: EntryHandle) {
    this.#target = target;
    this.entry = entry;
  }

  pinForWriting(offset: Bytes): Piece | undefined {
    if (!(offset >= 0 && offset < this.entry.size)) {
      throw new RangeError(
        `Cannot fill byte ${String(offset)} of "${this.entry.name}", which has ${String(this.entry.size)}.`,
      );
    }
    return this.#ended ? undefined : this.#target.pinForWriting(this.entry, offset);
  }

  advance(piece: Piece): boolean {
    if (this.#ended) return false;
    if (piece.offset !== this.#advanced) {
      throw new RangeError(
        `The piece at ${String(piece.offset)} of "${this.entry.name}" came before the one at ${String(this.#advanced)}.`,
      );
    }
    const advanced = this.#advanced + piece.length;
    // The last piece stays hidden until `publish`: nobody gets a whole file before its verdict.
    const loaded = advanced < this.entry.size ? advanced : this.#advanced;
    if (!this.#target.setLoaded(this.entry, loaded)) return false;
    this.#advanced = advanced;
    return true;
  }

  publish(): boolean {
    if (this.#ended) return false;
    if (this.#advanced !== this.entry.size) {
      throw new RangeError(
        `Only ${String(this.#advanced)} of the ${String(this.entry.size)} bytes of "${this.entry.name}" were loaded.`,
      );
    }
    this.#ended = true;
    return this.#target.setReady(this.entry);
  }

  fail(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#target.discard(this.entry);
  }
}
