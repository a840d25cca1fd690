/**
 * Lets pieces of work wait for each other where all of them at once need more files open than this program
 * may have. How many that is, shows only when one of them fails for want of a descriptor.
 */
export class DescriptorTurns {
  #underWay = 0;
  #begun = 0;
  readonly #waiting: (() => void)[] = [];

  /**
   * Attempts a piece of work until it ends in something else than want of descriptors, or was alone and
   * still had too few. Before each further attempt another piece of work has ended.
   */
  async attempt<Outcome>(
    work: () => Promise<Outcome>,
    lacksDescriptors: (outcome: Outcome) => boolean,
  ): Promise<Outcome> {
    for (;;) {
      const begun = ++this.#begun;
      this.#underWay += 1;
      const isFirst = this.#underWay === 1;
      const outcome = await work();
      this.#underWay -= 1;
      const wasAlone = isFirst && this.#begun === begun;
      if (!lacksDescriptors(outcome) || wasAlone) return outcome;
      if (this.#underWay > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /**
   * To be called after each piece of work: the first of those that wait, if any, goes on in place of the
   * caller, which must begin nothing more.
   */
  handOver(): boolean {
    const next = this.#waiting.shift();
    next?.();
    return next !== undefined;
  }
}
