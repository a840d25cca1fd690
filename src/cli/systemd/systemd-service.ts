import type { ServerHandle } from '../../engine/index.ts';
import type { PortStatus } from '../../shared/port-status.ts';
import type { Context } from '../context.ts';
import { printError } from '../output/error-line.ts';
import type { SettingValues } from '../settings/settings.ts';
import { checkGivenPorts, givenDescriptors } from './given-sockets.ts';
import { ServiceNotice } from './service-notice.ts';

/** A server as a service of systemd: the sockets that it is given, and what it reports. Linux only. */
export class SystemdService {
  /** The sockets to accept on; none if the server opens its ports itself. */
  readonly descriptors: readonly number[];
  readonly #context: Context;
  #hasLostSocket = false;
  #notice: ServiceNotice | undefined;

  /** @throws {CliError} usage, for variables of systemd that make no sense. */
  constructor(context: Context) {
    this.#context = context;
    this.descriptors = givenDescriptors(context.environment, process.pid);
  }

  /** @throws {CliError} usage, if other ports or another address were asked for than the sockets have. */
  checkPorts(ports: readonly PortStatus[], settings: SettingValues<'port' | 'host'>): void {
    if (this.descriptors.length > 0) checkGivenPorts(ports, settings);
  }

  /** Whether a given socket is lost. Only systemd can give it again, to another start of the program. */
  get hasLostSocket(): boolean {
    return this.#hasLostSocket;
  }

  /**
   * The server takes connections. Reports so.
   *
   * @param onSocketLost called when it can do so no longer, see {@link hasLostSocket}
   */
  ready(server: ServerHandle, onSocketLost: () => void): void {
    if (this.descriptors.length > 0) this.#watchSockets(server, onSocketLost);
    const { environment } = this.#context;
    if (environment['NOTIFY_SOCKET'] === undefined) return;
    this.#notice = new ServiceNotice(server, {
      environment,
      onFailure: (reason) => {
        printError(
          this.#context,
          `systemd cannot be told how this service is: ${reason}. It may end the service for that. Install systemd-notify and set NotifyAccess=all, or use Type=exec without a watchdog.`,
        );
      },
    });
    this.#notice.ready();
  }

  stopping(): void {
    this.#notice?.stopping();
  }

  async close(): Promise<void> {
    await this.#notice?.close();
  }

  #watchSockets(server: ServerHandle, onSocketLost: () => void): void {
    const given = server.status().ports;
    server.onEvents((events) => {
      for (const event of events) {
        if (event.type !== 'portFailed') continue;
        const { host, port } = event.status;
        if (!given.some((socket) => socket.host === host && socket.port === port)) continue;
        this.#hasLostSocket = true;
        onSocketLost();
      }
    });
  }
}
