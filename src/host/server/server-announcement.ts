import { type Announcement, isAnnounceable } from '../../engine/index.ts';
import type { PortStatus } from '../../shared/port-status.ts';

/**
 * How a server that runs is announced to the network, unless it listens for its own computer only. Of several
 * ports, the first that is open names it. `undefined`: not at all.
 */
export function announcementOf(
  ports: readonly PortStatus[],
  { name, code, fingerprint }: Pick<Announcement, 'name' | 'code' | 'fingerprint'>,
): Announcement | undefined {
  const port = ports.find(({ state, host }) => state === 'listening' && isAnnounceable(host));
  if (port === undefined) return undefined;
  return {
    ...{ name, host: port.host, port: port.port },
    ...{ encrypted: fingerprint !== undefined, code, fingerprint },
  };
}
