/** What came out of the rounds of one contender. */
export interface Figure {
  /** One of each round, in order. */
  readonly values: readonly number[];
  readonly unit: string;
  readonly better: 'more' | 'less';
}

/**
 * `ours`; the `rival` that verdicts are about, the plainest one first; a `peer` that only shows what
 * others do; the `limit` of the machine. In the order in which they are shown.
 */
export const ROLES = ['ours', 'rival', 'peer', 'limit'] as const;
export type Role = (typeof ROLES)[number];

export interface Contender {
  readonly name: string;
  readonly role: Role;
}

export interface MeasuredCell extends Contender {
  readonly kind: 'measured';
  readonly speed: Figure;
  /** Processor time of the server. */
  readonly cost?: Figure;
  /** How much of a processor the load generator used; near 1, it was what was measured. */
  readonly generatorCores?: Figure;
}

export interface AbsentCell extends Contender {
  readonly kind: 'absent';
  /** What is missing. */
  readonly reason: string;
}

export type Cell = MeasuredCell | AbsentCell;

/** One piece of work, done by all contenders. */
export interface Row {
  readonly work: string;
  readonly cells: readonly Cell[];
}

/** The rows of one scenario. */
export interface Group {
  /** As in `--only`. */
  readonly scenario: string;
  readonly title: string;
  readonly rows: readonly Row[];
}
