import { isIPv6 } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';
import { isLinkLocalIpv6 } from '../../../shared/endpoint.ts';

/** What `os.networkInterfaces()` gives. */
export type NetworkInterfaces = NodeJS.Dict<NetworkInterfaceInfo[]>;

/**
 * The zone of an IPv6 address (RFC 4007: `fe80::1%eth0`), by the name or the number of an interface, if
 * this computer has no such interface. The system itself would take the address and wait for an answer.
 */
export function unknownZone(host: string, interfaces: NetworkInterfaces): string | undefined {
  const [address = '', zone] = host.split('%', 2);
  if (zone === undefined || !isIPv6(address)) return undefined;
  const isKnown = Object.entries(interfaces).some(
    ([name, addresses = []]) =>
      name === zone ||
      addresses.some((each) => each.family === 'IPv6' && String(each.scopeid) === zone),
  );
  return isKnown ? undefined : zone;
}

/** Whether an address is one that every network has, and names none. */
export function lacksZone(host: string): boolean {
  return isLinkLocalIpv6(host) && isIPv6(host) && !host.includes('%');
}
