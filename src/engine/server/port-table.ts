import type { PortStatus, ServerEvent } from '../../shared/server-state.ts';
import { checkPortNumber, describePortProblem, probePort, suggestPort } from './port-probe.ts';
import type { PortRequest } from './server-handle.ts';
import { ThreadGoneError, type ThreadHandle } from './thread-handle.ts';

/**
 * The ports a server was asked to listen on, and which threads do. On Linux every thread listens on
 * every port and the kernel spreads the connections (`SO_REUSEPORT`); elsewhere, where the option is
 * refused or does not balance, each port belongs to one thread, taken in turn.
 */
export class PortTable {
  readonly sharedPort = process.platform === 'linux';
  readonly #threads: readonly ThreadHandle[];
  readonly #onChange: (event: ServerEvent) => void;
  #statuses: PortStatus[] = [];
  #nextOwner = 0;
  /** Ports are added one at a time, so that each sees what the ones before it took. */
  #adding: Promise<unknown> = Promise.resolve();

  constructor(threads: readonly ThreadHandle[], onChange: (event: ServerEvent) => void) {
    this.#threads = threads;
    this.#onChange = onChange;
  }

  list(): PortStatus[] {
    return [...this.#statuses];
  }

  /** The ports that are listened on. */
  openPorts(): { host: string; port: number }[] {
    return this.#statuses.filter(isListening).map(({ host, port }) => ({ host, port }));
  }

  /** Listens on a port. A failure is a status, not an exception; a failed port may be asked for again. */
  add(request: PortRequest): Promise<PortStatus> {
    const added = this.#adding.then(() => this.#add(request));
    this.#adding = added.catch(() => undefined);
    return added;
  }

  /** Stops listening on a port, or forgets that it failed. */
  async remove(port: number): Promise<boolean> {
    const found = this.#statuses.find((status) => status.port === port);
    if (found === undefined) return false;
    this.#statuses = this.#statuses.filter((status) => status !== found);
    if (!isListening(found)) return false;
    await Promise.all(
      this.#threadsOf(found).map((thread) =>
        // A thread that died has closed the port with its end.
        thread.command('unlisten', { host: found.host, port }).catch(() => null),
      ),
    );
    this.#onChange({ type: 'portClosed', atMs: Date.now(), port, host: found.host });
    return true;
  }

  /** A replaced thread listens again where its predecessor did; resolves when it does, or cannot. */
  async reopenOn(replacement: ThreadHandle): Promise<void> {
    const reopened = this.#statuses
      .filter((status) => isListening(status) && status.threads.includes(replacement.thread))
      .map(async (status) => {
        const failure = await listen([replacement], status);
        // Where the other threads listen too, the port is still served.
        if (failure !== undefined && !this.sharedPort) await this.#fail(status, failure);
      });
    await Promise.all(reopened);
  }

  /** Forgets all ports: the threads have ended, and the listeners with them. */
  closeAll(): void {
    const closed = this.#statuses.filter(isListening);
    this.#statuses = [];
    for (const { port, host } of closed) {
      this.#onChange({ type: 'portClosed', atMs: Date.now(), port, host });
    }
  }

  async #add(request: PortRequest): Promise<PortStatus> {
    const { host } = request;
    checkPortNumber(request.port);
    const own = this.#statuses.find(
      (status) => isListening(status) && request.port !== 0 && isSame(status, request),
    );
    if (own !== undefined) return own;

    const probed = await probePort(host, request.port);
    if ('error' in probed) return this.#fail(request, probed.error);

    const { port } = probed;
    const threads = this.sharedPort
      ? this.#threads.map(({ thread }) => thread)
      : [this.#nextOwner++ % this.#threads.length];
    const status: PortStatus = {
      requestedPort: request.port,
      port,
      host,
      state: 'listening',
      threads,
    };
    const listeners = this.#threadsOf(status);
    const failure = await listen(listeners, status);
    if (failure !== undefined) {
      await Promise.allSettled(
        listeners.map((thread) => thread.command('unlisten', { host, port })),
      );
      return this.#fail(request, failure);
    }
    this.#record(status);
    this.#onChange({ type: 'portOpened', atMs: Date.now(), status });
    for (const listener of listeners) {
      const current = this.#threads[listener.thread]!;
      // Replaced before this port was on record.
      if (current !== listener) void listen([current], status);
    }
    return status;
  }

  async #fail(request: PortRequest, error: NodeJS.ErrnoException): Promise<PortStatus> {
    const { host, port } = request;
    const suggestedPort =
      error.code === 'EADDRINUSE' || error.code === 'EACCES'
        ? await suggestPort(
            host,
            Math.max(port, 1023),
            new Set(this.openPorts().map((open) => open.port)),
          )
        : undefined;
    const status: PortStatus = {
      requestedPort: port,
      port,
      host,
      state: 'failed',
      problem: describePortProblem(host, port, error),
      ...(suggestedPort === undefined ? {} : { suggestedPort }),
      threads: [],
    };
    this.#record(status);
    this.#onChange({ type: 'portFailed', atMs: Date.now(), status });
    return status;
  }

  #record(status: PortStatus): void {
    this.#statuses = [...this.#statuses.filter((other) => !isSame(other, status)), status];
  }

  #threadsOf(status: PortStatus): ThreadHandle[] {
    return status.threads.map((thread) => this.#threads[thread]!);
  }
}

/**
 * Has threads listen on a port; resolves to why they cannot. One that dies meanwhile is passed over
 * while another listens, because its replacement will.
 */
async function listen(
  threads: readonly ThreadHandle[],
  { host, port }: PortRequest,
): Promise<NodeJS.ErrnoException | undefined> {
  const errors: NodeJS.ErrnoException[] = [];
  await Promise.all(
    threads.map((thread) =>
      thread.command('listen', { host, port }).catch((error: unknown) => {
        errors.push(error as NodeJS.ErrnoException);
      }),
    ),
  );
  const refusal = errors.find((error) => !(error instanceof ThreadGoneError));
  return refusal ?? (errors.length === threads.length ? errors[0] : undefined);
}

function isSame(a: PortRequest, b: PortRequest): boolean {
  return a.port === b.port && a.host === b.host;
}

function isListening(status: PortStatus): boolean {
  return status.state === 'listening';
}
