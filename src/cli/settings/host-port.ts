import {
  isConnectLink,
  type LinkProblem,
  linkWithoutSecrets,
  parseConnectLink,
} from '../../shared/connect-link.ts';
import {
  type Endpoint,
  type EndpointText,
  isHostName,
  splitEndpoint,
} from '../../shared/endpoint.ts';
import type { CliError } from '../cli-error.ts';
import { usageError } from '../cli-error.ts';
import { parseRemotePort, quote, readValue } from './values.ts';

/** A server as it was named: by its address, or by a link that may say more. */
export interface ServerArgument {
  readonly endpoint: Endpoint;
  /** What a link says beside the address. */
  readonly link?: {
    readonly isEncrypted: boolean;
    readonly accessCode?: string;
    /** The fingerprint of the server's key, in whatever notation. */
    readonly key?: string;
  };
}

/** To follow the link itself. */
const LINK_PROBLEMS: Readonly<Record<LinkProblem, string>> = {
  scheme: 'does not begin with fifolio:// or https://',
  user: 'has a user name or password before its host, which servers here do not know',
  'no-host': 'has no host name or IP address behind its //',
  'no-port': 'lacks the port, as in :8080',
  'bad-port': 'has a port that is not a number from 1 to 65535',
  'code-twice': 'gives its code twice',
  'key-twice': 'gives its key twice',
  'code-encoding': 'has a code whose percent signs do not encode UTF-8',
  'key-encoding': 'has a key whose percent signs do not encode UTF-8',
  'empty-code': 'has an empty code',
  'empty-key': 'has an empty key',
};

/** Reads `HOST:PORT`, `fifolio://HOST:PORT/…` or `https://HOST:PORT/…`. Secrets in it are in no message. */
export function parseServer(text: string): ServerArgument {
  if (isConnectLink(text)) {
    const parsed = parseConnectLink(text);
    if (!parsed.ok) {
      throw usageError(
        `The link ${quote(linkWithoutSecrets(text))} ${LINK_PROBLEMS[parsed.problem]}`,
      );
    }
    const { host, port, ...link } = parsed.link;
    return { endpoint: { host, port }, link };
  }
  const shown = linkWithoutSecrets(text);
  if (text.includes('#') && !text.includes('://')) {
    throw usageError(
      `What follows # in ${quote(shown)} is understood only in a link that begins with fifolio:// or https://`,
    );
  }
  return { endpoint: parseHostPort(shown) };
}

/** Reads `HOST:PORT` as typed: `server.local:8080`, `192.168.1.5:8080`, `[::1]:8080`. */
export function parseHostPort(text: string): Endpoint {
  if (text.includes('://')) {
    throw usageError(
      `Write the server as HOST:PORT, or as a link that begins with fifolio:// or https://, not as ${quote(text)}`,
    );
  }
  const parts = splitEndpoint(text);
  if (parts !== undefined) return checked(parts, text);
  throw text.split(':').length > 2
    ? usageError(`An IPv6 address needs brackets, as in [::1]:8080: ${quote(text)}`)
    : notAHost(text);
}

/** Reads HOST and PORT given as two words; brackets around an IPv6 address may be left out. */
export function parseHostAndPort(host: string, port: string): Endpoint {
  const bare = /^\[(.*)\]$/.exec(host)?.[1] ?? host;
  return checked({ host: bare, port }, `${host} ${port}`);
}

function checked({ host, port }: EndpointText, text: string): Endpoint {
  if (port === undefined) {
    throw usageError(
      `The port is missing in ${quote(text)}: write HOST:PORT, as in 192.168.1.5:8080`,
    );
  }
  if (!isHostName(host)) throw notAHost(host);
  return { host, port: readValue('The port', () => parseRemotePort(port)) };
}

function notAHost(host: string): CliError {
  return usageError(
    `${quote(host)} is not a host name or an IP address: write it as in server.local or 192.168.1.5`,
  );
}
