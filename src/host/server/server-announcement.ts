import { type Announcement, isAnnounceable } from '../../engine/index.ts';
import type { ServerState } from '../../shared/contract-server.ts';

/**
 * How a server is announced to the network: while it runs, unless it listens for its own computer only. Of
 * several ports, the first that is open names it. `undefined`: not at all.
 *
 * @param name default: the name of this computer
 */
export function announcementOf(
  { phase, ports, protection }: ServerState,
  name: string | undefined,
): Announcement | undefined {
  if (phase !== 'running') return undefined;
  const port = ports.find(({ state, host }) => state === 'listening' && isAnnounceable(host));
  if (port === undefined) return undefined;
  return {
    ...{ name, host: port.host, port: port.port },
    encrypted: protection.key !== undefined,
    code: protection.accessCode !== undefined,
    fingerprint: protection.key?.fingerprint,
  };
}
