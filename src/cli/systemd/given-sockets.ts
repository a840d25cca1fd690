import type { PortStatus } from '../../shared/port-status.ts';
import { formatEndpoint } from '../../shared/endpoint.ts';
import { usageError } from '../cli-error.ts';
import type { SettingValues } from '../settings/settings.ts';

/** The first descriptor that is given: sd_listen_fds(3). */
const FIRST_DESCRIPTOR = 3;

/**
 * The descriptors of the sockets that the service manager gave to this process (`LISTEN_FDS`); none if
 * they were meant for another process (`LISTEN_PID`).
 *
 * @throws {CliError} usage, for a number that is none.
 */
export function givenDescriptors(environment: NodeJS.ProcessEnv, pid: number): number[] {
  const { LISTEN_FDS: count = '', LISTEN_PID: receiver } = environment;
  if (count === '' || receiver !== String(pid)) return [];
  if (!/^\d{1,4}$/.test(count)) {
    throw usageError(`LISTEN_FDS must be a number of sockets, not "${count}"`);
  }
  return Array.from({ length: Number(count) }, (_, index) => FIRST_DESCRIPTOR + index);
}

/**
 * Ports and address may be left out where sockets are given. If they are not, they must be those.
 *
 * @throws {CliError} usage, if others were asked for.
 */
export function checkGivenPorts(
  given: readonly PortStatus[],
  { port: ports, host }: SettingValues<'port' | 'host'>,
): void {
  const isItsHost = given.every((status) => host === undefined || status.host === host);
  const missing = ports?.filter((port) => !given.some((status) => status.port === port)) ?? [];
  const unwanted = given.filter(({ port }) => ports !== undefined && !ports.includes(port));
  if (isItsHost && missing.length === 0 && unwanted.length === 0) return;
  const sockets = given.map((status) => formatEndpoint(status)).join(', ');
  throw usageError(
    `The service manager gave sockets for ${sockets}, but another address or port was asked for. Leave out port and host, which the socket unit says, or make them the same.`,
  );
}
