import type { Endpoint } from './contract-downloads.ts';
import { isBareIpv6, isComputerName, portNumber } from './server-address.ts';

/** A port number as it was typed; nothing if it is none. */
export function parsePort(text: string): number | undefined {
  const port = portNumber(text.trim());
  return port === 0 ? undefined : port;
}

/** Whether this can be the name or the address of a computer; several colons are those of IPv6. */
export function isHostName(host: string): boolean {
  return isComputerName(host) && (!host.includes(':') || isBareIpv6(host));
}

export interface AddressParts {
  readonly host: string;
  /** As typed; absent if the text has none. */
  readonly port?: string;
}

/**
 * What a pasted or typed address says: `192.168.1.5:8080`, `[fe80::1%eth0]:8080`, `tcp://nas:8080/`,
 * or a bare host. An IPv6 address without brackets has no port. What stands where the port belongs is
 * the port, also if it is none: it must not become a part of the host, nor another number.
 */
export function splitAddress(text: string): AddressParts {
  const bare = text
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/[/?#].*$/, '');
  const bracketed = /^\[([^\]]+)\](?::(.*))?$/.exec(bare);
  if (bracketed !== null) return parts(bracketed[1]!, bracketed[2]);
  const spaced = /^(\S+)\s+(\S.*)$/.exec(bare);
  if (spaced !== null) return parts(spaced[1]!, spaced[2]);
  const plain = /^([^:]*):([^:]*)$/.exec(bare);
  if (plain !== null) return parts(plain[1]!, plain[2]);
  return { host: bare };
}

function parts(host: string, port: string | undefined): AddressParts {
  return port === undefined || port === '' ? { host } : { host, port };
}

/** As a person writes it. */
export function endpointText({ host, port }: Endpoint): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
