import { isBareIpv6, isComputerName } from '../../shared/server-address.ts';
import { usageError } from '../cli-error.ts';
import { InvalidValue, parseRemotePort, quote } from './values.ts';

/** Where a server listens. */
export interface HostPort {
  readonly host: string;
  readonly port: number;
}

/** `HOST:PORT`, where an IPv6 address stands in brackets. */
export function formatHostPort({ host, port }: HostPort): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Reads `HOST:PORT` as typed: `server.local:8080`, `192.168.1.5:8080`, `[::1]:8080`. */
export function parseHostPort(text: string): HostPort {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(text);
  if (bracketed) return checked(text, bracketed[1] ?? '', bracketed[2]);
  const colon = text.lastIndexOf(':');
  if (colon !== text.indexOf(':')) {
    if (text.includes('://')) {
      throw usageError(
        `Write the server as HOST:PORT, not as an address with "://": ${quote(text)}`,
      );
    }
    throw usageError(
      `An IPv6 address needs brackets, as in [::1]:8080, to tell it from its port: ${quote(text)}`,
    );
  }
  return colon < 0
    ? checked(text, text, undefined)
    : checked(text, text.slice(0, colon), text.slice(colon + 1));
}

/** Reads HOST and PORT given as two words; brackets around an IPv6 address may be left out. */
export function parseHostAndPort(host: string, port: string): HostPort {
  const bracketed = /^\[(.*)\]$/.exec(host);
  return checked(
    `${host} ${port}`,
    bracketed?.[1] ?? host,
    port,
    host.includes(':') && !bracketed && !isBareIpv6(host),
  );
}

function checked(
  text: string,
  host: string,
  port: string | undefined,
  malformed = false,
): HostPort {
  if (port === undefined) {
    throw usageError(
      `The port is missing in ${quote(text)}: write HOST:PORT, as in 192.168.1.5:8080`,
    );
  }
  if (malformed || !isComputerName(host)) {
    throw usageError(
      `${quote(host)} is not the name or the address of a computer: write it as in server.local or 192.168.1.5`,
    );
  }
  try {
    return { host, port: parseRemotePort(port) };
  } catch (error) {
    if (error instanceof InvalidValue) throw usageError(`The port ${error.message}`);
    throw error;
  }
}
