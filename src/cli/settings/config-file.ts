import path from 'node:path';
import type { ZodType, core } from 'zod';
import { usageError } from '../cli-error.ts';
import { visibleText } from '../../shared/visible-text.ts';
import { nearest } from './nearest.ts';
import { readSettingsFile, tooOpenError } from './private-file.ts';
import { SETTINGS } from './settings.ts';
import { readTexts } from './resolve-settings.ts';
import type { SettingKey, SettingKind, SettingValues } from './settings.ts';
import { quote } from './values.ts';

const KEYS = Object.keys(SETTINGS) as SettingKey[];
/** Settings that are paths; in a file they are relative to that file, wherever the program runs. */
const PATHS: readonly SettingKey[] = ['directory', 'to', 'accessCodeFile', 'tlsCert', 'tlsKey'];

/**
 * Reads a configuration file: a JSON object whose keys are those of `SETTINGS`, all optional.
 *
 * @throws {CliError} local when the file cannot be read, or others can read an access code in it; usage when what it says is wrong, naming the key.
 */
export async function readConfigFile(file: string): Promise<SettingValues> {
  const shown = visibleText(file);
  const { text, isPrivate } = await readSettingsFile(file, 'The configuration file');
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw usageError(`${shown} is not valid JSON: ${visibleText(reason)}`);
  }
  const settings = await checkConfig(json, shown, path.dirname(path.resolve(file)));
  if (settings.accessCode !== undefined && !isPrivate) throw tooOpenError(file);
  return settings;
}

async function checkConfig(
  json: unknown,
  shown: string,
  directory: string,
): Promise<SettingValues> {
  const { z } = await import('zod');
  const types: Record<SettingKind, ZodType<string | number | boolean | unknown[]>> = {
    text: z.string('must be text in quotation marks'),
    number: z.number('must be a number'),
    quantity: z.union(
      [z.number(), z.string()],
      'must be a number, or text such as "10s" or "32MiB"',
    ),
    switch: z.boolean('must be true or false'),
    ports: z.union(
      // A list of one or more; zod would throw on some objects with a `length` if it had a bound.
      [z.number(), z.tuple([z.number()], z.number())],
      'must be a number or a list of numbers, such as [8080, 8081]',
    ),
    texts: z.union([z.string(), z.array(z.string())], 'must be text or a list of texts'),
  };
  const schema = z.strictObject(
    Object.fromEntries(
      Object.entries(SETTINGS).map(([key, { kind }]) => [key, types[kind].optional()]),
    ),
  );
  const result = schema.safeParse(json);
  if (!result.success) throw usageError(`${shown}: ${describeIssue(result.error.issues[0])}`);

  const values: Partial<Record<SettingKey, unknown>> = {};
  for (const key of KEYS) {
    const raw = result.data[key];
    if (raw === undefined) continue;
    const texts = Array.isArray(raw) ? raw.map(String) : [String(raw)];
    const value = readTexts(key, texts, `${shown}: "${key}"`);
    values[key] = PATHS.includes(key) ? path.resolve(directory, String(value)) : value;
  }
  return values as SettingValues;
}

function describeIssue(issue: core.$ZodIssue | undefined): string {
  if (issue?.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    const meant = nearest(key, KEYS);
    return `there is no setting ${quote(key)}${meant ? `; did you mean "${meant}"?` : `. Settings: ${KEYS.join(', ')}`}`;
  }
  const key = issue?.path[0];
  return key === undefined
    ? 'the file must hold a JSON object, such as {"port": 8080}'
    : `"${String(key)}" ${issue?.message ?? ''}`;
}
