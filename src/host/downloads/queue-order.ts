/** Something that has its place in a queue: what has the lower rank is first. */
export interface Ranked {
  readonly id: number;
  readonly rank: number;
}

export function byRank(a: Ranked, b: Ranked): number {
  return a.rank - b.rank || a.id - b.id;
}

/**
 * The ranks to change so that `moved` comes right before `before`, or last without one.
 *
 * @param queue - in any order; whether `moved` is in it or not makes no difference
 */
export function placeBefore(
  queue: Iterable<Ranked>,
  moved: number,
  before: number | undefined,
): ReadonlyMap<number, number> {
  const others = [...queue].filter(({ id }) => id !== moved).toSorted(byRank);
  const found = others.findIndex(({ id }) => id === before);
  const at = found === -1 ? others.length : found;
  const rank = rankBetween(others[at - 1]?.rank, others[at]?.rank);
  if (rank !== undefined) return new Map([[moved, rank]]);
  const ids = others.map(({ id }) => id).toSpliced(at, 0, moved);
  return new Map(ids.map((id, index) => [id, index]));
}

/** `undefined`: there is no number in between (any more). */
function rankBetween(previous: number | undefined, next: number | undefined): number | undefined {
  if (previous === undefined) return next === undefined ? 0 : next - 1;
  if (next === undefined) return previous + 1;
  const rank = previous + (next - previous) / 2;
  return previous < rank && rank < next ? rank : undefined;
}
