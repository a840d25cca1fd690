/** What came out of the runs of one contender. */
export interface Figure {
  readonly name: string;
  /** One of each run, in order. */
  readonly values: readonly number[];
  readonly unit: string;
}

/** One line of the result. */
export type Row = MeasuredRow | SkippedRow;

export interface MeasuredRow {
  readonly kind: 'measured';
  readonly scenario: string;
  readonly work: string;
  readonly ours: Figure;
  /** The one that ours is compared with; a target may also be a plain number. */
  readonly peer?: Figure;
  /** How much the load generator itself used during our runs. */
  readonly generatorCores?: Figure;
  /** Ours to the peer, by their medians, as the target words it. */
  readonly ratio?: string;
  readonly target: string;
  readonly isReached: boolean;
}

export interface SkippedRow {
  readonly kind: 'skipped';
  readonly scenario: string;
  readonly work: string;
  readonly target: string;
  /** What is missing. */
  readonly reason: string;
}
