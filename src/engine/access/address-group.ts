import { isLoopback } from '../../shared/endpoint.ts';

const IPV4_IN_IPV6 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
const LOOPBACK_GROUP = 'loopback';
/** Hexadecimal groups of the part of an IPv6 address that a network is given (RFC 4291, section 2.5.4). */
const NETWORK_PARTS = 4;
const IPV6_PARTS = 8;

/**
 * Those who are one for whoever counts: an IPv4 address; an IPv6 network (/64), of which anybody has
 * 2^64 addresses; this computer.
 *
 * @param address as a socket says it
 */
export function addressGroup(address: string): string {
  const bare = IPV4_IN_IPV6.exec(address)?.[1] ?? address;
  if (isLoopback(bare)) return LOOPBACK_GROUP;
  return bare.includes(':') ? networkOf(bare.replace(/%.*$/, '')) : bare;
}

/** Whether a group is this computer, where a proxy may speak for many. */
export function isLoopbackGroup(group: string): boolean {
  return group === LOOPBACK_GROUP;
}

function networkOf(address: string): string {
  const [head = '', tail] = address.split('::');
  const parts = partsOf(head);
  if (tail !== undefined) {
    const missing = IPV6_PARTS - parts.length - partsOf(tail).length;
    parts.push(...Array.from({ length: Math.max(0, missing) }, () => '0'), ...partsOf(tail));
  }
  return `${parts.slice(0, NETWORK_PARTS).join(':')}::/64`;
}

function partsOf(text: string): string[] {
  return text === ''
    ? []
    : text.split(':').map((part) => part.toLowerCase().replace(/^0+(?=.)/, ''));
}
