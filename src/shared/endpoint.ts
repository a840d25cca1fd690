/**
 * Where a server is, or listens: formatting and parsing `HOST:PORT`, port bounds, and which addresses
 * mean this computer or all of its addresses.
 */

export interface Endpoint {
  /** A name or an IP address; IPv6 without brackets, with its zone if it has one. */
  readonly host: string;
  readonly port: number;
}

export const HIGHEST_PORT = 65_535;

export const LOOPBACK_HOST = '127.0.0.1';
/** Listening on it means listening on every IPv4 address of this computer. */
export const WILDCARD_HOST = '0.0.0.0';

/** `HOST:PORT`; an IPv6 address stands in brackets (RFC 3986, section 3.2.2). */
export function formatEndpoint({ host, port }: Endpoint): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** The same for an address however its host name is written: in names, capitals do not count (RFC 4343). */
export function endpointKey({ host, port }: Endpoint): string {
  return formatEndpoint({ host: host.toLowerCase(), port });
}

export interface EndpointText {
  readonly host: string;
  /** As written, which may be no port at all; absent where nothing follows the host. */
  readonly port?: string;
}

/**
 * Splits `HOST:PORT`, or a host alone; the inverse of {@link formatEndpoint}. Neither part is checked,
 * except that brackets hold an IPv6 address. `undefined` for other brackets, and for several colons
 * without any: an IPv6 address without brackets cannot be told from its port.
 */
export function splitEndpoint(text: string): EndpointText | undefined {
  const bracketed = /^\[([^[\]]*)\](?::(.*))?$/s.exec(text);
  if (bracketed !== null && !isBareIpv6(bracketed[1]!)) return undefined;
  const found = bracketed ?? /^([^:]*)(?::([^:]*))?$/.exec(text);
  return found === null ? undefined : withPort(found[1]!, found[2]);
}

/**
 * What a pasted or typed address means: as {@link splitEndpoint}, and also `tcp://nas:8080/`,
 * `nas 8080`, or an IPv6 address without brackets, which has no port. Whatever stands where the port
 * belongs is the port, even if it is not a valid one: it must not become part of the host.
 */
export function splitTypedAddress(text: string): EndpointText {
  const bare = text
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/[/?#].*$/, '');
  const spaced = /^\[?([^\s\]]+)\]?\s+(\S.*)$/.exec(bare);
  return (spaced ? withPort(spaced[1]!, spaced[2]) : splitEndpoint(bare)) ?? { host: bare };
}

function withPort(host: string, port: string | undefined): EndpointText {
  return port === undefined || port === '' ? { host } : { host, port };
}

/** A port in decimal digits, from `lowest` to 65535; `undefined` for any other text. */
export function parsePort(text: string, lowest: 0 | 1 = 1): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return isPort(port, lowest) ? port : undefined;
}

/** Whether a number is a port. 0 means any port, which only makes sense for listening. */
export function isPort(port: number, lowest: 0 | 1 = 1): boolean {
  return Number.isInteger(port) && port >= lowest && port <= HIGHEST_PORT;
}

/**
 * Whether a text can be the name or the address of a computer: no spaces, no brackets, none of
 * `/ \ @ ? #`, and colons only as in IPv6.
 */
export function isHostName(text: string): boolean {
  return (
    /^[^\s/\\@?#[\]\p{Control}]{1,255}$/u.test(text) && (!text.includes(':') || isBareIpv6(text))
  );
}

/** An IPv6 address by its look, with or without its zone. */
function isBareIpv6(text: string): boolean {
  return /^[\da-f.]*:[\da-f:.]*(%[^[\]]+)?$/i.test(text);
}

const OCTET = String.raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)`;
/** 127.0.0.0/8 (RFC 1122), also as an IPv4-mapped IPv6 address (RFC 4291), which dual-stack sockets report. */
const LOOPBACK_IPV4 = new RegExp(String.raw`^(?:::ffff:)?127(?:\.${OCTET}){3}$`, 'i');

/** Whether an address or a name always means this computer. A name such as `127.example.com` does not. */
export function isLoopback(host: string): boolean {
  return host === '::1' || LOOPBACK_IPV4.test(host) || host.toLowerCase() === 'localhost';
}

/** Whether an IPv6 address, with its zone or without, is one that every network has (RFC 4291, section 2.5.6). */
export function isLinkLocalIpv6(address: string): boolean {
  return /^fe[89ab]/i.test(address);
}

/** Whether listening on this address means listening on every address of this computer. */
export function isWildcard(host: string): boolean {
  return host === WILDCARD_HOST || host === '::';
}

/** The address under which this computer itself reaches what listens on `host`: nothing can connect to a wildcard. */
export function ownAddressOf(host: string): string {
  return host === '::' ? '::1' : host === WILDCARD_HOST ? LOOPBACK_HOST : host;
}
