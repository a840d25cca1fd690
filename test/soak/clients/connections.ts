import { WireClient } from '../../../harness/wire-client.ts';

/** Less than what the server allows (30 s). */
const MOST_IDLE_MS = 15_000;
/** Nothing at all for so long is an answer lost. */
const SILENCE_MS = 60_000;

/** Connects to one of the server's ports; a connection on which nothing moves for a minute fails. */
export async function connectTo(port: number): Promise<WireClient> {
  const client = await WireClient.connect(port);
  client.socket.setTimeout(SILENCE_MS, () => {
    client.socket.destroy(new Error(`no answer for ${SILENCE_MS / 1000} s`));
  });
  return client;
}

/** Connections of one dialect that are kept from one use to the next. */
export class KeptConnections {
  readonly #portOf: () => number;
  readonly #free: { readonly client: WireClient; readonly sinceMs: number }[] = [];

  constructor(portOf: () => number) {
    this.#portOf = portOf;
  }

  /** Lends a connection to one user; one that failed them is not used again. */
  async use<Result>(work: (client: WireClient) => Promise<Result>): Promise<Result> {
    const client = this.#takeFree() ?? (await connectTo(this.#portOf()));
    try {
      const result = await work(client);
      this.#free.push({ client, sinceMs: performance.now() });
      return result;
    } catch (error) {
      client.close();
      throw error;
    }
  }

  closeAll(): void {
    for (const { client } of this.#free.splice(0)) client.close();
  }

  /** The one that has waited longest, so that none waits too long. */
  #takeFree(): WireClient | undefined {
    for (;;) {
      const next = this.#free.shift();
      if (next === undefined) return undefined;
      if (performance.now() - next.sinceMs < MOST_IDLE_MS) return next.client;
      next.client.close();
    }
  }
}
