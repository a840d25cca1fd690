import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { ServerHandle, ServerOptions } from '../../src/engine/server/server-handle.ts';
import type { AcceptingSystem } from '../../src/engine/server/supervisor/accepting.ts';
import { duplicateByPath } from '../../src/engine/server/supervisor/listening-socket.ts';
import { startServer } from '../../src/engine/server/supervisor/start-server.ts';
import { Supervisor } from '../../src/engine/server/supervisor/supervisor.ts';
import {
  cacheWindowSchema,
  MOST_WINDOW_ROWS,
  type CachedFile,
} from '../../src/shared/contract-cache.ts';
import type { ServerEvent } from '../../src/shared/server-state.ts';
import { WireClient } from '../../harness/wire-client.ts';
import { TLS_IDENTITY } from './tls-identity.ts';
import { duplicateByEcho } from './descriptor-duplicator.ts';

/** Expects something of what `probe` gives, now or within a time that only a failing test needs. */
export const eventually = <Value>(probe: () => Value | Promise<Value>) =>
  expect.poll(probe, { timeout: 20_000, interval: 20 });

/** A folder of its own for the running test, removed when the test has ended. */
export class TestFolder {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'fifolio-server-')));

  constructor() {
    onTestFinished(() => rmSync(this.path, { recursive: true, force: true }));
  }

  pathOf(name: string): string {
    return join(this.path, name);
  }

  write(name: string, content: Uint8Array | string): void {
    mkdirSync(dirname(this.pathOf(name)), { recursive: true });
    writeFileSync(this.pathOf(name), content);
  }
}

/** Set by the runs of these tests that have threads accept as on other systems; see vitest.config.ts. */
export const SYSTEM: AcceptingSystem | undefined = forcedSystem();

/** Set by the run of these tests in which all that clients say is inside of TLS; see vitest.config.ts. */
const IS_INSIDE_TLS = process.env['FIFOLIO_TEST_TLS'] === 'inside';

function forcedSystem(): AcceptingSystem | undefined {
  switch (process.env['FIFOLIO_TEST_ACCEPTING']) {
    case 'shared-descriptor':
      return { accepting: 'shared-descriptor', duplicate: duplicateByEcho };
    case 'port-per-thread':
      return { accepting: 'port-per-thread', duplicate: duplicateByPath };
    default:
      return undefined;
  }
}

/** A server for the running test, stopped when the test has ended. */
export class TestServer {
  readonly handle: ServerHandle;
  /** Of its first port. */
  readonly port: number;
  /** Everything told since the start. */
  readonly events: ServerEvent[] = [];

  private constructor(handle: ServerHandle) {
    this.handle = handle;
    this.port = handle.status().ports[0]?.port ?? 0;
    handle.onEvents((events) => this.events.push(...events));
    onTestFinished(() => handle.stop({ graceMs: 0 }));
  }

  static async start(
    folder: TestFolder,
    options: Partial<ServerOptions> = {},
    system: AcceptingSystem | undefined = SYSTEM,
  ): Promise<TestServer> {
    const handle = await startServer(
      {
        threads: 2,
        ports: [{ port: 0, host: '127.0.0.1' }],
        ...(IS_INSIDE_TLS ? { tls: { ...TLS_IDENTITY, only: false } } : {}),
        directory: folder.path,
        ...options,
      },
      system,
    );
    const server = TestServer.of(handle);
    // Once every thread has answered, each of them also knows that events are wanted.
    await handle.transfers();
    return server;
  }

  /** Takes over a server that was started otherwise. */
  static of(handle: ServerHandle): TestServer {
    return new TestServer(handle);
  }

  async connect(port = this.port): Promise<WireClient> {
    const client = await (IS_INSIDE_TLS ? WireClient.encrypted(port) : WireClient.connect(port));
    onTestFinished(() => client.close());
    return client;
  }

  /**
   * One connection on every thread, by thread number: all to one port, or, where a port belongs to one
   * thread, to a port of each, added if need be.
   */
  async connectToEveryThread(port = this.port): Promise<WireClient[]> {
    const { threads: all, accepting } = this.handle.status();
    if (accepting === 'port-per-thread') {
      const clients: WireClient[] = [];
      for (const { thread } of all) clients.push(await this.connect(await this.#portOf(thread)));
      return clients;
    }
    const threads = all.length;
    const clients: (WireClient | undefined)[] = [];
    for (let found = 0; found < threads;) {
      const client = await this.connect(port);
      const { threads: before } = this.handle.status();
      await client.askFor({ op: 'hello' });
      const { threads: after } = this.handle.status();
      const thread = after.findIndex(({ requests }, at) => requests !== before[at]?.requests);
      if (clients[thread] !== undefined || thread === -1) {
        client.close();
      } else {
        clients[thread] = client;
        found++;
      }
    }
    return clients as WireClient[];
  }

  async #portOf(thread: number): Promise<number> {
    for (;;) {
      const { ports } = this.handle.status();
      const own = ports.find(({ threads }) => threads.includes(thread));
      if (own !== undefined) return own.port;
      await this.handle.addPort({ port: 0, host: '127.0.0.1' });
    }
  }

  /** The threads themselves, which the public handle does not show. */
  get threads(): Supervisor['threads'] {
    if (!(this.handle instanceof Supervisor)) throw new Error('not a supervisor');
    return this.handle.threads;
  }

  /** The files in the cache, oldest first, as its view tells. */
  async cachedFiles(): Promise<CachedFile[]> {
    const files: CachedFile[] = [];
    for (;;) {
      const window = await this.handle.cacheView.window({
        ...{ column: 'place', direction: 'ascending', filter: '', watched: [] },
        ...{ from: files.length, count: MOST_WINDOW_ROWS },
      });
      const { rows, matching } = cacheWindowSchema.parse(window);
      files.push(...rows.map(({ file }) => file));
      if (rows.length === 0 || files.length >= matching) return files;
    }
  }

  /** Names of the complete ones, oldest first. */
  async cachedNames(): Promise<string[]> {
    const files = await this.cachedFiles();
    return files.filter(({ state }) => state === 'ready').map(({ name }) => name);
  }

  eventsOf<Type extends ServerEvent['type']>(type: Type): Extract<ServerEvent, { type: Type }>[] {
    return this.events.filter(
      (event): event is Extract<ServerEvent, { type: Type }> => event.type === type,
    );
  }

  /** Waits until nobody reads from the cache any more, and takes everything out. */
  async expectEmptyAfterClear(): Promise<void> {
    await this.handle.clear();
    await eventually(() => this.handle.cacheUsage()).toMatchObject({
      usedBytes: 0,
      heldBytes: 0,
      entries: 0,
    });
  }
}
