/** Why a trace cannot be read on. Counted from 1, offsets from 0, in the trace as it is after decompression. */
export type TraceFailure =
  | { readonly code: 'damaged-line'; readonly line: number; readonly problem: LineProblem }
  /** A record of a binary trace. */
  | {
      readonly code: 'damaged-record';
      readonly record: number;
      readonly offset: number;
      readonly problem: RecordProblem;
    }
  /** Compressed, and damaged. */
  | { readonly code: 'damaged-compression'; readonly reason: string }
  | { readonly code: 'no-request' };

export type LineProblem =
  /** The first line does not name a column that is needed. */
  | { readonly kind: 'column-not-named'; readonly column: string }
  | { readonly kind: 'columns-missing'; readonly found: number; readonly needed: number }
  | { readonly kind: 'not-a-size'; readonly text: string }
  | { readonly kind: 'quote-inside' | 'text-after-quote' | 'quote-not-closed' }
  | { readonly kind: 'too-long'; readonly limit: number };

export type RecordProblem =
  | { readonly kind: 'cut-off'; readonly bytes: number; readonly needed: number }
  | { readonly kind: 'not-a-next-access'; readonly value: string };

/** A trace that is damaged, or holds nothing. */
export class TraceError extends Error {
  readonly failure: TraceFailure;

  constructor(failure: TraceFailure) {
    super(failure.code);
    this.name = 'TraceError';
    this.failure = failure;
  }
}
