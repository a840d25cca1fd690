import { createSocket } from 'node:dgram';
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';
import type { Address, EndpointAddress } from '../../shared/contract-server.ts';
import { formatEndpoint, LOOPBACK_HOST } from '../../shared/endpoint.ts';

const ORDER: readonly Address['kind'][] = [
  'default-route',
  'lan',
  'vpn',
  'virtual',
  'link-local',
  'loopback',
];

/** Interface names that systems and common programs use for tunnels. */
const VPN_NAME = /^(tun|tap|utun|ppp|wg|ipsec|tailscale|zt|nordlynx|proton|.*\bvpn\b)/i;
/** ... and for networks that exist only inside this computer. */
const VIRTUAL_NAME =
  /^(docker|br-|veth|virbr|vmnet|vboxnet|lxc|lxd|cni|flannel|podman|bridge\d|anpi|awdl|llw|vethernet|.*\b(virtualbox|vmware|hyper-v|wsl)\b)/i;

/**
 * This computer's addresses, the most useful to another one first: the default route's, then others
 * of a network, those of tunnels, of networks inside this computer, link-local ones, and loopback.
 * IPv4 comes before IPv6 within a kind, as it is easier to read out loud.
 */
export function orderAddresses(
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>,
  defaultRouteHosts: readonly string[],
): Address[] {
  const found: { address: Address; family: string }[] = [];
  for (const [name, infos] of Object.entries(interfaces)) {
    for (const info of infos ?? []) {
      found.push({ address: addressOf(name, info, defaultRouteHosts), family: info.family });
    }
  }
  const rank = ({ address, family }: (typeof found)[number]): number =>
    ORDER.indexOf(address.kind) * 2 + (family === 'IPv6' ? 1 : 0);
  return found.sort((a, b) => rank(a) - rank(b)).map(({ address }) => address);
}

/** The addresses now; see {@link orderAddresses}. Sends nothing. */
export async function listAddresses(): Promise<Address[]> {
  const defaults = await Promise.all([
    sourceAddress('udp4', '192.0.2.1'),
    sourceAddress('udp6', '2001:db8::1'),
  ]);
  return orderAddresses(
    networkInterfaces(),
    defaults.filter((host) => host !== undefined),
  );
}

/** What to type at the other machine, for a server on IPv4: every address that reaches it, with every port. */
export function endpointsOf(
  addresses: readonly Address[],
  ports: readonly number[],
  reach: 'computer' | 'network',
): EndpointAddress[] {
  const reachable = addresses.filter(
    ({ host, kind }) => !host.includes(':') && (reach === 'network') === (kind !== 'loopback'),
  );
  const hosts: readonly Address[] =
    reachable.length > 0 || reach === 'network'
      ? reachable
      : [{ host: LOOPBACK_HOST, interface: 'lo', kind: 'loopback' }];
  return hosts.flatMap((address) =>
    ports.map((port) => ({ ...address, port, text: formatEndpoint({ host: address.host, port }) })),
  );
}

function addressOf(
  name: string,
  info: NetworkInterfaceInfo,
  defaultRouteHosts: readonly string[],
): Address {
  const { address, internal } = info;
  const linkLocal = address.startsWith('169.254.') || /^fe[89ab]/i.test(address);
  const kind = internal
    ? 'loopback'
    : linkLocal
      ? 'link-local'
      : VPN_NAME.test(name)
        ? 'vpn'
        : VIRTUAL_NAME.test(name)
          ? 'virtual'
          : defaultRouteHosts.includes(address)
            ? 'default-route'
            : 'lan';
  const zone = linkLocal && info.family === 'IPv6' && info.scopeid > 0;
  return { host: zone ? `${address}%${name}` : address, interface: name, kind };
}

/**
 * The address that packets to the internet would come from. "Connecting" a datagram socket only
 * looks up the route; the targets are reserved for documentation (RFC 5737, RFC 3849).
 */
function sourceAddress(type: 'udp4' | 'udp6', target: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket(type);
    const finish = (host: string | undefined): void => {
      socket.close();
      resolve(host);
    };
    socket.once('error', () => {
      finish(undefined);
    });
    // A bare IP address is not looked up, so this cannot hang on a resolver.
    socket.connect(9, target, () => {
      finish(socket.address().address);
    });
  });
}
