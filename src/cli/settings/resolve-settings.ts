import { isFolder } from './served-folder.ts';
import {
  isList,
  type RawFlags,
  type SettingKey,
  SETTINGS,
  type SettingValues,
} from './settings.ts';
import { readValue } from './values.ts';

interface Sources {
  readonly flags: RawFlags;
  readonly environment: NodeJS.ProcessEnv;
  readonly config: SettingValues;
}

/**
 * Reads settings from their sources: a flag before an environment variable before the configuration
 * file.
 *
 * @throws {CliError} usage, naming the flag or the variable that has an impossible value.
 */
export function resolveSettings<Key extends SettingKey>(
  keys: readonly Key[],
  { flags, environment, config }: Sources,
): SettingValues<Key> {
  const values: Partial<Record<SettingKey, unknown>> = {};
  for (const key of keys) {
    const value = fromFlag(key, flags[key]) ?? fromEnvironment(key, environment) ?? config[key];
    if (value !== undefined) values[key] = value;
  }
  return values as SettingValues<Key>;
}

function fromFlag(key: SettingKey, raw: unknown): unknown {
  if (raw === undefined) return undefined;
  // A bare `--panel` asks for any free port, as port 0 does.
  if (raw === true && key === 'panel') return 0;
  // What a `--no-…` is without being given is no choice: it must leave the other sources theirs.
  if (raw === true && isNegative(key)) return undefined;
  if (typeof raw === 'boolean') return raw;
  const texts = (Array.isArray(raw) ? raw : [raw]).filter((text) => typeof text === 'string');
  return readTexts(key, texts, flagName(key));
}

function fromEnvironment(key: SettingKey, environment: NodeJS.ProcessEnv): unknown {
  const name = SETTINGS[key].environment;
  const text = environment[name];
  if (text === undefined || text === '') return undefined;
  return readTexts(key, isWhole(key, text) ? [text] : splitList(text), name);
}

/** Whether the value of a variable is one: a folder's own name may have commas. */
function isWhole(key: SettingKey, text: string): boolean {
  const { kind } = SETTINGS[key];
  return !isList(kind) || (kind === 'folders' && isFolder(text));
}

function splitList(text: string): string[] {
  return text.split(',').map((part) => part.trim());
}

/** Reads the texts of one setting; `source` names it in a message. */
export function readTexts(key: SettingKey, texts: readonly string[], source: string): unknown {
  const { kind, parse } = SETTINGS[key];
  return readValue<unknown>(source, () =>
    isList(kind) ? texts.map((text) => parse(text)) : parse(texts.at(-1) ?? ''),
  );
}

function isNegative(key: SettingKey): boolean {
  const setting: { readonly flag?: string } = SETTINGS[key];
  return setting.flag?.startsWith('--no-') === true;
}

function flagName(key: SettingKey): string {
  // It may also have been given as an argument of its own.
  if (key === 'port') return 'The port';
  const setting: { readonly flag?: string } = SETTINGS[key];
  return /--[\w-]+/.exec(setting.flag ?? '')?.[0] ?? key.toUpperCase();
}
