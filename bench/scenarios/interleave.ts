import type { Contender } from '../report/row.ts';
import type { Bench } from './scenario.ts';

/** Somebody who is measured in turn with others. */
export interface Measured<Sample> extends Contender {
  /** `isWarmUp`: what comes out is not counted. */
  measure(isWarmUp: boolean): Promise<Sample>;
}

/** The contender, and its samples, one of each round. */
export interface Outcome<Sample> extends Contender {
  readonly samples: readonly Sample[];
}

/**
 * Measures all contenders in turn, round by round, so that what else happens on the machine hits
 * each alike. A first round warms up and is not counted.
 */
export async function interleave<Sample>(
  bench: Bench,
  what: string,
  contenders: readonly Measured<Sample>[],
  maxRounds = Number.POSITIVE_INFINITY,
): Promise<Outcome<Sample>[]> {
  const rounds = Math.min(bench.rounds, maxRounds);
  const samples = contenders.map((): Sample[] => []);
  for (let round = 0; round <= rounds; round++) {
    bench.say(`${what}: ${round === 0 ? 'warming up' : `round ${round} of ${rounds}`}`);
    for (const [index, contender] of contenders.entries()) {
      const sample = await contender.measure(round === 0);
      if (round > 0) samples[index]!.push(sample);
    }
  }
  return contenders.map(({ name, role }, index) => ({ name, role, samples: samples[index]! }));
}
