/** The part of a Node IPC channel that {@link Channel} uses; both ends of one have it. */
export interface Port {
  /** The callback gets the failure of sending into a channel that has closed; without one it is thrown. */
  send(message: unknown, callback: (error: Error | null) => void): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

type Wire =
  | { kind: 'call'; id: number; name: string; args: unknown[] }
  | { kind: 'answer'; id: number; value?: unknown; error?: string };

type Handler = (...args: never[]) => unknown;

/** Calls in both directions between the main process and the process that has the browser. */
export class Channel {
  readonly #port: Port;
  readonly #handlers: Record<string, Handler>;
  readonly #pending = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void }
  >();
  #lastId = 0;

  constructor(port: Port, handlers: Record<string, Handler>) {
    this.#port = port;
    this.#handlers = handlers;
    port.on('message', (message) => {
      this.#receive(message as Wire);
    });
  }

  call<T = unknown>(name: string, ...args: unknown[]): Promise<T> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.#post({ kind: 'call', id, name, args });
    });
  }

  /** For calls whose answer nobody waits for. */
  notify(name: string, ...args: unknown[]): void {
    this.call(name, ...args).catch(() => undefined);
  }

  /** A call into a process that has ended fails; an answer to one is lost. */
  #post(wire: Wire): void {
    this.#port.send(wire, (error) => {
      if (error === null || wire.kind === 'answer') return;
      this.#pending.get(wire.id)?.reject(error);
      this.#pending.delete(wire.id);
    });
  }

  #receive(wire: Wire): void {
    if (wire.kind === 'answer') {
      const pending = this.#pending.get(wire.id);
      this.#pending.delete(wire.id);
      if (wire.error === undefined) pending?.resolve(wire.value);
      else pending?.reject(new Error(wire.error));
      return;
    }
    const { id, name, args } = wire;
    // The handler runs at once, so that what was told in order is heard in order.
    const outcome = new Promise((resolve) => {
      const handler = this.#handlers[name];
      if (handler === undefined) throw new Error(`nobody handles ${name}`);
      resolve(handler(...(args as never[])));
    });
    outcome.then(
      (value) => {
        this.#post({ kind: 'answer', id, value });
      },
      (error: unknown) => {
        this.#post({ kind: 'answer', id, error: String(error) });
      },
    );
  }
}
