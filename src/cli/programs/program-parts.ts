import { Option } from 'commander';
import type { Command } from 'commander';
import type { ExitCode } from '../exit-codes.ts';
import { exitCodesHelp } from '../exit-codes.ts';
import { isList, SETTINGS } from '../settings/settings.ts';
import type { SettingKey } from '../settings/settings.ts';

/** Called by a command with its exit code. */
export type Finish = (exitCode: ExitCode) => void;

const SETTINGS_READ = new WeakMap<Command, readonly SettingKey[]>();

/** The settings that {@link addSettings} has a command read, for its man page. */
export function settingsReadBy(command: Command): readonly SettingKey[] {
  return SETTINGS_READ.get(command) ?? [];
}

/** Adds the flags of settings; what they read is checked later, together with their other sources. */
export function addSettings(command: Command, keys: readonly SettingKey[]): Command {
  SETTINGS_READ.set(command, keys);
  for (const key of keys) {
    const {
      flag,
      description,
      environment,
      kind,
    }: { flag?: string } & (typeof SETTINGS)[SettingKey] = SETTINGS[key];
    if (flag === undefined) continue;
    const option = new Option(flag, `${description} [${environment}]`);
    if (isList(kind)) option.argParser(collect);
    command.addOption(option);
  }
  return command.option('--config <file>', 'read settings from a JSON file [FIFOLIO_CONFIG]');
}

function collect(text: string, previous: unknown): unknown[] {
  return [...(Array.isArray(previous) ? (previous as unknown[]) : []), text];
}

const EXAMPLES = new WeakMap<Command, readonly string[]>();

/** Ends the help of a command with examples, where settings come from, and the exit codes. */
export function addExamples(command: Command, examples: readonly string[]): Command {
  EXAMPLES.set(command, examples);
  return command.addHelpText('after', helpEnding(examples));
}

/** What {@link addExamples} gave a command, for its man page. */
export function examplesOf(command: Command): readonly string[] {
  return EXAMPLES.get(command) ?? [];
}

function helpEnding(examples: readonly string[]): string {
  return [
    '',
    'Examples:',
    ...examples.map((example) => `  ${example}`),
    '',
    'A setting comes from its flag, else from the environment variable in brackets, else from the',
    'file named by --config, whose keys are the flags in camel case: {"port": [8080], "cacheSize": "32MiB"}.',
    '',
    exitCodesHelp(),
  ].join('\n');
}
