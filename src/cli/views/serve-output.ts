import type { ServerOptions, TlsIdentity } from '../../engine/index.ts';
import { listAddresses } from '../../host/server/lan-addresses.ts';
import { portProblemReason } from '../../shared/port-sentences.ts';
import type { ServerEvent } from '../../shared/server-state.ts';
import type { FailedPort, PortStatus } from '../../shared/port-status.ts';
import { formatDuration } from '../../shared/format.ts';
import type { Milliseconds } from '../../shared/units.ts';
import { MAX_CACHE_CAPACITY, formatBytes } from '../../shared/units.ts';
import { FIFOLIO_VERSION } from '../../shared/version.ts';
import { visibleJson, visibleText } from '../../shared/visible-text.ts';
import type { Context } from '../context.ts';
import { printError } from '../output/error-line.ts';
import { formatCount } from '../output/formats.ts';
import { LogOutput } from '../output/log-output.ts';
import {
  type Endpoint,
  formatEndpoint,
  isLoopback,
  isWildcard,
  ownAddressOf,
} from '../../shared/endpoint.ts';
import type { IdentityListener, ServedIdentity } from '../serve-tls.ts';
import type { SettingValues } from '../settings/settings.ts';
import { eventJson, portJson } from './event-json.ts';
import { formatLogLine, formatLostLines, isServerTrouble } from './server-log.ts';

/** A log whose reader has stalled does not hold up the end. */
const FLUSH_LIMIT_MS: Milliseconds = 1000;

const ANYONE_CAN_READ = 'Anyone on this network can read this folder.';
const CODE_IS_NEEDED = 'An access code is needed to read this folder.';

type OutputSettings = SettingValues<'json' | 'quiet' | 'qr'>;

/** What a server says: how to reach it, one line per request or one JSON event per line. */
export class ServeOutput implements IdentityListener {
  readonly #context: Context;
  readonly #settings: OutputSettings;
  readonly #options: ServerOptions;
  readonly #encryption: ServedIdentity | undefined;
  readonly #out: LogOutput;
  readonly #err: LogOutput;

  constructor(
    context: Context,
    settings: OutputSettings,
    {
      options,
      encryption,
    }: { readonly options: ServerOptions; readonly encryption: ServedIdentity | undefined },
  ) {
    this.#context = context;
    this.#settings = settings;
    this.#options = options;
    this.#encryption = encryption;
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

  /** Prints which ports are open and which are not; `false` when none is. */
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
      this.#out.line(`  ${cyan(formatEndpoint(address))}${note}`);
    }
    const cache = this.#options.cacheCapacityBytes ?? MAX_CACHE_CAPACITY;
    this.#out.line(
      `  ${formatCount(threads.length, 'thread')}, cache ${cache === 0 ? 'off' : formatBytes(cache)}`,
    );
    await this.#announceWays(addresses[0]!);
    if (out.isTerminal) this.#out.line(dim('Ctrl-C stops.'));
    return true;
  }

  /** How others get files from the first address: with a browser, or with this program. */
  async #announceWays(first: ReachableAddress): Promise<void> {
    const { out } = this.#context.terminal;
    const link = `${this.#encryption === undefined ? 'http' : 'https'}://${formatEndpoint(first)}/`;
    this.#out.line(`In a browser: ${out.colors.cyan(link)}`);
    const option = this.#encryption === undefined ? '' : ' --tls';
    this.#out.line(`Try: ./tcp_client ${first.host} ${first.port} list${option}`);
    if (this.#encryption !== undefined) {
      this.#out.line(`The key for TLS: ${out.colors.bold(this.#encryption.words)}`);
    }
    if (this.#options.access !== undefined) this.#out.line(CODE_IS_NEEDED);
    else if (!isLoopback(first.host)) this.#out.line(ANYONE_CAN_READ);
    if (this.#settings.qr !== true) return;
    const { renderUnicodeCompact } = await import('uqr');
    // Light on dark in every terminal, as readers expect it.
    const { bgBlack, whiteBright } = out.colors;
    for (const line of renderUnicodeCompact(link, { border: 2 }).split('\n')) {
      this.#out.line(bgBlack(whiteBright(line)));
    }
  }

  /** The one thing that even a quiet server says: without its secret address a panel is of no use. */
  announcePanel(url: string): void {
    const { out } = this.#context.terminal;
    if (this.#settings.json)
      this.#out.line(visibleJson({ type: 'panelOpened', atMs: Date.now(), url }));
    else this.#out.line(`Control panel: ${out.colors.cyan(url)}`);
  }

  /** @see IdentityListener */
  readonly onChanged = ({ fingerprint }: TlsIdentity): void => {
    const isSameKey = fingerprint === this.#encryption?.identity.fingerprint;
    if (this.#settings.json) {
      this.#out.line(visibleJson({ type: 'certificateChanged', atMs: Date.now(), fingerprint }));
    } else if (!this.#isSilent()) {
      const key = isSameKey ? '' : ', for another key';
      this.#out.line(`A new certificate is in use${key}.`);
    }
  };

  /** @see IdentityListener */
  readonly onProblem = (message: string): void => {
    printError(
      this.#context,
      `${message} Until then, the certificate is used that was there before.`,
    );
  };

  log(events: readonly ServerEvent[]): void {
    const { out, err } = this.#context.terminal;
    for (const event of events) {
      if (this.#settings.json) this.#out.line(eventJson(event));
      const trouble = isServerTrouble(event);
      if (!trouble && (this.#settings.quiet || this.#settings.json)) continue;
      const line = formatLogLine(event, trouble ? err : out);
      if (line !== undefined) (trouble ? this.#err : this.#out).line(line);
    }
  }

  draining(drainMs: Milliseconds): void {
    if (this.#isSilent()) return;
    const time = formatDuration(drainMs);
    this.#out.line(
      `Draining: load balancers are told to send no more; stops in ${time}, or when asked again.`,
    );
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
    for (const status of ports) this.#out.line(portJson(status));
    if (this.#encryption === undefined) return;
    const { identity, words } = this.#encryption;
    const { fingerprint } = identity;
    this.#out.line(
      visibleJson({ type: 'certificateOpened', atMs: Date.now(), fingerprint, words }),
    );
  }

  #describeFailure({ problem, suggestedPort }: FailedPort): string {
    const what = visibleText(portProblemReason(problem));
    const advice = suggestedPort === undefined ? '' : `; port ${suggestedPort} is free`;
    return `${what}${advice}`;
  }

  async #addresses(open: readonly PortStatus[]): Promise<ReachableAddress[]> {
    const hosts = [...new Set(open.map(({ host }) => host))];
    const addresses = await Promise.all(
      hosts.map((host) =>
        this.#addressesOf(
          host,
          open.filter((status) => status.host === host),
        ),
      ),
    );
    return addresses.flat();
  }

  /** Each address that a host stands for, with all ports that were opened on it. */
  async #addressesOf(host: string, open: readonly PortStatus[]): Promise<ReachableAddress[]> {
    const own = ownAddressOf(host);
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

interface ReachableAddress extends Endpoint {
  readonly note: string;
}
