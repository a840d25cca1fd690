import type { ResponsePacket } from 'multicast-dns';
import { isLinkLocalIpv6, isLoopback } from '../../shared/endpoint.ts';
import type { Milliseconds } from '../../shared/units.ts';
import { readServiceText, SERVICE_TYPE, type ServiceFacts } from './service-text.ts';

/** A record, as the library reads it. */
type Answer = NonNullable<ResponsePacket['answers']>[number];

/** The name under which all servers are listed (RFC 6763, section 4.1). */
export const BROWSED_NAME = `_${SERVICE_TYPE}._tcp.local`;

/** A server that announces itself. All of it is hearsay. */
export interface NearbyServer extends ServiceFacts {
  readonly name: string;
  /** The address to connect to: the one that is the easiest to read out loud. */
  readonly host: string;
  readonly port: number;
  /** All of its addresses; link-local IPv6 ones with this computer's interface. */
  readonly addresses: readonly string[];
}

/** What is asked for to complete what was heard. */
export interface WantedRecord {
  readonly name: string;
  readonly type: 'SRV' | 'TXT' | 'A' | 'AAAA';
}

interface Instance {
  readonly name: string;
  endsAtMs: Milliseconds;
  place?: { readonly target: string; readonly port: number };
  facts?: ServiceFacts;
}

/** More than this in one network is an attempt to fill memory. */
const MOST_INSTANCES = 256;
const MOST_HOSTS = 512;
const MOST_ADDRESSES = 16;
/** Nobody is listed longer than that without saying anything: the default of most records. */
const LONGEST_MS: Milliseconds = 75 * 60_000;

/** Puts together servers from the records of multicast DNS. Names are compared without regard to capitals. */
export class NearbyTable {
  readonly #instances = new Map<string, Instance>();
  /** By name of computer; each address with the time at which it ends. */
  readonly #hosts = new Map<string, Map<string, Milliseconds>>();

  /**
   * Takes the records of one response. A record that lives for no time is a goodbye.
   *
   * @param zone the interface that it came in by, for link-local IPv6 addresses
   */
  take(records: readonly Answer[], nowMs: Milliseconds, zone?: string): void {
    // Pointers first: the others are kept only of servers that are listed.
    for (const record of records) {
      if (record.type === 'PTR' && same(record.name, BROWSED_NAME)) {
        this.#point(record.data, endOf(record, nowMs));
      }
    }
    for (const record of records) {
      const instance = this.#instances.get(record.name.toLowerCase());
      if (instance === undefined) continue;
      if (record.type === 'SRV') {
        const { target, port } = record.data;
        if (record.ttl === 0) this.#instances.delete(record.name.toLowerCase());
        else if (port > 0) instance.place = { target: target.toLowerCase(), port };
      } else if (record.type === 'TXT') {
        instance.facts = readServiceText([record.data].flat().map(String));
      }
    }
    const targets = new Set([...this.#instances.values()].map(({ place }) => place?.target));
    for (const record of records) {
      if (record.type !== 'A' && record.type !== 'AAAA') continue;
      const host = record.name.toLowerCase();
      const address = addressOf(record.data, zone);
      if (address === undefined || !targets.has(host)) continue;
      this.#address(host, address, endOf(record, nowMs));
    }
  }

  /** What is missing to list all servers whose names were heard. */
  wanted(nowMs: Milliseconds): readonly WantedRecord[] {
    this.#forget(nowMs);
    return [...this.#instances.values()].flatMap(({ name, place, facts }): WantedRecord[] => {
      if (place === undefined) {
        return [
          { name, type: 'SRV' },
          { name, type: 'TXT' },
        ];
      }
      const text: WantedRecord[] = facts === undefined ? [{ name, type: 'TXT' }] : [];
      if (this.#hosts.has(place.target)) return text;
      return [...text, { name: place.target, type: 'A' }, { name: place.target, type: 'AAAA' }];
    });
  }

  /** The servers of which all is known that is needed to connect, by name. */
  servers(nowMs: Milliseconds): readonly NearbyServer[] {
    this.#forget(nowMs);
    const servers = [...this.#instances.values()].flatMap(({ name, place, facts }) => {
      const addresses = [...(this.#hosts.get(place?.target ?? '')?.keys() ?? [])].sort(byEase);
      const [host] = addresses;
      if (place === undefined || host === undefined) return [];
      // The name is the first label, in which dots stand for themselves (RFC 6763, section 4.3).
      const label = name.slice(0, -BROWSED_NAME.length - 1);
      const known = facts ?? readServiceText([]);
      return [{ name: label, host, port: place.port, addresses, ...known }];
    });
    return servers.sort((a, b) => a.name.localeCompare(b.name) || a.port - b.port);
  }

  #point(name: string, endsAtMs: Milliseconds | undefined): void {
    const key = name.toLowerCase();
    if (!key.endsWith(`.${BROWSED_NAME}`)) return;
    if (endsAtMs === undefined) {
      this.#instances.delete(key);
      return;
    }
    const known = this.#instances.get(key);
    if (known !== undefined) known.endsAtMs = endsAtMs;
    else if (this.#instances.size < MOST_INSTANCES) this.#instances.set(key, { name, endsAtMs });
  }

  #address(host: string, address: string, endsAtMs: Milliseconds | undefined): void {
    const addresses = this.#hosts.get(host) ?? new Map<string, Milliseconds>();
    if (endsAtMs === undefined) addresses.delete(address);
    else if (addresses.size < MOST_ADDRESSES || addresses.has(address)) {
      addresses.set(address, endsAtMs);
    }
    if (addresses.size === 0) this.#hosts.delete(host);
    else if (this.#hosts.has(host) || this.#hosts.size < MOST_HOSTS) {
      this.#hosts.set(host, addresses);
    }
  }

  #forget(nowMs: Milliseconds): void {
    for (const [key, { endsAtMs }] of this.#instances) {
      if (endsAtMs <= nowMs) this.#instances.delete(key);
    }
    for (const [host, addresses] of this.#hosts) {
      for (const [address, endsAtMs] of addresses) {
        if (endsAtMs <= nowMs) addresses.delete(address);
      }
      if (addresses.size === 0) this.#hosts.delete(host);
    }
  }
}

/** `undefined`: it ends now. */
function endOf({ ttl = 0 }: { readonly ttl?: number | undefined }, nowMs: Milliseconds) {
  return ttl === 0 ? undefined : nowMs + Math.min(ttl * 1000, LONGEST_MS);
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/**
 * What a server says of itself on the loopback interface is of no use to others. A link-local address means
 * something only together with the network that it is in (RFC 4007).
 */
function addressOf(address: string, zone: string | undefined): string | undefined {
  if (isLoopback(address)) return undefined;
  if (!isLinkLocalIpv6(address)) return address;
  return zone === undefined ? undefined : `${address}%${zone}`;
}

/** IPv4 first, then IPv6 of a network, then what is valid on one cable only. */
function byEase(a: string, b: string): number {
  return rank(a) - rank(b);
}

function rank(address: string): number {
  if (!address.includes(':')) return address.startsWith('169.254.') ? 2 : 0;
  return isLinkLocalIpv6(address) ? 3 : 1;
}
