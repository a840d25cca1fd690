import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';

/**
 * The name that a handshake asks for. Addresses are no names (RFC 6066, section 3), a name has no dot at
 * its end there, and one of other letters goes as ASCII (RFC 5891).
 *
 * @returns `undefined` where no name is to be sent
 */
export function serverNameFor(host: string): string | undefined {
  if (isIP(host) !== 0) return undefined;
  const name = domainToASCII(host.replace(/\.$/, ''));
  return name === '' ? undefined : name;
}

/** The name or address that a certificate has to be for: an address without its zone. */
export function identityOf(host: string): string {
  return serverNameFor(host) ?? host.replace(/%.*$/, '');
}
