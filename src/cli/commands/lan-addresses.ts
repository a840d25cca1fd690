import { createSocket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import type { NetworkInterfaceInfo } from 'node:os';

/** An address of this computer at which others may reach it. */
export interface LanAddress {
  readonly address: string;
  readonly interfaceName: string;
}

type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

// Names that bridges, containers, virtual machines and tunnels give their interfaces.
const VIRTUAL =
  /^(docker|br-|veth|virbr|vmnet|vboxnet|vethernet|lxc|lxd|cni|flannel|cali|podman|tun|tap|utun|wg|zt|tailscale|awdl|llw|anpi|bridge|hyper-v|wsl)/i;

/**
 * The addresses behind a listening address that stands for all of them (`0.0.0.0`, `::`), the most
 * useful first: that of the default route, then other networks, virtual and link-local ones last.
 */
export function lanAddresses(
  host: string,
  interfaces: Interfaces,
  defaultRoute: ReadonlySet<string>,
): LanAddress[] {
  const found: { readonly rank: number; readonly value: LanAddress }[] = [];
  for (const [interfaceName, infos] of Object.entries(interfaces)) {
    for (const info of infos ?? []) {
      if (info.internal || (info.family === 'IPv6' && host === '0.0.0.0')) continue;
      const linkLocal = /^(169\.254\.|fe80:)/i.test(info.address);
      const rank =
        (linkLocal ? 16 : 0) +
        (VIRTUAL.test(interfaceName) ? 8 : 0) +
        (defaultRoute.has(info.address) ? 0 : 4) +
        (info.family === 'IPv6' ? 2 : 0);
      const address =
        info.family === 'IPv6' && linkLocal ? `${info.address}%${interfaceName}` : info.address;
      found.push({ rank, value: { address, interfaceName } });
    }
  }
  return found.sort((first, second) => first.rank - second.rank).map(({ value }) => value);
}

/** Whether an address to listen on stands for all addresses of this computer. */
export function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/** `lanAddresses` of this computer as it is now. */
export async function ownLanAddresses(host: string): Promise<LanAddress[]> {
  const routes = await Promise.all([
    // Addresses reserved for documentation (RFC 5737, RFC 3849): nobody is there, nothing is sent.
    localAddressToward('udp4', '192.0.2.1'),
    localAddressToward('udp6', '2001:db8::1'),
  ]);
  const known = routes.filter((address) => address !== undefined);
  return lanAddresses(host, networkInterfaces(), new Set(known));
}

/** Connecting a UDP socket sends no packet: it only makes the system choose a route. */
function localAddressToward(type: 'udp4' | 'udp6', target: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket(type);
    const end = (address: string | undefined): void => {
      socket.close();
      resolve(address);
    };
    socket.once('error', () => {
      end(undefined);
    });
    socket.connect(9, target, () => {
      end(socket.address().address);
    });
  });
}
