/** So long that only something broken takes longer. */
const PATIENCE_MS = 20_000;

/** A promise of docs/testing.md that was not kept. */
export class LossError extends Error {
  override readonly name = 'LossError';
}

/** @throws LossError unless `kept` */
export function promised(kept: boolean, otherwise: string): asserts kept {
  if (!kept) throw new LossError(otherwise);
}

/**
 * Asks again and again until the answer pleases.
 *
 * @throws LossError with what `describe` makes of the last answer
 */
export async function eventually<Value, Right extends Value>(
  probe: () => Value | Promise<Value>,
  isRight: ((value: Value) => value is Right) | ((value: Value) => boolean),
  describe: (value: Value) => string,
  patienceMs = PATIENCE_MS,
): Promise<Right> {
  const deadlineMs = performance.now() + patienceMs;
  for (;;) {
    const value = await probe();
    if (isRight(value)) return value as Right;
    promised(performance.now() < deadlineMs, describe(value));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
