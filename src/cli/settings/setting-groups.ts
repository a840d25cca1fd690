import type { SettingKey } from './settings.ts';

/** What a server can be told. */
export const SERVE_SETTING_KEYS = [
  'directory',
  'port',
  'host',
  'threads',
  'cacheSize',
  'grace',
  'maxConnections',
  'maxConnectionsPerAddress',
  'requestTimeout',
  'idleTimeout',
  'panel',
  'panelHost',
  'panelToken',
  'json',
  'quiet',
] as const satisfies readonly SettingKey[];

/** What a question to a server can be told. */
export const ASK_SETTING_KEYS = [
  'dialect',
  'json',
  'quiet',
] as const satisfies readonly SettingKey[];

/** What a download can be told. */
export const GET_SETTING_KEYS = [
  'to',
  'ifExists',
  'retryFor',
  'retries',
  'dialect',
  'json',
  'quiet',
] as const satisfies readonly SettingKey[];
