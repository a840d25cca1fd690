import type {
  PortRequest,
  ServerHandle,
  ServerOptions,
} from '../../src/engine/server/server-handle.ts';
import type {
  CacheEntry,
  CacheUsage,
  ServerEvent,
  Transfer,
} from '../../src/shared/server-state.ts';
import type { PortStatus } from '../../src/shared/port-status.ts';
import { ListedCacheView } from '../../doubles/contract/listed-cache-view.ts';
import { STOPPED } from '../../doubles/contract/fixtures.ts';

/** A server that does as it is told, and counts what it is asked. */
export class FakeServer implements ServerHandle {
  readonly options: ServerOptions;
  counters = { ...STOPPED.counters };
  entries: CacheEntry[] = [];
  sent: Transfer[] = [];
  ports: PortStatus[];
  asked = { status: 0, transfers: 0 };
  readonly cacheView = new ListedCacheView(() => ({
    files: this.entries,
    usage: this.cacheUsage(),
  }));
  stops: (number | undefined)[] = [];
  finishStop = (): void => undefined;
  /** Ports that are in use by another program. */
  readonly taken: ReadonlySet<number>;
  readonly #listeners = new Set<(events: readonly ServerEvent[]) => void>();

  constructor(options: ServerOptions, taken: ReadonlySet<number> = new Set()) {
    this.options = options;
    this.taken = taken;
    this.ports = options.ports.map((request) => this.#open(request));
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  report(...events: ServerEvent[]): void {
    for (const listener of this.#listeners) listener(events);
  }

  status() {
    this.asked.status++;
    return {
      ...{ phase: 'running' as const, version: '1', directory: this.options.directory },
      ...{ startedAtMs: 1, ports: this.ports, threads: [], accepting: 'shared-port' as const },
      counters: this.counters,
    };
  }

  transfers(): Promise<Transfer[]> {
    this.asked.transfers++;
    return Promise.resolve(this.sent);
  }

  cacheUsage(): CacheUsage {
    const { length } = this.entries;
    return { capacityBytes: 100, usedBytes: length, heldBytes: 0, entries: length };
  }

  addPort(request: PortRequest): Promise<PortStatus> {
    const status = this.#open(request);
    this.ports = [...this.ports, status];
    return Promise.resolve(status);
  }

  removePort(port: number): Promise<boolean> {
    this.ports = this.ports.filter((status) => status.port !== port);
    return Promise.resolve(true);
  }

  evict(names: readonly string[]): Promise<number> {
    const before = this.entries.length;
    this.entries = this.entries.filter(({ name }) => !names.includes(name));
    return Promise.resolve(before - this.entries.length);
  }

  clear(): Promise<number> {
    return this.evict(this.entries.map(({ name }) => name));
  }

  disconnect(connection: number): Promise<boolean> {
    return Promise.resolve(connection === 1);
  }

  setAccessCode(): Promise<void> {
    throw new Error('a host does not change the code');
  }

  setTlsIdentity(): Promise<void> {
    throw new Error("a host does not change its server's identity");
  }

  drain(): void {
    throw new Error('a host does not drain its server');
  }

  stop({ graceMs }: { graceMs?: number } = {}): Promise<void> {
    this.stops.push(graceMs);
    if (graceMs === 0) {
      this.finishStop();
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      this.finishStop = resolve;
    });
  }

  onEvents(listener: (events: readonly ServerEvent[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #open({ port, host }: PortRequest): PortStatus {
    const common = { requestedPort: port, port, host };
    if (!this.taken.has(port)) return { ...common, state: 'listening', threads: [0] };
    const systemCode = 'EADDRINUSE';
    const problem = { code: 'cannot-listen', host, port, systemCode, detail: '' } as const;
    return { ...common, state: 'failed', problem, suggestedPort: port + 2, threads: [] };
  }
}
