/**
 * Loaded into Electron's installer before it. A request that fails says no more than "fetch failed"; why
 * is in its cause, which the installer does not print.
 */
const request = globalThis.fetch;

/** @param {Parameters<typeof fetch>} args */
globalThis.fetch = async (...args) => {
  try {
    return await request(...args);
  } catch (error) {
    if (error instanceof Error && error.cause instanceof Error) {
      const { cause } = error;
      /** @type {unknown} */
      const first = cause instanceof AggregateError ? cause.errors[0] : cause;
      error.message += `: ${first instanceof Error ? first.message : String(first)}`;
      // The stack is what gets printed, and it holds the message as it was.
      error.stack = `${error.name}: ${error.message}`;
    }
    throw error;
  }
};
