import { formatConnectLink } from '../../../shared/connect-link.ts';
import type { EndpointAddress, Protection } from '../../../shared/contract-server.ts';
import { isLoopback } from '../../../shared/endpoint.ts';

/** What somebody else opens, pastes or runs to get files from an address of this server. */
export interface ConnectingWays {
  /**
   * For browsers; without the code, which they ask for themselves. `undefined` for an IPv6 address with a
   * zone, which browsers do not take in links (RFC 9844).
   */
  readonly link: string | undefined;
  /** For Fifolio: with all that it needs, which a plain address is where nothing is needed. */
  readonly address: string;
  readonly command: string;
  /** Whether only this computer reaches the address. */
  readonly isHereOnly: boolean;
}

export function connectingWays(
  { host, port, text }: Pick<EndpointAddress, 'host' | 'port' | 'text'>,
  { accessCode, key }: Protection,
): ConnectingWays {
  const isOpen = accessCode === undefined && key === undefined;
  return {
    link: host.includes('%') ? undefined : `${key === undefined ? 'http' : 'https'}://${text}/`,
    address: isOpen
      ? text
      : formatConnectLink({
          ...{ host, port },
          ...(accessCode === undefined ? {} : { accessCode }),
          ...(key === undefined ? {} : { key: key.fingerprint }),
        }),
    command: `./tcp_client ${host} ${port} list${key === undefined ? '' : ' --tls'}`,
    isHereOnly: isLoopback(host),
  };
}
