import type { Random } from './make/random.ts';

/** What became of an input; both must happen, or a target tests less than it seems to. */
export type Verdict = 'accepted' | 'refused';

/** What a target counts besides, by what it is called in a report. */
export type Counts = Record<string, number>;

/** One thing that is fed, and what must hold of it whatever it is fed with. */
export interface Target {
  readonly name: string;
  /** The longest that one input may take, in ms, far above what any needs. */
  readonly budgetMs: number;
  /** Makes the input of a random sequence, and judges what became of it. */
  readonly prepare: (random: Random) => Trial;
  /** Goes up while inputs are fed. */
  readonly counts?: Readonly<Counts>;
  /** Called once when no more inputs will come; throws if something was left behind. */
  readonly finish?: () => Promise<void>;
}

/** An input, ready to be fed. */
export interface Trial {
  readonly input: unknown;
  /** @throws anything, where a property does not hold */
  readonly run: () => Verdict | Promise<Verdict>;
}

const USUAL_BUDGET_MS = 2_000;

/** A target out of a generator and an oracle for inputs of one type. */
export function target<Input>(
  name: string,
  parts: {
    readonly budgetMs?: number;
    readonly make: (random: Random) => Input;
    readonly counts?: Readonly<Counts>;
    readonly check: (input: Input) => Verdict | Promise<Verdict>;
    readonly finish?: () => Promise<void>;
  },
): Target {
  const { budgetMs = USUAL_BUDGET_MS, make, check, counts, finish } = parts;
  return {
    name,
    budgetMs,
    prepare: (random) => {
      const input = make(random);
      return { input, run: () => check(input) };
    },
    ...(counts === undefined ? {} : { counts }),
    ...(finish === undefined ? {} : { finish }),
  };
}
