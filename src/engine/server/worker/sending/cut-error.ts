import type { RefusalReason } from '../../../../shared/refusal-reason.ts';

/** An answer cannot be completed with bytes of one version: the connection must be cut. */
export class CutError extends Error {
  override readonly name = 'CutError';
  readonly why: RefusalReason;

  constructor(why: RefusalReason) {
    super(why.reason);
    this.why = why;
  }
}
