/**
 * Keeps two downloads of one batch from the same files: equal names, names that one file system takes
 * for equal (capitals, Unicode composition), and a name that is another one's `NAME.part`.
 */
export class PathLocks {
  readonly #locked = new Set<string>();
  readonly #waiting: (() => void)[] = [];

  /** Waits until none of the names is locked, and locks them. @returns the function that releases them */
  async lock(names: readonly string[]): Promise<() => void> {
    const keys = names.map((name) => name.normalize('NFC').toLowerCase());
    while (keys.some((key) => this.#locked.has(key))) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    for (const key of keys) this.#locked.add(key);
    return () => {
      for (const key of keys) this.#locked.delete(key);
      for (const wake of this.#waiting.splice(0)) wake();
    };
  }
}
