import type { Context } from '../../../src/cli/context.ts';
import { EXIT, type ExitCode } from '../../../src/cli/exit-codes.ts';
import type { Endpoint } from '../../../src/shared/endpoint.ts';
import { loadSettings } from '../../../src/cli/settings/load-settings.ts';
import {
  ASK_SETTING_KEYS,
  GET_SETTING_KEYS,
  SERVE_SETTING_KEYS,
} from '../../../src/cli/settings/setting-groups.ts';
import type { RawFlags, SettingKey } from '../../../src/cli/settings/settings.ts';

/* Stands in for the commands: reads their settings as they do, and does nothing with them. */

async function read(
  keys: readonly SettingKey[],
  flags: RawFlags,
  context: Context,
): Promise<ExitCode> {
  await loadSettings(keys, flags, context.environment);
  return EXIT.done;
}

export const serve = (context: Context, flags: RawFlags): Promise<ExitCode> =>
  read(SERVE_SETTING_KEYS, flags, context);

export const get = (context: Context, request: { readonly flags: RawFlags }): Promise<ExitCode> =>
  read(GET_SETTING_KEYS, request.flags, context);

const ask = (context: Context, _server: Endpoint, flags: RawFlags): Promise<ExitCode> =>
  read(ASK_SETTING_KEYS, flags, context);

export { ask as files, ask as list, ask as stats, ask as watch };
