import { judgeSequence } from '../../shared/deltas.ts';

interface Sequence {
  readonly sequence: number;
}

export interface SequencedOptions<State extends Sequence, Change extends Sequence> {
  readonly fetch: () => Promise<State>;
  readonly apply: (state: State, change: Change) => State;
  readonly publish: (state: State) => void;
  readonly onFailure: (error: unknown) => void;
}

/**
 * Keeps a state that comes as a snapshot and changes. Changes that arrive while the snapshot is on
 * its way wait for it; a gap asks for a new one.
 */
export class Sequenced<State extends Sequence, Change extends Sequence> {
  readonly #options: SequencedOptions<State, Change>;
  #state: State | undefined;
  #waiting: Change[] | undefined;

  constructor(options: SequencedOptions<State, Change>) {
    this.#options = options;
  }

  /** Asks for the snapshot. */
  async load(): Promise<void> {
    if (this.#waiting !== undefined) return;
    this.#waiting = [];
    try {
      let state = await this.#options.fetch();
      const waiting = this.#waiting;
      this.#waiting = undefined;
      let hasGap = false;
      for (const change of waiting) {
        const verdict = judgeSequence(state, change);
        if (verdict === 'apply') state = this.#options.apply(state, change);
        hasGap ||= verdict === 'gap';
      }
      this.#state = state;
      this.#options.publish(state);
      if (hasGap) await this.load();
    } catch (error) {
      this.#waiting = undefined;
      this.#options.onFailure(error);
    }
  }

  receive(change: Change): void {
    if (this.#waiting !== undefined) {
      this.#waiting.push(change);
      return;
    }
    if (this.#state === undefined) return;
    switch (judgeSequence(this.#state, change)) {
      case 'apply':
        this.#state = this.#options.apply(this.#state, change);
        this.#options.publish(this.#state);
        break;
      case 'gap':
        void this.load();
        break;
      case 'ignore':
        break;
    }
  }
}
