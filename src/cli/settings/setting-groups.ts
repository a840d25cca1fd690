import type { SettingKey } from './settings.ts';

/** The settings of a server. */
export const SERVE_SETTING_KEYS = [
  'directory',
  'port',
  'host',
  'threads',
  'cacheSize',
  'drain',
  'grace',
  'maxConnections',
  'maxConnectionsPerAddress',
  'requestTimeout',
  'idleTimeout',
  'hidden',
  'exclude',
  'allowHost',
  'metrics',
  'accessCode',
  'accessCodeFile',
  'allowPlain',
  'tls',
  'tlsCert',
  'tlsKey',
  'tlsOnly',
  'qr',
  'panel',
  'panelHost',
  'panelToken',
  'json',
  'quiet',
] as const satisfies readonly SettingKey[];

/** The settings of a question to a server. */
export const ASK_SETTING_KEYS = [
  'dialect',
  'json',
  'quiet',
] as const satisfies readonly SettingKey[];

/** The settings of a download. */
export const GET_SETTING_KEYS = [
  'to',
  'ifExists',
  'retryFor',
  'retries',
  'dialect',
  'json',
  'quiet',
] as const satisfies readonly SettingKey[];
