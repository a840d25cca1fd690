import { resolveSettings } from './resolve-settings.ts';
import type { RawFlags, SettingKey, SettingValues } from './settings.ts';
import { parsePath } from './values.ts';

export const CONFIG_VARIABLE = 'FIFOLIO_CONFIG';

/**
 * The settings of one command from flags, environment and, if one is named, the configuration file.
 *
 * @throws {CliError} usage or local, naming the source of what is wrong.
 */
export async function loadSettings<Key extends SettingKey>(
  keys: readonly Key[],
  flags: RawFlags,
  environment: NodeJS.ProcessEnv,
): Promise<SettingValues<Key>> {
  const named = flags['config'] ?? environment[CONFIG_VARIABLE];
  let config: SettingValues = {};
  if (typeof named === 'string' && named !== '') {
    // The schema library is loaded only by those who have a file to check: it would double the start.
    const { readConfigFile } = await import('./config-file.ts');
    config = await readConfigFile(parsePath(named));
  }
  return resolveSettings(keys, { flags, environment, config });
}
