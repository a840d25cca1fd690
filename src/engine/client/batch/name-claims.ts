/**
 * Keeps two downloads of one batch from the same files: equal names, names that one file system takes
 * for equal (capitals, Unicode composition), and a name that is another one's `NAME.part`.
 */
export class NameClaims {
  readonly #claimed = new Set<string>();
  readonly #waiting: (() => void)[] = [];

  /** Waits until none of the names is claimed, and claims them. @returns the function that gives them back */
  async claim(names: readonly string[]): Promise<() => void> {
    const keys = names.map((name) => name.normalize('NFC').toLowerCase());
    while (keys.some((key) => this.#claimed.has(key))) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    for (const key of keys) this.#claimed.add(key);
    return () => {
      for (const key of keys) this.#claimed.delete(key);
      for (const wake of this.#waiting.splice(0)) wake();
    };
  }
}
