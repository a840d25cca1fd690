/** An answer cannot be completed with bytes of one version: the connection must be cut. */
export class CutError extends Error {
  override readonly name = 'CutError';
}
