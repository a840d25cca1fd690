import type { Figure, Row } from '../report/row.ts';
import { median } from '../report/statistics.ts';

/** A row whose target is a multiple of what a peer reaches. */
export function comparedRow(
  what: Pick<Row, 'scenario' | 'work' | 'target'>,
  figures: { readonly ours: Figure; readonly peer: Figure; readonly generatorCores?: Figure },
  isReached: (ratio: number) => boolean,
): Row {
  const ratio = median(figures.ours.values) / median(figures.peer.values);
  return {
    kind: 'measured',
    ...what,
    ...figures,
    ratio: `${ratio.toFixed(2)} ×`,
    isReached: isReached(ratio),
  };
}

/** A row whose target is a number. */
export function absoluteRow(
  what: Pick<Row, 'scenario' | 'work' | 'target'>,
  ours: Figure,
  isReached: (value: number) => boolean,
): Row {
  return { kind: 'measured', ...what, ours, isReached: isReached(median(ours.values)) };
}

/** One property of the samples of one contender. */
export function figureOf<Sample>(
  name: string,
  samples: ReadonlyMap<string, readonly Sample[]>,
  value: (sample: Sample) => number,
  unit: string,
): Figure {
  const own = samples.get(name);
  if (own === undefined) throw new Error(`${name} was not measured.`);
  return { name, values: own.map(value), unit };
}
