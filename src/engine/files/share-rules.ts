import ignore from 'ignore';

/** What of a folder is shared, beyond the rules that every name must keep. */
export interface ShareOptions {
  /** Whether names with a part that begins with a dot are shared, too. */
  readonly hidden: boolean;
  /** Patterns of what is not shared, in the syntax of `.gitignore`, relative to the folder. */
  readonly exclude: readonly string[];
}

const HIDDEN_PART = /(?:^|\/)\./;

/** Decides which names exist for clients: what is not shared is not there. */
export class ShareRules {
  readonly #hidden: boolean;
  readonly #excluded: ReturnType<typeof ignore> | undefined;

  constructor({ hidden, exclude }: ShareOptions) {
    this.#hidden = hidden;
    this.#excluded = exclude.length === 0 ? undefined : ignore().add([...exclude]);
  }

  /** @param name a checked name; a folder's with `/` behind it, which some patterns ask for */
  shares(name: string): boolean {
    if (!this.#hidden && HIDDEN_PART.test(name)) return false;
    return this.#excluded?.ignores(name) !== true;
  }
}

/** Shares everything: for those who ask about their own files. */
export const SHARE_ALL = new ShareRules({ hidden: true, exclude: [] });
