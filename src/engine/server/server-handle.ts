import type { CacheView } from '../../shared/contract-cache.ts';
import type { CacheUsage, ServerEvent, ServerStatus, Transfer } from '../../shared/server-state.ts';
import type { PortStatus } from '../../shared/port-status.ts';
import type { Bytes, Milliseconds } from '../../shared/units.ts';
import type { ShareOptions } from '../files/share-rules.ts';
import type { TlsKeyPair } from '../tls/tls-key-pair.ts';

/** Bounds that protect the server from its clients. */
export interface ServerLimits {
  /** Open connections over all ports. Default 1024, or fewer if the process may not open that many files. */
  readonly maxConnections: number;
  /** Open connections from one address; loopback is exempt. Default 64, at most 65,535. */
  readonly maxConnectionsPerAddress: number;
  /** Time to send one whole request, from its first byte (or from the connection's opening). Default 10 s. */
  readonly requestTimeoutMs: Milliseconds;
  /** Time without a byte moving in either direction. Default 30 s. */
  readonly idleTimeoutMs: Milliseconds;
}

export interface PortRequest {
  /** 0 to 65,535; 0 lets the system choose. */
  readonly port: number;
  /** Address to listen on. */
  readonly host: string;
}

export interface ServerOptions {
  /** The folder to share; absolute or relative to the working directory. */
  readonly directory: string;
  readonly ports: readonly PortRequest[];
  /**
   * Descriptors of listening TCP sockets that this process was given, as by systemd. They are the server's
   * from then on. Each belongs to one thread, and so does every port then.
   */
  readonly descriptors?: readonly number[];
  /** Worker threads, 1 to 64. Default: `availableParallelism()`, at least 2. */
  readonly threads?: number;
  /** 0 (no cache) to 67,108,864 bytes, the default. */
  readonly cacheCapacityBytes?: Bytes;
  readonly limits?: Partial<ServerLimits>;
  /** Default: nothing hidden is shared, and nothing else is excluded. */
  readonly share?: Partial<ShareOptions>;
  readonly http?: Partial<HttpOptions>;
  /** Default: everybody who reaches the server may come in. */
  readonly access?: AccessOptions;
  /** Default: nothing is encrypted. */
  readonly tls?: TlsOptions;
}

/** Who may come in. */
export interface AccessOptions {
  /** As a person typed it: 8 to 128 characters once normalized. */
  readonly code: string;
  /** Whether the plain dialect, which cannot ask for a code, is answered all the same. */
  readonly allowPlain: boolean;
}

/** How the server encrypts, on every port, for clients that wish it. */
export interface TlsOptions extends TlsKeyPair {
  /** Whether clients that do not encrypt are refused. */
  readonly only: boolean;
}

/** How the server answers HTTP. */
export interface HttpOptions {
  /** Names, beside those of this computer, that clients may use for the server; `*` for any. Default: none. */
  readonly allowHosts: readonly string[];
  /** Whether metrics are for other computers, too. Default `false`. */
  readonly metrics: boolean;
}

/** A running server, as its owner (command line, desktop shell) holds it. */
export interface ServerHandle {
  /** What is known without asking the threads. */
  status(): ServerStatus;
  /** The answers being sent, as the threads report them. */
  transfers(): Promise<Transfer[]>;
  /** How full the cache is, at once: each number is true, but together they may be of two moments. */
  cacheUsage(): CacheUsage;
  /**
   * The cache as a table and a belt, however much is in it. A thread of its own looks at it, which
   * runs only while somebody asks; rejects when that thread or the server ends before it answers.
   */
  readonly cacheView: CacheView;
  /**
   * Listens on a further port. Never rejects for a port that cannot be had: the status says so.
   *
   * @throws RangeError for a number that is no port.
   */
  addPort(request: PortRequest): Promise<PortStatus>;
  /** Stops listening; transfers already running on it finish. `false` when it was not listening. */
  removePort(port: number): Promise<boolean>;
  /** Takes entries out of the cache; resolves to how many were there. */
  evict(names: readonly string[]): Promise<number>;
  /** Empties the cache; resolves to how many entries left. */
  clear(): Promise<number>;
  /** Cuts a connection; `false` when it is not open any more. */
  disconnect(connection: number): Promise<boolean>;
  /**
   * Asks for another access code, or for none. Connections are cut, and cookies end, unless it is none;
   * the plain dialect stays as it was at the start, closed by default. Resolves when all threads know.
   *
   * @param code as a person typed it
   * @throws FailureError `unusable-access-code`; it then stays the one before.
   */
  setAccessCode(code: string | undefined): Promise<void>;
  /**
   * Uses another key and certificate for handshakes from now on; what is encrypted already goes on.
   *
   * @throws Error where they are unusable, or where the server was started without: it goes on as before.
   */
  setTlsIdentity(identity: TlsKeyPair): Promise<void>;
  /**
   * From now on `/.fifolio/health` says 503, so that load balancers send no more clients. Everything is
   * still served, until {@link stop}.
   */
  drain(): void;
  /**
   * Closes the listeners, lets transfers finish for up to `graceMs` (default 10 s), then cuts them.
   * A second call with a shorter grace shortens the wait; all calls resolve when everything has ended.
   */
  stop(options?: { readonly graceMs?: Milliseconds }): Promise<void>;
  /**
   * Events in batches, at most twenty a second and thread. The threads collect details only while
   * somebody listens. Returns the function that ends the subscription.
   */
  onEvents(listener: (events: readonly ServerEvent[]) => void): () => void;
}
