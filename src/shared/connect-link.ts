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

/** What keeps a text from being a link; `code` and `key` are those of the fragment. */
export type LinkProblem =
  | 'scheme'
  | 'user'
  | 'no-host'
  | 'no-port'
  | 'bad-port'
  | `${'code' | 'key'}-twice`
  | `${'code' | 'key'}-encoding`
  | `empty-${'code' | 'key'}`;

export type ParsedLink =
  | { readonly ok: true; readonly link: ConnectLink }
  | { readonly ok: false; readonly problem: LinkProblem };

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
    return problem('scheme');
  }
  if (authority.includes('@')) {
    return problem('user');
  }
  const where = splitEndpoint(decoded(authority) ?? '');
  if (where === undefined || !isHostName(where.host)) {
    return problem('no-host');
  }
  if (where.port === undefined && !isHttps) return problem('no-port');
  const port = where.port === undefined ? HTTPS_PORT : parsePort(where.port);
  if (port === undefined) return problem('bad-port');
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
function parseFragment(fragment: string): Secrets | LinkProblem {
  const secrets: { code?: string; key?: string } = {};
  for (const field of fragment.split('&')) {
    const [name = '', ...rest] = field.split('=');
    if (name !== 'code' && name !== 'key') continue;
    if (secrets[name] !== undefined) return `${name}-twice`;
    const value = decoded(rest.join('='));
    if (value === undefined) return `${name}-encoding`;
    if (value === '') return `empty-${name}`;
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

function problem(what: LinkProblem): ParsedLink {
  return { ok: false, problem: what };
}
