/**
 * What arrived is not what the dialect allows. The message says what was wrong, for a person; where
 * the other end chose the words or the values, they are not repeated in it.
 */
export class WireError extends Error {
  override readonly name = 'WireError';
}
