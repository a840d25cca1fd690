import { NearbyBrowser } from '../../engine/index.ts';
import type { Nearby } from '../../shared/contract-nearby.ts';
import type { Milliseconds } from '../../shared/units.ts';

/** A panel that shows who is there asks again much sooner. */
const KEPT_MS: Milliseconds = 15_000;

/** Listens for servers nearby from the first question on, until nobody has asked for a while. */
export class NearbyLook {
  readonly #onError: (where: string, error: unknown) => void;
  #browser: Promise<NearbyBrowser | undefined> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(onError: (where: string, error: unknown) => void) {
    this.#onError = onError;
  }

  /** Who is there, as far as was heard until now; right after the first question that is nobody. */
  async look(): Promise<Nearby> {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.close();
    }, KEPT_MS);
    this.#timer.unref();
    this.#browser ??= NearbyBrowser.open().catch((error: unknown) => {
      this.#onError('nearby', error);
      return undefined;
    });
    const browser = await this.#browser;
    const servers = browser?.servers() ?? [];
    return {
      isListening: browser !== undefined,
      servers: servers.map(({ name, host, port, encrypted, code }) => ({
        ...{ name, host, port },
        ...{ encrypted, code },
      })),
    };
  }

  close(): void {
    clearTimeout(this.#timer);
    void this.#browser?.then((browser) => browser?.close());
    this.#browser = undefined;
  }
}
