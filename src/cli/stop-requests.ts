const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Signals that ask the program to stop. */
export interface StopRequests {
  /** Resolves when the next wish comes, at once if one has come unseen. */
  next(): Promise<void>;
  /** The program itself cannot go on. */
  request(): void;
  /** Gives the signals back to the system. */
  end(): void;
}

/** Listens for wishes to stop from now on; none is lost, however early it comes. */
export function stopRequests(): StopRequests {
  let unseen = 0;
  let waiting: (() => void) | undefined;
  const request = (): void => {
    if (waiting === undefined) {
      unseen++;
      return;
    }
    const resolve = waiting;
    waiting = undefined;
    resolve();
  };
  for (const signal of SIGNALS) process.on(signal, request);
  return {
    next: () =>
      new Promise((resolve) => {
        waiting = resolve;
        if (unseen > 0) {
          unseen--;
          request();
        }
      }),
    request,
    end() {
      for (const signal of SIGNALS) process.off(signal, request);
    },
  };
}
