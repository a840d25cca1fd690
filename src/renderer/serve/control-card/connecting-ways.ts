import type { EndpointAddress } from '../../../shared/contract-server.ts';
import { isLoopback } from '../../../shared/endpoint.ts';

/** What somebody else opens, types or runs to get files from an address of this server. */
export interface ConnectingWays {
  /** `undefined` for an IPv6 address with a zone, which browsers do not take in links (RFC 9844). */
  readonly link: string | undefined;
  readonly address: string;
  readonly command: string;
  /** Whether only this computer reaches the address. */
  readonly isHereOnly: boolean;
}

export function connectingWays({
  host,
  port,
  text,
}: Pick<EndpointAddress, 'host' | 'port' | 'text'>): ConnectingWays {
  return {
    link: host.includes('%') ? undefined : `http://${text}/`,
    address: text,
    command: `./tcp_client ${host} ${port} list`,
    isHereOnly: isLoopback(host),
  };
}
