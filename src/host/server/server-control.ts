import type { ServerHandle, ServerOptions } from '../../engine/index.ts';
import type {
  Address,
  ProtectionChoice,
  Reach,
  ServerState,
} from '../../shared/contract-server.ts';
import {
  formatEndpoint,
  isLoopback,
  isWildcard,
  LOOPBACK_HOST,
  WILDCARD_HOST,
} from '../../shared/endpoint.ts';
import { NO_COUNTERS, type ServedDirectory } from '../../shared/server-state.ts';
import { type PortStatus } from '../../shared/port-status.ts';
import type { Milliseconds } from '../../shared/units.ts';
import { endpointsOf } from './lan-addresses.ts';
import { FailureError, failureOf } from '../../shared/failure.ts';
import type { ServerProtection } from './server-protection.ts';

/** Time that transfers get to finish when the server is stopped by a person. */
const STOP_GRACE_MS: Milliseconds = 10_000;

/** So many take a server thread some milliseconds. */
const EVICTED_AT_ONCE = 2048;

export interface StartRequest extends ProtectionChoice {
  readonly directory: ServedDirectory;
  readonly ports: readonly number[];
  readonly reach: Reach;
  /** Whether files and folders whose names begin with a dot are served, too. */
  readonly shareHidden: boolean;
}

/** What every server that a host starts has in common, whatever the panel chooses. */
export type CommonServerOptions = Omit<ServerOptions, 'directory' | 'ports'>;

export interface ServerControlOptions {
  /** The engine's `startServer`. */
  readonly startServer: (options: ServerOptions) => Promise<ServerHandle>;
  readonly engine: Omit<CommonServerOptions, 'access' | 'tls'>;
  readonly protection: ServerProtection;
  /** What settings decide of a server that is started now. */
  readonly chosen: () => Pick<ServerOptions, 'cacheCapacityBytes' | 'limits' | 'rates'>;
  readonly listAddresses: () => Promise<Address[]>;
  readonly reach: Reach;
  readonly directory: ServedDirectory;
  /** Called whenever phase, ports, addresses or problem changed; not for counters. */
  readonly onChange: () => void;
}

/** Starts and stops the one server of a host, and says how it stands. */
export class ServerControl {
  readonly #options: ServerControlOptions;
  #handle: ServerHandle | undefined;
  #phase: ServerState['phase'] = 'stopped';
  #problem: ServerState['problem'];
  #directory: ServedDirectory;
  #reach: Reach;
  /** What its ports listen on. */
  #hostName: string;
  /** Of a start that came to nothing. */
  #failedPorts: PortStatus[] = [];
  #addresses: Address[] = [];
  #lastCounters = NO_COUNTERS;
  #starting: Promise<void> | undefined;
  #stopping: Promise<void> | undefined;
  #unfollow: () => void = () => undefined;

  constructor(options: ServerControlOptions) {
    this.#options = options;
    this.#directory = options.directory;
    this.#reach = options.reach;
    this.#hostName = hostNameFor(options.reach);
  }

  /** The running server; while it is being stopped, too. */
  get handle(): ServerHandle | undefined {
    return this.#handle;
  }

  /** What is served, or was last. */
  get directory(): ServedDirectory {
    return this.#directory;
  }

  /**
   * @throws FailureError when it runs already, the folder cannot be served, or no port could be
   * opened; the state says which and why.
   */
  async start(request: StartRequest): Promise<void> {
    const { directory, ports, reach } = request;
    if (this.#phase !== 'stopped' && this.#phase !== 'failed') {
      throw new FailureError({ code: 'already-running' });
    }
    if (new Set(ports).size !== ports.length)
      throw new FailureError({ code: 'port-listed-already' });
    this.#directory = directory;
    this.#reach = reach;
    this.#hostName = hostNameFor(reach);
    this.#failedPorts = [];
    this.#lastCounters = NO_COUNTERS;
    this.#become('starting');
    this.#starting = this.#launch(request).finally(() => {
      this.#starting = undefined;
    });
    await this.#starting;
  }

  /** Takes over a server that somebody else started. Its ports' host says how far it reaches. */
  async adopt(handle: ServerHandle): Promise<void> {
    if (this.#handle !== undefined) throw new FailureError({ code: 'already-running' });
    const { directory, ports } = handle.status();
    this.#directory = directory;
    const host = ports[0]?.host ?? this.#hostName;
    this.#reach = isLoopback(host) ? 'computer' : 'network';
    this.#hostName = host;
    await this.#options.protection.adopt();
    this.#addresses = await this.#options.listAddresses();
    this.#run(handle);
  }

  /** Resolves when the server has ended; at once if there is none. One that starts is awaited first. */
  async stop({ now }: { readonly now: boolean }): Promise<void> {
    // A failed start is reported to its own caller.
    await this.#starting?.catch(() => undefined);
    const handle = this.#handle;
    if (handle === undefined) return;
    if (this.#phase === 'running') this.#become('stopping');
    const stopped = handle.stop({ graceMs: now ? 0 : STOP_GRACE_MS });
    this.#stopping ??= stopped.finally(() => {
      this.#lastCounters = handle.status().counters;
      this.#unfollow();
      this.#options.protection.close();
      this.#handle = undefined;
      this.#stopping = undefined;
      this.#become('stopped');
    });
    await this.#stopping;
  }

  /** Asks clients for another code, or for none, from now on; of a server that does not run, from its start on. */
  async setAccessCode(code: string | undefined): Promise<void> {
    await this.#starting?.catch(() => undefined);
    await this.#handle?.setAccessCode(code);
    this.#options.onChange();
  }

  async addPort(port: number): Promise<void> {
    await this.#running().addPort({ port, host: this.#hostName });
    await this.refreshAddresses();
    this.#options.onChange();
  }

  async removePort(port: number): Promise<void> {
    if (this.#phase === 'failed') {
      this.#failedPorts = this.#failedPorts.filter((status) => status.port !== port);
    } else {
      await this.#running().removePort(port);
    }
    this.#options.onChange();
  }

  /** @throws FailureError `not-running` */
  async disconnect(connection: number): Promise<boolean> {
    return this.#required().disconnect(connection);
  }

  /** @throws FailureError `not-running` */
  async evict(names: readonly string[]): Promise<number> {
    return this.#required().evict(names);
  }

  /**
   * Evicts all files with `filter` in their names that are there when it begins, in parts, so that
   * nobody has to wait. @throws FailureError `not-running`
   */
  async evictMatching(filter: string): Promise<number> {
    const handle = this.#required();
    const query = { column: 'place', direction: 'ascending', filter, from: 0 } as const;
    const { matching } = await handle.cacheView.window({ ...query, count: 0, watched: [] });
    let evicted = 0;
    for (let left = matching; left > 0;) {
      const count = Math.min(left, EVICTED_AT_ONCE);
      const names = await handle.cacheView.names({ ...query, count });
      if (names.length === 0) break;
      evicted += await handle.evict(names);
      left -= names.length;
    }
    return evicted;
  }

  /** @throws FailureError `not-running` */
  async clear(): Promise<number> {
    return this.#required().clear();
  }

  /** Looks again which addresses this computer has: networks come and go. */
  async refreshAddresses(): Promise<void> {
    this.#addresses = await this.#options.listAddresses();
  }

  state(rates: {
    readonly bytesPerSecond: number;
    readonly requestsPerSecond: number;
  }): ServerState {
    const status = this.#handle?.status();
    const ports = status?.ports ?? this.#failedPorts;
    const listening = ports.filter(({ state }) => state === 'listening').map(({ port }) => port);
    return {
      phase: this.#phase,
      ...(this.#problem === undefined ? {} : { problem: this.#problem }),
      directory: this.#directory,
      reach: this.#reach,
      protection: this.#options.protection.state,
      ports: [...ports],
      addresses: this.#handle === undefined ? [] : this.#endpoints(listening),
      ...(status === undefined
        ? { threads: [], counters: this.#lastCounters }
        : {
            startedAtMs: status.startedAtMs,
            threads: status.threads,
            accepting: status.accepting,
            counters: status.counters,
          }),
      ...rates,
    };
  }

  #endpoints(ports: readonly number[]): ServerState['addresses'] {
    if (isLoopback(this.#hostName) || isWildcard(this.#hostName)) {
      return endpointsOf(this.#addresses, ports, this.#reach);
    }
    // Bound to one address by whoever started it: no other reaches it.
    const own = this.#addresses.find(({ host }) => host === this.#hostName);
    const address = own ?? { host: this.#hostName, interface: '', kind: 'lan' as const };
    return ports.map((port) => ({
      ...address,
      port,
      text: formatEndpoint({ host: this.#hostName, port }),
    }));
  }

  async #launch({ ports, shareHidden, ...choice }: StartRequest): Promise<void> {
    const { engine, protection } = this.#options;
    try {
      const protectedBy = await protection.open(choice);
      const handle = await this.#options.startServer({
        ...engine,
        laboratory: true,
        share: { ...engine.share, hidden: shareHidden },
        ...this.#options.chosen(),
        ...protectedBy,
        directory: this.#directory,
        ports: ports.map((port) => ({ port, host: this.#hostName })),
      });
      await this.#takeOver(handle);
      this.#unfollow = protection.follow(this.#required());
    } catch (error) {
      protection.close();
      this.#become('failed', failureOf(error));
      throw error;
    }
  }

  async #takeOver(handle: ServerHandle): Promise<void> {
    const { ports } = handle.status();
    if (!ports.some(({ state }) => state === 'listening')) {
      this.#failedPorts = ports;
      await handle.stop({ graceMs: 0 });
      const failed = ports.filter((port) => port.state === 'failed');
      const isTaken = failed.some(({ suggestedPort }) => suggestedPort !== undefined);
      throw new FailureError({
        code: isTaken ? 'port-in-use' : 'port-failed',
        problems: failed.map(({ problem }) => problem),
      });
    }
    await this.refreshAddresses();
    this.#run(handle);
  }

  #run(handle: ServerHandle): void {
    this.#handle = handle;
    this.#become('running');
  }

  #running(): ServerHandle {
    if (this.#phase !== 'running') throw new FailureError({ code: 'not-running' });
    return this.#required();
  }

  #required(): ServerHandle {
    if (this.#handle === undefined) throw new FailureError({ code: 'not-running' });
    return this.#handle;
  }

  #become(phase: ServerState['phase'], problem?: ServerState['problem']): void {
    this.#phase = phase;
    this.#problem = problem;
    this.#options.onChange();
  }
}

function hostNameFor(reach: Reach): string {
  return reach === 'computer' ? LOOPBACK_HOST : WILDCARD_HOST;
}
