import { expect, it } from 'vitest';
import { SETTINGS, type SettingKey } from '../../src/cli/settings/settings.ts';
import { GET_SETTING_KEYS, SERVE_SETTING_KEYS } from '../../src/cli/settings/setting-groups.ts';
import { settingGroups } from '../../src/renderer/settings/setting-groups.ts';

function flagsOf(keys: readonly SettingKey[]): string[] {
  return keys.flatMap((key) => {
    const setting = SETTINGS[key];
    return 'flag' in setting ? (setting.flag.match(/--[a-z-]+/g) ?? []) : [];
  });
}

// A switch of the command alone, in no file and no variable.
const flags = {
  serve: flagsOf(SERVE_SETTING_KEYS),
  get: [...flagsOf(GET_SETTING_KEYS), '--no-keep-times'],
};

it('the options that the panel names beside its settings are those of the commands', () => {
  const named = settingGroups().flatMap(({ lines }) => lines.flatMap(({ cli }) => cli ?? []));
  expect(named.length).toBeGreaterThan(12);
  for (const name of named) {
    const [command, ...options] = name.split(' ') as [keyof typeof flags, ...string[]];
    expect(options, name).not.toHaveLength(0);
    expect(flags[command], name).toEqual(expect.arrayContaining(options));
  }
});
