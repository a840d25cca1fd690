import { createSocket } from 'node:dgram';
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';
import type { MulticastDNS } from 'multicast-dns';
import type { Milliseconds } from '../../shared/units.ts';
import { BROWSED_NAME, NearbyTable, type NearbyServer } from './nearby-table.ts';

/** When to ask after the beginning, then every minute: at least a second apart, and twice as long each time (RFC 6762, section 5.2). */
const ASKED_AFTER_MS: readonly Milliseconds[] = [0, 1_000, 3_000, 7_000, 15_000];
const ASKED_EVERY_MS: Milliseconds = 60_000;
/** What was heard may be incomplete; what is missing is asked for once it had time to come by itself. */
const COMPLETED_AFTER_MS: Milliseconds = 200;

/** RFC 6762, section 3 */
const IPV6_GROUP = 'ff02::fb';

/** Listens for servers that announce themselves, and asks who is there, on all networks of this computer. */
export class NearbyBrowser {
  readonly #table = new NearbyTable();
  readonly #sockets: readonly MulticastDNS[];
  readonly #timers: NodeJS.Timeout[] = [];
  #completing: NodeJS.Timeout | undefined;

  /** @throws Error where multicast DNS can be had on no network, or there is none */
  static async open(): Promise<NearbyBrowser> {
    const { default: multicastDns } = await import('multicast-dns');
    const opened = await Promise.allSettled(
      networksOf(networkInterfaces()).map(
        (network) =>
          new Promise<MulticastDNS>((resolve, reject) => {
            const socket = multicastDns(optionsFor(network));
            socket.once('error', (error: Error) => {
              socket.destroy();
              reject(error);
            });
            socket.once('ready', () => {
              // A network that goes away is not heard any more, which is all.
              socket.on('error', () => undefined);
              resolve(socket);
            });
          }),
      ),
    );
    const sockets = opened.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const failed = opened.find((each) => each.status === 'rejected');
    if (sockets.length === 0 && failed !== undefined) throw failed.reason;
    return new NearbyBrowser(sockets);
  }

  private constructor(sockets: readonly MulticastDNS[]) {
    this.#sockets = sockets;
    for (const socket of sockets) {
      socket.on('warning', () => undefined);
      socket.on('response', ({ answers = [], additionals = [] }, { address }) => {
        const [, zone] = address.split('%', 2);
        this.#table.take([...answers, ...additionals], performance.now(), zone);
        this.#completeSoon();
      });
    }
    const ask = (): void => {
      this.#ask([{ name: BROWSED_NAME, type: 'PTR' }]);
    };
    this.#timers.push(...ASKED_AFTER_MS.map((afterMs) => setTimeout(ask, afterMs)));
    this.#timers.push(setInterval(ask, ASKED_EVERY_MS));
  }

  /** Who is there, as far as was heard until now. */
  servers(): readonly NearbyServer[] {
    return this.#table.servers(performance.now());
  }

  close(): void {
    clearTimeout(this.#completing);
    for (const timer of this.#timers) clearTimeout(timer);
    for (const socket of this.#sockets) socket.destroy();
  }

  #completeSoon(): void {
    this.#completing ??= setTimeout(() => {
      this.#completing = undefined;
      const wanted = this.#table.wanted(performance.now());
      if (wanted.length > 0) this.#ask(wanted);
    }, COMPLETED_AFTER_MS);
  }

  #ask(
    questions: readonly {
      readonly name: string;
      readonly type: 'PTR' | 'SRV' | 'TXT' | 'A' | 'AAAA';
    }[],
  ): void {
    for (const socket of this.#sockets) socket.query([...questions]);
  }
}

interface Network {
  readonly family: 'IPv4' | 'IPv6';
  /** The address of this computer in it; of IPv6, the wildcard with the interface. */
  readonly address: string;
}

/** One of each family for each interface by which others are reached. */
function networksOf(interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>): readonly Network[] {
  return Object.entries(interfaces).flatMap(([name, infos = []]) => {
    const outward = infos.filter(({ internal }) => !internal);
    const ipv4 = outward.find(({ family }) => family === 'IPv4');
    const ipv6 = outward.find(({ family, scopeid }) => family === 'IPv6' && scopeid !== 0);
    return [
      ...(ipv4 === undefined ? [] : [{ family: 'IPv4', address: ipv4.address } as const]),
      ...(ipv6 === undefined ? [] : [{ family: 'IPv6', address: `::%${name}` } as const]),
    ];
  });
}

function optionsFor({ family, address }: Network) {
  return family === 'IPv4'
    ? { interface: address, bind: '0.0.0.0' }
    : {
        socket: createSocket({ type: 'udp6', reuseAddr: true, ipv6Only: true }),
        type: 'udp6' as const,
        ip: IPV6_GROUP,
        interface: address,
        bind: '::',
      };
}
