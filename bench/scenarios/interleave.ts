import type { Bench } from './scenario.ts';

/** Something that is measured in turn with others. */
export interface Contender<Sample> {
  readonly name: string;
  measure(): Promise<Sample>;
}

/**
 * Measures all contenders in turn, round by round, so that what else happens on the machine hits
 * each alike. A first round warms up and is not counted.
 *
 * @returns the samples of each contender, by its name
 */
export async function interleave<Sample>(
  bench: Bench,
  what: string,
  contenders: readonly Contender<Sample>[],
): Promise<ReadonlyMap<string, readonly Sample[]>> {
  const samples = new Map<string, Sample[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round <= bench.runs; round++) {
    bench.say(`${what}: ${round === 0 ? 'warming up' : `run ${round} of ${bench.runs}`}`);
    for (const { name, measure } of contenders) {
      const sample = await measure();
      if (round > 0) samples.get(name)!.push(sample);
    }
  }
  return samples;
}
