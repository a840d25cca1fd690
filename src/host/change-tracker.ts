/**
 * What happened to a keyed list since the last report, which says: some left, some came to
 * the end, some changed where they are. What came and left in between is not reported.
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
    // Not reported yet, so that it left need not be reported either.
    if (!this.#added.delete(key)) this.#removed.add(key);
  }

  /**
   * Everything since this was called last, or so much of it, the rest being left for the next time;
   * `added` in the order of adding.
   */
  take(limit = Infinity): {
    readonly removed: Key[];
    readonly added: Key[];
    readonly changed: Key[];
  } {
    const removed = takeFrom(this.#removed, limit);
    const added = takeFrom(this.#added, limit - removed.length);
    const changed = takeFrom(this.#changed, limit - removed.length - added.length);
    return { removed, added, changed };
  }
}

function takeFrom<Key>(keys: Set<Key>, limit: number): Key[] {
  const taken: Key[] = [];
  for (const key of keys) {
    if (taken.length >= limit) break;
    taken.push(key);
    keys.delete(key);
  }
  return taken;
}
