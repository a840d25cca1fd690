import {
  cpuSeconds,
  openDescriptors,
  residentBytes,
  threadCount,
  USAGE_IS_KNOWN,
} from '../../harness/process-usage.ts';
import { connectTo } from './clients/connections.ts';
import type { PanelClient } from './panel-client.ts';
import type { Tally } from './tally.ts';

/** The server at one moment; `undefined` what this system does not tell of other processes. */
export interface Sample {
  /** Since the load began. */
  readonly atSeconds: number;
  readonly residentBytes: number | undefined;
  readonly descriptors: number | undefined;
  readonly threads: number | undefined;
  /** Processors it used since the sample before, on average. */
  readonly processors: number | undefined;
  /** JavaScript memory of its main thread. */
  readonly heapBytes: number;
  readonly connections: number;
  readonly entries: number;
  readonly usedBytes: number;
  /** Content of files that left the cache while somebody still reads it. */
  readonly heldBytes: number;
  /** Of this run's clients, so far. */
  readonly requestsDone: number;
  readonly faults: number;
}

/** What an idle server must return to. */
export type Footprint = Pick<
  Sample,
  'descriptors' | 'threads' | 'connections' | 'entries' | 'usedBytes' | 'heldBytes'
>;

/** Looks at the server: from outside, over a connection of its own each time, and through a panel. */
export class Sampler {
  readonly #pid: number;
  readonly #port: number;
  readonly #panel: PanelClient;
  readonly #tally: Tally;
  readonly #samples: Sample[] = [];
  #startedAtMs = performance.now();
  #last: { readonly atMs: number; readonly cpuSeconds: number } | undefined;

  constructor(parts: {
    readonly pid: number;
    readonly port: number;
    readonly panel: PanelClient;
    readonly tally: Tally;
  }) {
    this.#pid = parts.pid;
    this.#port = parts.port;
    this.#panel = parts.panel;
    this.#tally = parts.tally;
  }

  get samples(): readonly Sample[] {
    return this.#samples;
  }

  /** Takes a sample now and then until the function it returns is called, which waits for the last. */
  start(everyMs: number): () => Promise<void> {
    this.#startedAtMs = performance.now();
    let sampling: Promise<void> | undefined;
    const sample = (): void => {
      sampling ??= this.#take()
        .catch((error: unknown) => this.#tally.fault('samples', error))
        .finally(() => {
          sampling = undefined;
        });
    };
    sample();
    const timer = setInterval(sample, everyMs);
    return async () => {
      clearInterval(timer);
      await sampling;
    };
  }

  async footprint(): Promise<Footprint> {
    const client = await connectTo(this.#port);
    try {
      const stats = await client.askFor({ op: 'stats' });
      const { usedBytes, heldBytes, entries } = stats['cache'] as Record<string, number>;
      const { connectionsOpen } = stats['counters'] as Record<string, number>;
      return {
        descriptors: USAGE_IS_KNOWN ? openDescriptors(this.#pid) : undefined,
        threads: USAGE_IS_KNOWN ? threadCount(this.#pid) : undefined,
        // Not its own.
        connections: connectionsOpen! - 1,
        entries: entries!,
        usedBytes: usedBytes!,
        heldBytes: heldBytes!,
      };
    } finally {
      client.close();
    }
  }

  async #take(): Promise<void> {
    const { memory } = await this.#panel.call('diagnostics', {});
    const footprint = await this.footprint();
    this.#samples.push({
      atSeconds: Math.round((performance.now() - this.#startedAtMs) / 100) / 10,
      residentBytes: USAGE_IS_KNOWN ? residentBytes(this.#pid) : undefined,
      processors: this.#processors(),
      heapBytes: memory.heapUsedBytes,
      requestsDone: this.#tally.done,
      faults: this.#tally.total('faults'),
      ...footprint,
    });
  }

  #processors(): number | undefined {
    if (!USAGE_IS_KNOWN) return undefined;
    const now = { atMs: performance.now(), cpuSeconds: cpuSeconds(this.#pid) };
    const last = this.#last;
    this.#last = now;
    if (last === undefined) return undefined;
    return (now.cpuSeconds - last.cpuSeconds) / ((now.atMs - last.atMs) / 1000);
  }
}
