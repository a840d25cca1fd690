import type { PortStatus, ServerEvent } from '../../shared/server-state.ts';
import type { Milliseconds } from '../../shared/units.ts';
import { MAX_CACHE_CAPACITY, formatBytes } from '../../shared/units.ts';
import { FIFOLIO_VERSION } from '../../shared/version.ts';
import { FileRootError } from '../../engine/files/file-root-error.ts';
import { ServerStartError } from '../../engine/server/server-start-error.ts';
import { startServer } from '../../engine/server/start-server.ts';
import type { ServerHandle, ServerOptions } from '../../engine/server/server-handle.ts';
import { listAddresses } from '../../host/lan-addresses.ts';
import { localError, usageError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import { printError } from '../output/error-line.ts';
import { formatCount, formatDuration } from '../output/formats.ts';
import { visibleJson, visibleText } from '../../shared/visible-text.ts';
import { LogOutput } from '../output/log-output.ts';
import { formatHostPort } from '../settings/host-port.ts';
import type { HostPort } from '../settings/host-port.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { SERVE_SETTING_KEYS } from '../settings/setting-groups.ts';
import type { RawFlags, SettingValues } from '../settings/settings.ts';
import type { ServedPanel } from './serve-panel.ts';
import { formatLogLine, formatLostLines, isServerTrouble } from './server-log.ts';
import { stopRequests } from './stop-requests.ts';

type ServeSettings = SettingValues<(typeof SERVE_SETTING_KEYS)[number]>;

const DEFAULT_PORT = 8080;
const DEFAULT_HOST = '127.0.0.1';
const DEFAULT_GRACE_MS = 10_000;
/** A log whose reader has stalled does not hold up the end. */
const FLUSH_LIMIT_MS: Milliseconds = 1000;

/** Serves a folder until it is told to stop. */
export async function serve(context: Context, flags: RawFlags): Promise<ExitCode> {
  const stops = stopRequests();
  try {
    const settings = await loadSettings(SERVE_SETTING_KEYS, flags, context.environment);
    const options = serverOptions(settings, context.program);
    const openPanel = await checkPanel(settings, options, context);
    const server = await startServer(options).catch((error: unknown) => {
      const isExpected = error instanceof FileRootError || error instanceof ServerStartError;
      throw isExpected ? localError(error.message) : error;
    });
    const output = new ServeOutput(context, settings, options);
    const panel = await openPanel?.(server).catch(async (error: unknown) => {
      await server.stop({ graceMs: 0 });
      throw error;
    });
    if (!(await output.announce(server.status()))) {
      await Promise.all([server.stop({ graceMs: 0 }), panel?.close({ now: true })]);
      throw localError(output.nothingStarted());
    }
    const unsubscribe = server.onEvents((events) => output.log(events));
    if (panel !== undefined) output.announcePanel(panel.url);

    await stops.next();
    const exitCode = await stopInOrder(server, {
      graceMs: settings.grace ?? DEFAULT_GRACE_MS,
      again: stops.next(),
      output,
      panel,
    });
    unsubscribe();
    await output.close();
    return exitCode;
  } finally {
    stops.end();
  }
}

/**
 * Refuses a panel that may not be, before anything is started; returns what opens it for the server,
 * `undefined` when none is wanted.
 */
async function checkPanel(
  { panel, panelHost, panelToken }: ServeSettings,
  serverOptions: ServerOptions,
  { environment }: Context,
): Promise<((server: ServerHandle) => Promise<ServedPanel>) | undefined> {
  if (panel === undefined) return undefined;
  // Most servers run without one; they need not load it.
  const { checkPanelChoice, servePanel } = await import('./serve-panel.ts');
  const choice = {
    port: panel,
    ...(panelHost === undefined ? {} : { host: panelHost }),
    ...(panelToken === undefined ? {} : { token: panelToken }),
  };
  checkPanelChoice(choice);
  return (server) => servePanel(server, choice, { serverOptions, environment });
}

function serverOptions(settings: ServeSettings, program: string): ServerOptions {
  const { directory, cacheSize, threads } = settings;
  if (directory === undefined) {
    const usage =
      program === 'tcp_server' ? 'tcp_server PORT DIRECTORY' : 'fifolio serve DIRECTORY';
    throw usageError(`Which folder shall be shared? Write: ${usage}`);
  }
  const host = settings.host ?? DEFAULT_HOST;
  // Port 0 may stand for several free ones; any other port is listened on once.
  const ports = (settings.port ?? [DEFAULT_PORT]).filter(
    (port, index, all) => port === 0 || all.indexOf(port) === index,
  );
  return {
    directory,
    ports: ports.map((port) => ({ port, host })),
    ...(threads === undefined ? {} : { threads }),
    ...(cacheSize === undefined ? {} : { cacheCapacityBytes: cacheSize }),
    limits: {
      ...(settings.maxConnections === undefined ? {} : { maxConnections: settings.maxConnections }),
      ...(settings.maxConnectionsPerAddress === undefined
        ? {}
        : { maxConnectionsPerAddress: settings.maxConnectionsPerAddress }),
      ...(settings.requestTimeout === undefined
        ? {}
        : { requestTimeoutMs: settings.requestTimeout }),
      ...(settings.idleTimeout === undefined ? {} : { idleTimeoutMs: settings.idleTimeout }),
    },
  };
}

async function stopInOrder(
  server: ServerHandle,
  options: {
    graceMs: number;
    again: Promise<void>;
    output: ServeOutput;
    panel: ServedPanel | undefined;
  },
): Promise<ExitCode> {
  const { panel } = options;
  options.output.stopping(options.graceMs, server.status().counters.connectionsOpen);
  const stopped = server
    .stop({ graceMs: options.graceMs })
    .then(() => panel?.close({ now: false }))
    .then(() => EXIT.done);
  const cutShort = options.again.then(() => EXIT.interrupted);
  const exitCode = await Promise.race([stopped, cutShort]);
  if (exitCode === EXIT.interrupted) {
    await Promise.all([server.stop({ graceMs: 0 }), panel?.close({ now: true })]);
  }
  options.output.stopped();
  return exitCode;
}

/** What a server says: how to reach it, one line per request or one JSON event per line. */
class ServeOutput {
  readonly #context: Context;
  readonly #settings: ServeSettings;
  readonly #options: ServerOptions;
  readonly #out: LogOutput;
  readonly #err: LogOutput;

  constructor(context: Context, settings: ServeSettings, options: ServerOptions) {
    this.#context = context;
    this.#settings = settings;
    this.#options = options;
    const { out, err } = context.terminal;
    const now = (): Milliseconds => performance.now();
    const lostLine = (count: number): string =>
      settings.json === true
        ? visibleJson({ type: 'logLinesLost', atMs: Date.now(), count })
        : formatLostLines(count, Date.now(), out);
    this.#out = new LogOutput({
      out,
      now,
      lostLine,
      report: (message) => printError(context, message),
    });
    this.#err = new LogOutput({
      out: err,
      now,
      lostLine: (count) => formatLostLines(count, Date.now(), err),
      // There is nowhere left to say it.
      report: () => undefined,
    });
  }

  /** Tells which ports are open and which are not; `false` when none is. */
  async announce({
    directory,
    ports,
    threads,
  }: {
    readonly directory: string;
    readonly ports: readonly PortStatus[];
    readonly threads: readonly unknown[];
  }): Promise<boolean> {
    const open = ports.filter(({ state }) => state === 'listening');
    if (this.#settings.json) this.#announceJson(ports);
    for (const status of ports) {
      if (status.state === 'failed') printError(this.#context, this.#describeFailure(status));
    }
    if (open.length === 0) return false;
    if (this.#settings.json || this.#settings.quiet) return true;

    const { out } = this.#context.terminal;
    const { bold, dim, cyan } = out.colors;
    const addresses = await this.#addresses(open);
    this.#out.line(`${bold('Fifolio')} ${FIFOLIO_VERSION} shares ${bold(visibleText(directory))}`);
    for (const address of addresses) {
      const note = address.note && `  ${dim(visibleText(address.note))}`;
      this.#out.line(`  ${cyan(formatHostPort(address))}${note}`);
    }
    const cache = this.#options.cacheCapacityBytes ?? MAX_CACHE_CAPACITY;
    this.#out.line(
      `  ${formatCount(threads.length, 'thread')}, cache ${cache === 0 ? 'off' : formatBytes(cache)}`,
    );
    const first = addresses[0];
    if (first) this.#out.line(`Try: ./tcp_client ${first.host} ${first.port} list`);
    if (out.isTerminal) this.#out.line(dim('Ctrl-C stops.'));
    return true;
  }

  /** The one thing that even a quiet server says: without its secret address a panel is of no use. */
  announcePanel(url: string): void {
    const { out } = this.#context.terminal;
    if (this.#settings.json)
      this.#out.line(visibleJson({ type: 'panelOpened', atMs: Date.now(), url }));
    else this.#out.line(`Control panel: ${out.colors.cyan(url)}`);
  }

  log(events: readonly ServerEvent[]): void {
    const { out, err } = this.#context.terminal;
    for (const event of events) {
      if (this.#settings.json) this.#out.line(visibleJson(event));
      const trouble = isServerTrouble(event);
      if (!trouble && (this.#settings.quiet || this.#settings.json)) continue;
      const line = formatLogLine(event, trouble ? err : out);
      if (line !== undefined) (trouble ? this.#err : this.#out).line(line);
    }
  }

  stopping(graceMs: number, connections: number): void {
    if (this.#isSilent()) return;
    this.#out.line(
      connections > 0 && graceMs > 0
        ? `Stopping: transfers on ${formatCount(connections, 'open connection')} get up to ${formatDuration(graceMs)}; ask again to end them at once.`
        : 'Stopping.',
    );
  }

  stopped(): void {
    if (!this.#isSilent()) this.#out.line('Stopped.');
  }

  /** Nothing is logged after it. */
  async close(): Promise<void> {
    await Promise.all([this.#out.close(FLUSH_LIMIT_MS), this.#err.close(FLUSH_LIMIT_MS)]);
  }

  /** Why there is no server, and what to type instead. */
  nothingStarted(): string {
    return this.#options.ports.length === 1
      ? 'No port could be opened, so nothing is shared.'
      : `None of the ${formatCount(this.#options.ports.length, 'port')} could be opened, so nothing is shared.`;
  }

  #isSilent(): boolean {
    return this.#settings.json === true || this.#settings.quiet === true;
  }

  #announceJson(ports: readonly PortStatus[]): void {
    for (const status of ports) {
      const type = status.state === 'listening' ? 'portOpened' : 'portFailed';
      const event: ServerEvent = { type, atMs: Date.now(), status };
      this.#out.line(visibleJson(event));
    }
  }

  #describeFailure({ requestedPort, host, problem, suggestedPort }: PortStatus): string {
    const what = visibleText(problem ?? `port ${requestedPort} on ${host} cannot be used`);
    const advice = suggestedPort === undefined ? '' : `; port ${suggestedPort} is free`;
    return `${what}${advice}`;
  }

  async #addresses(open: readonly PortStatus[]): Promise<ReachableAddress[]> {
    // All ports were asked for on one host; each address is told with all of them.
    const host = this.#options.ports[0]?.host ?? DEFAULT_HOST;
    const own = host === '::' ? '::1' : host === '0.0.0.0' ? '127.0.0.1' : host;
    const others = isWildcard(host)
      ? (await listAddresses()).filter(
          (address) =>
            address.kind !== 'loopback' && (host === '::' || !address.host.includes(':')),
        )
      : [];
    const addresses = [
      ...others.map((address) => ({ host: address.host, note: address.interface })),
      { host: own, note: isLoopback(own) ? 'this computer only' : '' },
    ];
    return addresses.flatMap((address) => open.map(({ port }) => ({ ...address, port })));
  }
}

interface ReachableAddress extends HostPort {
  readonly note: string;
}

/** Whether an address to listen on stands for all addresses of this computer. */
function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

function isLoopback(host: string): boolean {
  return host === '::1' || host === 'localhost' || host.startsWith('127.');
}
