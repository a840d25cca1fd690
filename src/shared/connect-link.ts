import type { Endpoint } from './endpoint.ts';
import { isHostName, parsePort, splitEndpoint } from './endpoint.ts';

/**
 * A link to a server, which may carry all that a first meeting needs: `fifolio://HOST:PORT/#code=…&key=…`.
 * Code and key stand in the fragment, which browsers send to nobody (RFC 3986, section 3.5).
 */
export interface ConnectLink extends Endpoint {
  /** Whether the connection has to be encrypted: with a key, and with `https`. */
  readonly isEncrypted: boolean;
  /** The access code. A secret: not to be shown or written down. */
  readonly accessCode?: string;
  /** The fingerprint of the server's key, as written, in whatever notation. */
  readonly key?: string;
}

/** `problem` completes a sentence that begins with "the link", and holds nothing of the link's secrets. */
export type ParsedLink =
  | { readonly ok: true; readonly link: ConnectLink }
  | { readonly ok: false; readonly problem: string };

const HTTPS_PORT = 443;

/** Whether a text is meant as a link, and not as `HOST:PORT`. */
export function isConnectLink(text: string): boolean {
  return /^(?:fifolio|https):\/\//i.test(text.trim());
}

/** Reads a link; a path or query in it does not matter. */
export function parseConnectLink(text: string): ParsedLink {
  const [, scheme = '', authority = '', fragment = ''] =
    /^([a-z]+):\/\/([^/?#]*)[^#]*(?:#(.*))?$/is.exec(text.trim()) ?? [];
  const isHttps = scheme.toLowerCase() === 'https';
  if (!isHttps && scheme.toLowerCase() !== 'fifolio') {
    return problem('does not begin with fifolio:// or https://');
  }
  if (authority.includes('@')) {
    return problem('has a user name or password before its host, which servers here do not know');
  }
  const where = splitEndpoint(decoded(authority) ?? '');
  if (where === undefined || !isHostName(where.host)) {
    return problem('has no host name or IP address behind its //');
  }
  if (where.port === undefined && !isHttps) return problem('lacks the port, as in :8080');
  const port = where.port === undefined ? HTTPS_PORT : parsePort(where.port);
  if (port === undefined) return problem('has a port that is not a number from 1 to 65535');
  const secrets = parseFragment(fragment);
  if (typeof secrets === 'string') return problem(secrets);
  const { code, key } = secrets;
  return {
    ok: true,
    link: {
      host: where.host,
      port,
      isEncrypted: isHttps || key !== undefined,
      ...(code === undefined ? {} : { accessCode: code }),
      ...(key === undefined ? {} : { key }),
    },
  };
}

/** The `fifolio://` link to a server; the inverse of {@link parseConnectLink}. */
export function formatConnectLink(
  link: Endpoint & Pick<ConnectLink, 'accessCode' | 'key'>,
): string {
  const { host, port, accessCode, key } = link;
  // The zone of an IPv6 address (RFC 6874), or a name of other letters.
  const encodedHost = host.includes(':')
    ? `[${host.replace('%', '%25')}]`
    : encodeURIComponent(host);
  const fields = Object.entries({ code: accessCode, key }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return `fifolio://${encodedHost}:${port}/${fields.length === 0 ? '' : `#${fields.join('&')}`}`;
}

/** A link without what must not be shown. */
export function linkWithoutSecrets(text: string): string {
  return text
    .trim()
    .replace(/#.*$/s, '')
    .replace(/\/\/[^/?]*@/, '//');
}

interface Secrets {
  readonly code?: string;
  readonly key?: string;
}

/** What else a fragment holds may have been added by later versions. */
function parseFragment(fragment: string): Secrets | string {
  const secrets: { code?: string; key?: string } = {};
  for (const field of fragment.split('&')) {
    const [name = '', ...rest] = field.split('=');
    if (name !== 'code' && name !== 'key') continue;
    if (secrets[name] !== undefined) return `gives its ${name} twice`;
    const value = decoded(rest.join('='));
    if (value === undefined) return `has a ${name} whose percent signs do not encode UTF-8`;
    if (value === '') return `has an empty ${name}`;
    secrets[name] = value;
  }
  return secrets;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function problem(text: string): ParsedLink {
  return { ok: false, problem: text };
}
