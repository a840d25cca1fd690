import type { Resources } from '../../harness/resources.ts';
import type { LoadGenerator } from '../load-generator/load.ts';
import type { NativePrograms } from '../native/compile.ts';
import type { Row } from '../report/row.ts';

/** What a scenario is given. */
export interface Bench {
  readonly resources: Resources;
  /** Measured rounds of all contenders. */
  readonly rounds: number;
  readonly programs: NativePrograms;
  readonly runLoad: LoadGenerator;
  /** `full`, or in a smoke run the tiny count that only shows that it works. */
  count(full: number, smoke: number): number;
  /** Tells a person what is going on. */
  say(what: string): void;
}

export interface Scenario {
  /** As in `--only`. */
  readonly name: string;
  readonly title: string;
  run(bench: Bench): Promise<Row[]>;
}
