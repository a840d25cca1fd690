import type { DialectChoice, IfExists } from '../../engine/index.ts';
import {
  MOST_CONNECTIONS,
  MOST_CONNECTIONS_PER_ADDRESS,
  MOST_PARALLEL,
} from '../../shared/server-values.ts';
import {
  duration,
  oneOf,
  parseCacheSize,
  parseListenHost,
  parseListenPort,
  parsePath,
  parseRecordSize,
  parseRate,
  parseSwitch,
  parseText,
  wholeNumber,
} from './values.ts';
import { parseServedFolder } from './served-folder.ts';

/** How a setting is written in a configuration file: its JSON type. */
export type SettingKind = 'text' | 'number' | 'quantity' | 'switch' | ListKind;

/** Kinds of which there may be several values. */
const LIST_KINDS = ['ports', 'texts', 'folders'] as const;
type ListKind = (typeof LIST_KINDS)[number];
const LISTS: ReadonlySet<SettingKind> = new Set(LIST_KINDS);

export function isList(kind: SettingKind): boolean {
  return LISTS.has(kind);
}

interface Setting<Value, Kind extends SettingKind> {
  readonly kind: Kind;
  /** The environment variable. */
  readonly environment: string;
  /** As commander wants it; absent for settings that are positional arguments. */
  readonly flag?: string;
  readonly description: string;
  /** The only values that it can have. */
  readonly choices?: readonly string[];
  readonly parse: (text: string) => Value;
}

function setting<Value, Kind extends SettingKind>(
  value: Setting<Value, Kind>,
): Setting<Value, Kind> {
  return value;
}

const IF_EXISTS: readonly IfExists[] = ['keep-both', 'replace', 'skip', 'fail'];
const DIALECTS: readonly DialectChoice[] = ['auto', 'native', 'plain'];

/** Where a server listens unless it is told otherwise. */
export const DEFAULT_PORT = 8080;

/**
 * Every setting that can come from a flag, an environment variable or a configuration file. The
 * flags, their help, the variables and the file's schema are all made from this table.
 */
export const SETTINGS = {
  directory: setting({
    kind: 'folders',
    environment: 'FIFOLIO_DIRECTORY',
    description: 'the folder to share, or several, each as DIRECTORY or NAME=DIRECTORY',
    parse: parseServedFolder,
  }),
  port: setting({
    kind: 'ports',
    environment: 'FIFOLIO_PORT',
    flag: '-p, --port <number>',
    description: 'port to listen on; may be repeated; 0 picks a free one (default: 8080)',
    parse: parseListenPort,
  }),
  host: setting({
    kind: 'text',
    environment: 'FIFOLIO_HOST',
    flag: '--host <address>',
    description:
      'address to listen on; 0.0.0.0 or :: for the whole network (default: 127.0.0.1, this computer only)',
    parse: parseListenHost,
  }),
  threads: setting({
    kind: 'number',
    environment: 'FIFOLIO_THREADS',
    flag: '--threads <number>',
    description: 'worker threads, 1 to 64 (default: one per processor, at least 2)',
    parse: wholeNumber(1, 64),
  }),
  cacheSize: setting({
    kind: 'quantity',
    environment: 'FIFOLIO_CACHE_SIZE',
    flag: '--cache-size <size>',
    description:
      'memory for cached files, such as 32MiB; 0 turns the cache off (default: 64MiB, the most)',
    parse: parseCacheSize,
  }),
  drain: setting({
    kind: 'quantity',
    environment: 'FIFOLIO_DRAIN',
    flag: '--drain <time>',
    description:
      'before stopping, serve on for so long while /.fifolio/health says 503, for load balancers (default: 0)',
    parse: duration(0),
  }),
  grace: setting({
    kind: 'quantity',
    environment: 'FIFOLIO_GRACE',
    flag: '--grace <time>',
    description: 'time that running transfers get when the server is stopped (default: 10s)',
    parse: duration(0),
  }),
  maxConnections: setting({
    kind: 'number',
    environment: 'FIFOLIO_MAX_CONNECTIONS',
    flag: '--max-connections <number>',
    description:
      'open connections, over all ports (default: 1024, fewer where few open files are allowed)',
    parse: wholeNumber(1, MOST_CONNECTIONS),
  }),
  maxConnectionsPerAddress: setting({
    kind: 'number',
    environment: 'FIFOLIO_MAX_CONNECTIONS_PER_ADDRESS',
    flag: '--max-connections-per-address <number>',
    description: 'open connections from one address; this computer is exempt (default: 64)',
    parse: wholeNumber(1, MOST_CONNECTIONS_PER_ADDRESS),
  }),
  limitRate: setting({
    kind: 'quantity',
    environment: 'FIFOLIO_LIMIT_RATE',
    flag: '--limit-rate <rate>',
    description:
      'most bytes a second for everything together, such as 2MiB; at least 16KiB (default: no limit)',
    parse: parseRate,
  }),
  limitRatePerClient: setting({
    kind: 'quantity',
    environment: 'FIFOLIO_LIMIT_RATE_PER_CLIENT',
    flag: '--limit-rate-per-client <rate>',
    description:
      'most bytes a second to each address, over all its connections (default: no limit)',
    parse: parseRate,
  }),
  requestTimeout: setting({
    kind: 'quantity',
    environment: 'FIFOLIO_REQUEST_TIMEOUT',
    flag: '--request-timeout <time>',
    description: 'time to send one whole request (default: 10s)',
    parse: duration(1),
  }),
  idleTimeout: setting({
    kind: 'quantity',
    environment: 'FIFOLIO_IDLE_TIMEOUT',
    flag: '--idle-timeout <time>',
    description: 'time without a byte in either direction (default: 30s)',
    parse: duration(1),
  }),
  hidden: setting({
    kind: 'switch',
    environment: 'FIFOLIO_HIDDEN',
    flag: '--hidden',
    description: 'also share files and folders whose names begin with a dot',
    parse: parseSwitch,
  }),
  exclude: setting({
    kind: 'texts',
    environment: 'FIFOLIO_EXCLUDE',
    flag: '--exclude <pattern>',
    description: 'do not share what matches, in the syntax of .gitignore; may be repeated',
    parse: parseText,
  }),
  allowHost: setting({
    kind: 'texts',
    environment: 'FIFOLIO_ALLOW_HOST',
    flag: '--allow-host <name>',
    description:
      'a host name that browsers may use for this server, beside those of this computer; * for any; may be repeated',
    parse: parseText,
  }),
  metrics: setting({
    kind: 'switch',
    environment: 'FIFOLIO_METRICS',
    flag: '--metrics',
    description: 'answer /.fifolio/metrics to other computers, too',
    parse: parseSwitch,
  }),
  record: setting({
    kind: 'text',
    environment: 'FIFOLIO_RECORD',
    flag: '--record <file>',
    description:
      'write down every request for a file, as CSV; for fifolio simulate (default: none)',
    parse: parsePath,
  }),
  recordSize: setting({
    kind: 'quantity',
    environment: 'FIFOLIO_RECORD_SIZE',
    flag: '--record-size <size>',
    description:
      'at this size the recording is renamed to FILE.1, in place of the one before, and begun anew (default: 256MiB)',
    parse: parseRecordSize,
  }),
  recordAnonymous: setting({
    kind: 'switch',
    environment: 'FIFOLIO_RECORD_ANONYMOUS',
    flag: '--record-anonymous',
    description:
      'hash the names in the recording, with a key that is new at every start and never kept',
    parse: parseSwitch,
  }),
  accessCode: setting({
    kind: 'text',
    environment: 'FIFOLIO_ACCESS_CODE',
    flag: '--access-code <code>',
    description:
      'the code that is needed to come in; other users may see it in a command, so better use the variable or a file (default: none)',
    parse: parseText,
  }),
  accessCodeFile: setting({
    kind: 'text',
    environment: 'FIFOLIO_ACCESS_CODE_FILE',
    flag: '--access-code-file <file>',
    description: 'a file with the access code in its first line, which nobody else can read',
    parse: parsePath,
  }),
  allowPlain: setting({
    kind: 'switch',
    environment: 'FIFOLIO_ALLOW_PLAIN',
    flag: '--allow-plain',
    description:
      'let clients in that speak the plain dialect, although they cannot give the access code',
    parse: parseSwitch,
  }),
  tls: setting({
    kind: 'switch',
    environment: 'FIFOLIO_TLS',
    flag: '--tls',
    description:
      'encrypt: a server with a key that it makes once and keeps; a client without ever falling back',
    parse: parseSwitch,
  }),
  tlsCert: setting({
    kind: 'text',
    environment: 'FIFOLIO_TLS_CERT',
    flag: '--tls-cert <file>',
    description: 'encrypt with a certificate of your own (PEM); read again when it changes',
    parse: parsePath,
  }),
  tlsKey: setting({
    kind: 'text',
    environment: 'FIFOLIO_TLS_KEY',
    flag: '--tls-key <file>',
    description: 'the private key of --tls-cert (PEM)',
    parse: parsePath,
  }),
  tlsOnly: setting({
    kind: 'switch',
    environment: 'FIFOLIO_TLS_ONLY',
    flag: '--tls-only',
    description: 'encrypt, and refuse clients that do not; browsers are sent to https',
    parse: parseSwitch,
  }),
  announce: setting({
    kind: 'switch',
    environment: 'FIFOLIO_ANNOUNCE',
    flag: '--no-announce',
    description:
      'do not tell the network that this server is there; else others find it with "fifolio discover"',
    parse: parseSwitch,
  }),
  name: setting({
    kind: 'text',
    environment: 'FIFOLIO_NAME',
    flag: '--name <name>',
    description: "what the server is called where others find it (default: this computer's name)",
    parse: parseText,
  }),
  qr: setting({
    kind: 'switch',
    environment: 'FIFOLIO_QR',
    flag: '--qr',
    description: 'print a QR code of the first address, for a phone',
    parse: parseSwitch,
  }),
  panel: setting({
    kind: 'number',
    environment: 'FIFOLIO_PANEL',
    flag: '--panel [port]',
    description:
      'also serve the control panel to a browser; without a port, on the last one used or a free one',
    parse: parseListenPort,
  }),
  panelHost: setting({
    kind: 'text',
    environment: 'FIFOLIO_PANEL_HOST',
    flag: '--panel-host <address>',
    description:
      'address of the panel; any other than this computer needs --panel-token (default: 127.0.0.1)',
    parse: parseListenHost,
  }),
  panelToken: setting({
    kind: 'text',
    environment: 'FIFOLIO_PANEL_TOKEN',
    flag: '--panel-token <secret>',
    description:
      "the secret in the panel's address (default: a random one, kept in the data folder)",
    parse: parseText,
  }),
  to: setting({
    kind: 'text',
    environment: 'FIFOLIO_TO',
    flag: '--to <folder>',
    description: 'folder to put files into; created if missing (default: the current one)',
    parse: parsePath,
  }),
  ifExists: setting({
    kind: 'text',
    environment: 'FIFOLIO_IF_EXISTS',
    flag: '--if-exists <what>',
    description: 'when a file is there already: keep-both, replace, skip or fail (default: fail)',
    choices: IF_EXISTS,
    parse: oneOf(IF_EXISTS),
  }),
  retryFor: setting({
    kind: 'quantity',
    environment: 'FIFOLIO_RETRY_FOR',
    flag: '--retry-for <time>',
    description: 'how long to retry after a lost connection; 0 turns retries off (default: 10m)',
    parse: duration(0),
  }),
  retries: setting({
    kind: 'number',
    environment: 'FIFOLIO_RETRIES',
    flag: '--retries <number>',
    description: 'most retries in a row (default: as many as --retry-for allows)',
    parse: wholeNumber(0, 1000),
  }),
  parallel: setting({
    kind: 'number',
    environment: 'FIFOLIO_PARALLEL',
    flag: '--parallel <number>',
    description:
      'files to receive at once, each on a connection of its own, 1 to 16 (default: 1; 4 from plain servers)',
    parse: wholeNumber(1, MOST_PARALLEL),
  }),
  dialect: setting({
    kind: 'text',
    environment: 'FIFOLIO_DIALECT',
    flag: '--dialect <name>',
    description: 'how to speak to the server: auto, native or plain (default: auto)',
    choices: DIALECTS,
    parse: oneOf(DIALECTS),
  }),
  fingerprint: setting({
    kind: 'text',
    environment: 'FIFOLIO_FINGERPRINT',
    flag: '--fingerprint <fingerprint>',
    description:
      'the only key that the server may have, as text, hex digits or words, for scripts; implies --tls (default: the key of the first meeting)',
    parse: parseText,
  }),
  json: setting({
    kind: 'switch',
    environment: 'FIFOLIO_JSON',
    flag: '--json',
    description: 'print JSON for programs instead of text for people',
    parse: parseSwitch,
  }),
  quiet: setting({
    kind: 'switch',
    environment: 'FIFOLIO_QUIET',
    flag: '-q, --quiet',
    description: 'print nothing but errors and what was asked for',
    parse: parseSwitch,
  }),
} as const;

export type SettingKey = keyof typeof SETTINGS;

type ParsedValue<Key extends SettingKey> = ReturnType<(typeof SETTINGS)[Key]['parse']>;

/** The value of a setting once read: a list where there may be several, else one. */
export type SettingValue<Key extends SettingKey> = (typeof SETTINGS)[Key]['kind'] extends ListKind
  ? readonly ParsedValue<Key>[]
  : ParsedValue<Key>;

/** Settings that were made somewhere; those that were not are left to their defaults. */
export type SettingValues<Key extends SettingKey = SettingKey> = {
  readonly [Each in Key]?: SettingValue<Each>;
};

/** Flags and arguments as commander collects them: text, several texts, or a bare switch. */
export type RawFlags = Readonly<Record<string, unknown>>;
