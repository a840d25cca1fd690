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
  'limitRate',
  'limitRatePerClient',
  'requestTimeout',
  'idleTimeout',
  'hidden',
  'exclude',
  'allowHost',
  'metrics',
  'record',
  'recordSize',
  'recordAnonymous',
  'accessCode',
  'accessCodeFile',
  'allowPlain',
  'tls',
  'tlsCert',
  'tlsKey',
  'tlsOnly',
  'announce',
  'name',
  'qr',
  'panel',
  'panelHost',
  'panelToken',
  'json',
  'quiet',
] as const satisfies readonly SettingKey[];

/** How a server is got into, and known. */
export const ACCESS_SETTING_KEYS = [
  'accessCode',
  'accessCodeFile',
  'tls',
  'fingerprint',
] as const satisfies readonly SettingKey[];

/** The settings of a look that goes on. */
export const WATCH_SETTING_KEYS = [
  ...ACCESS_SETTING_KEYS,
  'json',
] as const satisfies readonly SettingKey[];

/** The settings of a question to a server. */
export const ASK_SETTING_KEYS = [
  'dialect',
  ...ACCESS_SETTING_KEYS,
  'json',
  'quiet',
] as const satisfies readonly SettingKey[];

/** The settings of the list of trusted servers. */
export const TRUST_SETTING_KEYS = ['json', 'quiet'] as const satisfies readonly SettingKey[];

/** The settings of a simulation. */
export const SIMULATE_SETTING_KEYS = ['json'] as const satisfies readonly SettingKey[];

/** The settings of a download. */
export const GET_SETTING_KEYS = [
  'to',
  'ifExists',
  'retryFor',
  'retries',
  'parallel',
  'limitRate',
  'dialect',
  ...ACCESS_SETTING_KEYS,
  'json',
  'quiet',
] as const satisfies readonly SettingKey[];

/** The settings of a look at what keeps others out. */
export const DOCTOR_SETTING_KEYS = ['port', 'json'] as const satisfies readonly SettingKey[];

/** The settings of a look at who is there. */
export const DISCOVER_SETTING_KEYS = ['json'] as const satisfies readonly SettingKey[];
