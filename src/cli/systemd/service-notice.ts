import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ServerHandle } from '../../engine/index.ts';
import { formatEndpoint } from '../../shared/endpoint.ts';
import type { Milliseconds } from '../../shared/units.ts';
import { formatCount } from '../output/formats.ts';

/** How long `systemd-notify` may take; it waits itself until the message was read. */
const SEND_LIMIT_MS: Milliseconds = 10_000;
const LONGEST_TIMER_MS: Milliseconds = 2 ** 31 - 1;

/**
 * Tells the service manager how a server is: sd_notify(3). Node has no datagram sockets of the kind that
 * this needs, so `systemd-notify` sends the messages; see ADR 12.
 */
export class ServiceNotice {
  readonly #server: ServerHandle;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #onFailure: (reason: string) => void;
  #watchdog: NodeJS.Timeout | undefined;
  /** One message after the other: they must arrive in order. */
  #last: Promise<void> = Promise.resolve();
  #failed = false;

  constructor(
    server: ServerHandle,
    {
      environment,
      onFailure,
    }: {
      readonly environment: NodeJS.ProcessEnv;
      /** Called once at most. */
      readonly onFailure: (reason: string) => void;
    },
  ) {
    this.#server = server;
    this.#environment = environment;
    this.#onFailure = onFailure;
  }

  /** The server takes connections. From now on the watchdog, if there is one, hears of it. */
  ready(): void {
    void this.#send('READY=1', this.#status());
    const intervalMs = watchdogInterval(this.#environment, process.pid);
    if (intervalMs === undefined) return;
    let isAsking = false;
    this.#watchdog = setInterval(() => {
      if (isAsking) return;
      isAsking = true;
      // Every thread answers, so a thread that hangs is noticed too.
      void this.#server
        .transfers()
        .then(() => this.#send('WATCHDOG=1', this.#status()))
        .finally(() => (isAsking = false));
    }, intervalMs);
  }

  stopping(): void {
    void this.#send('STOPPING=1', 'STATUS=Stopping');
  }

  /** Ends the watchdog; resolves when everything has been said. */
  async close(): Promise<void> {
    clearInterval(this.#watchdog);
    await this.#last;
  }

  #status(): string {
    const { ports, counters } = this.#server.status();
    const addresses = ports
      .filter(({ state }) => state === 'listening')
      .map((port) => formatEndpoint(port));
    const connections = formatCount(counters.connectionsOpen, 'connection');
    return `STATUS=Sharing on ${addresses.join(', ')}: ${connections}`;
  }

  #send(...assignments: readonly string[]): Promise<void> {
    this.#last = this.#last.then(() => this.#sendNow(assignments));
    return this.#last;
  }

  async #sendNow(assignments: readonly string[]): Promise<void> {
    const { PATH, NOTIFY_SOCKET } = this.#environment;
    await promisify(execFile)('systemd-notify', assignments, {
      env: { PATH, NOTIFY_SOCKET },
      timeout: SEND_LIMIT_MS,
    }).catch((error: unknown) => {
      if (this.#failed) return;
      this.#failed = true;
      const { code, message } = error as NodeJS.ErrnoException;
      this.#onFailure(code === 'ENOENT' ? 'systemd-notify is not installed' : message.trim());
    });
  }
}

/**
 * Half of the time after which the watchdog ends this process (`WATCHDOG_USEC`); `undefined` if there is
 * none, or it watches another process.
 */
export function watchdogInterval(
  { WATCHDOG_USEC: limit = '', WATCHDOG_PID: watched }: NodeJS.ProcessEnv,
  pid: number,
): Milliseconds | undefined {
  if (!/^\d+$/.test(limit) || Number(limit) === 0) return undefined;
  if (watched !== undefined && watched !== String(pid)) return undefined;
  return Math.min(LONGEST_TIMER_MS, Math.max(1, Math.floor(Number(limit) / 2000)));
}
