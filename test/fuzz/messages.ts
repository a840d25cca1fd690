import type { Failure } from './play.ts';

/** A run of inputs of one target: `count` of them, the first at `from`. */
export interface Range {
  readonly from: number;
  readonly count: number;
}

/** What the run asks of a feeding process; each is answered by one {@link FromFeeder}. */
export type ToFeeder =
  | { readonly kind: 'feed'; readonly target: string; readonly seed: number; readonly range: Range }
  /** Nothing more will come: put away what was used, and end. */
  | { readonly kind: 'finish' };

export interface FromFeeder {
  readonly accepted: number;
  readonly refused: number;
  /** What the target counted besides. */
  readonly counts: Readonly<Record<string, number>>;
  /** Alike ones once. */
  readonly failures: readonly (Failure & { readonly times: number })[];
}
