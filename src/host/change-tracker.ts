/**
 * What happened to a keyed list since it was told last, when it is told as: some left, some came to
 * the end, some changed where they are. What came and left in between is not told at all.
 */
export class ChangeTracker<Key> {
  readonly #removed = new Set<Key>();
  readonly #added = new Set<Key>();
  readonly #changed = new Set<Key>();

  get empty(): boolean {
    return this.#removed.size + this.#added.size + this.#changed.size === 0;
  }

  added(key: Key): void {
    this.#added.add(key);
  }

  changed(key: Key): void {
    if (!this.#added.has(key)) this.#changed.add(key);
  }

  removed(key: Key): void {
    this.#changed.delete(key);
    // Not told of yet: nobody has to be told that it left.
    if (!this.#added.delete(key)) this.#removed.add(key);
  }

  /** Everything since this was called last; `added` in the order of adding. */
  take(): { readonly removed: Key[]; readonly added: Key[]; readonly changed: Key[] } {
    const taken = {
      removed: [...this.#removed],
      added: [...this.#added],
      changed: [...this.#changed],
    };
    this.#removed.clear();
    this.#added.clear();
    this.#changed.clear();
    return taken;
  }
}
