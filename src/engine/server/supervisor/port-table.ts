import type { ServerEvent } from '../../../shared/server-state.ts';
import type { FailedPort, OpenPort, PortProblem, PortStatus } from '../../../shared/port-status.ts';
import { checkPortNumber, probePort, suggestPort } from './port-probe.ts';
import type { AcceptingSystem } from './accepting.ts';
import { endLoan } from '../descriptor-loan.ts';
import { ListeningSocket } from './listening-socket.ts';
import type { PortRequest } from '../server-handle.ts';
import { ThreadGoneError, type ThreadHandle } from './thread-handle.ts';
import { FailureError } from '../../../shared/failure.ts';

/**
 * The ports a server was asked to listen on, and which threads do: every thread on every port, or, where
 * the system has no way to share a port, one thread on each, taken in turn.
 */
export class PortTable {
  readonly #threads: readonly ThreadHandle[];
  readonly #system: AcceptingSystem;
  readonly #onChange: (event: ServerEvent) => void;
  #statuses: PortStatus[] = [];
  /** By status, while it is `listening`; in `shared-descriptor` only. */
  readonly #sockets = new Map<PortStatus, ListeningSocket>();
  /** Those of sockets that the process was given. */
  readonly #adopted = new Set<PortStatus>();
  #nextOwner = 0;
  /** Ports are added one at a time, so that each sees what the ones before it took. */
  #adding: Promise<unknown> = Promise.resolve();

  constructor(
    threads: readonly ThreadHandle[],
    system: AcceptingSystem,
    onChange: (event: ServerEvent) => void,
  ) {
    this.#threads = threads;
    this.#system = system;
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

  /**
   * Accepts on a listening socket that the process was given, in the next thread in turn. Several for one
   * address make one port of several threads.
   *
   * @throws FailureError `unusable-descriptor`, for anything but a listening TCP socket.
   */
  adopt(fd: number): Promise<PortStatus> {
    const adopted = this.#adding.then(() => this.#adopt(fd));
    this.#adding = adopted.catch(() => undefined);
    return adopted;
  }

  /** Stops listening on a port, or forgets that it failed. */
  async remove(port: number): Promise<boolean> {
    const found = this.#statuses.find((status) => status.port === port);
    if (found === undefined) return false;
    this.#statuses = this.#statuses.filter((status) => status !== found);
    if (!isListening(found)) return false;
    this.#closeSocket(found);
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
      .map((status) => this.#reopen(replacement, status));
    await Promise.all(reopened);
  }

  /**
   * Gives up the supervisor's hold on the ports, so that they are free as soon as the threads have closed
   * theirs; no thread can join any more.
   */
  closeSockets(): void {
    for (const status of [...this.#sockets.keys()]) this.#closeSocket(status);
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

    const { accepting, duplicate } = this.#system;
    const found =
      accepting === 'shared-descriptor'
        ? await ListeningSocket.open(request, duplicate)
        : await probePort(host, request.port);
    if ('error' in found) return this.#fail(request, cannotListen(request, found.error));

    const socket = 'socket' in found ? found.socket : undefined;
    const { port } = 'socket' in found ? found.socket : found;
    const threads =
      accepting === 'port-per-thread'
        ? [this.#nextOwner++ % this.#threads.length]
        : this.#threads.map(({ thread }) => thread);
    const status: OpenPort = {
      requestedPort: request.port,
      port,
      host,
      state: 'listening',
      threads,
    };
    if (socket !== undefined) this.#sockets.set(status, socket);
    const listeners = this.#threadsOf(status);
    const failure = await this.#listen(listeners, status);
    if (failure !== undefined) {
      this.#closeSocket(status);
      await Promise.allSettled(
        listeners.map((thread) => thread.command('unlisten', { host, port })),
      );
      return this.#fail(request, cannotListen(request, failure));
    }
    this.#record(status);
    this.#onChange({ type: 'portOpened', atMs: Date.now(), status });
    for (const listener of listeners) {
      const current = this.#threads[listener.thread]!;
      // Replaced before this port was on record.
      if (current !== listener) void this.#reopen(current, status);
    }
    return status;
  }

  async #adopt(fd: number): Promise<PortStatus> {
    const owner = this.#threads[this.#nextOwner++ % this.#threads.length]!;
    const address = await owner.command('adopt', { fd }).catch((error: unknown) => {
      const { code, message: detail } = error as NodeJS.ErrnoException;
      const fault = code === 'not-tcp' || code === 'too-many-sockets' ? code : 'system';
      throw new FailureError({ code: 'unusable-descriptor', fd, fault, detail }, { cause: error });
    });
    const { host, port } = address;
    const before = this.#statuses.find((status) => isSame(status, address));
    const status: OpenPort = {
      requestedPort: port,
      port,
      host,
      state: 'listening',
      threads: [...(before?.threads ?? []), owner.thread],
    };
    if (before !== undefined) this.#adopted.delete(before);
    this.#adopted.add(status);
    this.#record(status);
    this.#onChange({ type: 'portOpened', atMs: Date.now(), status });
    return this.#threads[owner.thread] === owner ? status : this.#lose(status);
  }

  /**
   * A socket that was given went with its thread, and what gave it still has it: connections would wait
   * there for nobody. So the whole port is given up.
   */
  async #lose(status: PortStatus): Promise<PortStatus> {
    const { host, port } = status;
    this.#adopted.delete(status);
    await Promise.all(
      this.#threadsOf(status).map((thread) =>
        thread.command('unlisten', { host, port }).catch(() => null),
      ),
    );
    return this.#fail(status, { code: 'socket-lost', host, port });
  }

  async #reopen(replacement: ThreadHandle, status: PortStatus): Promise<void> {
    if (this.#adopted.has(status)) {
      await this.#lose(status);
      return;
    }
    const failure = await this.#listen([replacement], status);
    // Where other threads listen too, the port is still served.
    if (failure === undefined || status.threads.length > 1) return;
    this.#closeSocket(status);
    await this.#fail(status, cannotListen(status, failure));
  }

  async #fail({ host, port }: PortRequest, problem: PortProblem): Promise<PortStatus> {
    const systemCode = problem.code === 'cannot-listen' ? problem.systemCode : undefined;
    const suggestedPort =
      systemCode === 'EADDRINUSE' || systemCode === 'EACCES'
        ? await suggestPort(
            host,
            Math.max(port, 1023),
            new Set(this.openPorts().map((open) => open.port)),
          )
        : undefined;
    const status: FailedPort = {
      requestedPort: port,
      port,
      host,
      state: 'failed',
      problem,
      ...(suggestedPort === undefined ? {} : { suggestedPort }),
      threads: [],
    };
    this.#record(status);
    this.#onChange({ type: 'portFailed', atMs: Date.now(), status });
    return status;
  }

  /**
   * Has threads listen on a port; resolves to why they cannot. One that dies meanwhile is passed over,
   * because its replacement will listen.
   */
  async #listen(
    threads: readonly ThreadHandle[],
    status: PortStatus,
  ): Promise<NodeJS.ErrnoException | undefined> {
    const errors: NodeJS.ErrnoException[] = [];
    await Promise.all(
      threads.map((thread) =>
        this.#listenOn(thread, status).catch((error: unknown) => {
          if (!(error instanceof ThreadGoneError)) errors.push(error as NodeJS.ErrnoException);
        }),
      ),
    );
    return errors[0];
  }

  async #listenOn(thread: ThreadHandle, status: PortStatus): Promise<void> {
    const { host, port } = status;
    if (this.#system.accepting !== 'shared-descriptor') {
      await thread.command('listen', { host, port });
      return;
    }
    const socket = this.#sockets.get(status);
    // The port was removed.
    if (socket === undefined) return;
    const loan = await socket.lend();
    try {
      if (this.#sockets.has(status)) await thread.command('listen', { host, port, loan });
    } finally {
      endLoan(loan);
    }
  }

  #closeSocket(status: PortStatus): void {
    this.#sockets.get(status)?.close();
    this.#sockets.delete(status);
  }

  #record(status: PortStatus): void {
    this.#statuses = [...this.#statuses.filter((other) => !isSame(other, status)), status];
  }

  #threadsOf(status: PortStatus): ThreadHandle[] {
    return status.threads.map((thread) => this.#threads[thread]!);
  }
}

function cannotListen({ host, port }: PortRequest, error: NodeJS.ErrnoException): PortProblem {
  const systemCode = error.code === undefined ? {} : { systemCode: error.code };
  return { code: 'cannot-listen', host, port, ...systemCode, detail: error.message };
}

function isSame(a: PortRequest, b: PortRequest): boolean {
  return a.port === b.port && a.host === b.host;
}

function isListening(status: PortStatus): boolean {
  return status.state === 'listening';
}
