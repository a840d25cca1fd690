import type { Figure, MeasuredCell, Row } from './row.ts';
import { median, overlap } from './statistics.ts';

/** How one of ours stands to another contender. */
export interface Comparison {
  readonly other: string;
  /** Above 1 we are faster, or in less time. */
  readonly speed: number;
  /** Ours divided by the other's: below 1 we spend less. */
  readonly cost: number | undefined;
  /** Not even the ranges meet. */
  readonly isClear: boolean;
}

export interface Verdict {
  readonly ours: string;
  /** The best of the rivals. */
  readonly best: Comparison | undefined;
  /** The plainest of the rivals, if that is not the best. */
  readonly plainest: Comparison | undefined;
  readonly limit: Comparison | undefined;
}

/** A verdict for each of ours that has somebody to be compared with. */
export function verdictsOf(row: Row): Verdict[] {
  const measured = row.cells.filter((cell) => cell.kind === 'measured');
  const rivals = measured.filter(({ role }) => role === 'rival');
  const limit = measured.find(({ role }) => role === 'limit');
  return measured
    .filter(({ role }) => role === 'ours')
    .map((ours) => {
      const compared = rivals.map((rival) => compare(ours, rival));
      const best = compared.toSorted((left, right) => left.speed - right.speed)[0];
      return {
        ours: ours.name,
        best,
        plainest: compared[0] === best ? undefined : compared[0],
        limit: limit === undefined ? undefined : compare(ours, limit),
      };
    })
    .filter(({ best, limit: bound }) => best !== undefined || bound !== undefined);
}

/** As "ahead of nginx, 2 workers: 1.31 × (CPU 0.62 ×); the limit is 1.9 × of it". */
export function verdictText({ best, plainest, limit }: Verdict): string {
  return [
    ...(best === undefined ? [] : [comparisonText(best)]),
    ...(plainest === undefined ? [] : [comparisonText(plainest)]),
    ...(limit === undefined ? [] : [`limit ${times(1 / limit.speed)}`]),
  ].join('; ');
}

function comparisonText({ other, speed, cost, isClear }: Comparison): string {
  const word = speed >= 1 ? 'ahead of' : 'behind';
  const spent = cost === undefined ? '' : `, CPU ${times(cost)}`;
  return `${word} ${other} ${times(speed)}${isClear ? '' : ', ranges meet'}${spent}`;
}

function times(ratio: number): string {
  return `${ratio.toFixed(2)} ×`;
}

function compare(ours: MeasuredCell, other: MeasuredCell): Comparison {
  const ratio = ratioOf(ours.speed, other.speed);
  return {
    other: other.name,
    speed: ours.speed.better === 'more' ? ratio : 1 / ratio,
    cost:
      ours.cost === undefined || other.cost === undefined
        ? undefined
        : ratioOf(ours.cost, other.cost),
    isClear: !overlap(ours.speed.values, other.speed.values),
  };
}

/** Of the medians. */
export function ratioOf(left: Figure, right: Figure): number {
  return median(left.values) / median(right.values);
}
