import type { Row } from '../report/row.ts';
import type { Resources } from '../../harness/resources.ts';

/** What a scenario is given. */
export interface Bench {
  readonly resources: Resources;
  /** Measured runs of each contender. */
  readonly runs: number;
  /** `full`, or in a smoke run the tiny count that only shows that it works. */
  count(full: number, smoke: number): number;
  /** Tells a person what is going on. */
  say(what: string): void;
}

export interface Scenario {
  /** As in `--only`. */
  readonly name: string;
  run(bench: Bench): Promise<Row[]>;
}
