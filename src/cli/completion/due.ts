import type { Argument, Command, Option } from 'commander';
import { POLICY_NAMES } from '../../shared/laboratory-names.ts';
import { SETTINGS } from '../settings/settings.ts';

/** A word that a shell can offer, and what it means. */
export interface Candidate {
  readonly word: string;
  readonly description?: string;
}

/** What can stand at the cursor. */
export type Due =
  | { readonly kind: 'words'; readonly words: readonly Candidate[] }
  /** A folder or a file of this computer. */
  | { readonly kind: 'folder' | 'file' }
  /** A server as `HOST:PORT`, or its name alone. */
  | { readonly kind: 'server' | 'host' }
  /** One whose key was accepted, as `HOST:PORT`. */
  | { readonly kind: 'trusted-server' }
  | { readonly kind: 'port'; readonly host: string }
  /** A name on a server: of a file or a folder, as the words before say; `words` are possible too. */
  | {
      readonly kind: 'name';
      readonly server: readonly string[];
      readonly foldersOnly: boolean;
      readonly words: readonly Candidate[];
    };

export interface Position {
  readonly due: Due;
  /** What stands before the value in the word: `--to=`, or nothing. */
  readonly lead: string;
  /** What has been typed of it. */
  readonly typed: string;
}

const NOTHING: Due = { kind: 'words', words: [] };

/** What an argument means by its name; it gets the arguments before it. */
export const ARGUMENTS: Readonly<Record<string, (before: readonly string[]) => Due>> = {
  'host:port': () => ({ kind: 'server' }),
  server: () => ({ kind: 'trusted-server' }),
  host: () => ({ kind: 'host' }),
  port: ([host]) => (host === undefined ? NOTHING : { kind: 'port', host }),
  file: ([host = '', port = '']) => ({
    kind: 'name',
    server: [host, port],
    foldersOnly: false,
    words: [{ word: 'list', description: 'list the cache' }],
  }),
  names: ([server = '']) => ({ kind: 'name', server: [server], foldersOnly: false, words: [] }),
  folder: ([server = '']) => ({ kind: 'name', server: [server], foldersOnly: true, words: [] }),
  directory: () => ({ kind: 'folder' }),
  trace: () => ({ kind: 'file' }),
};

/** What the value of an option means by its placeholder; those that stand for free text are not listed. */
const VALUES: Readonly<Record<string, Due>> = {
  folder: { kind: 'folder' },
  file: { kind: 'file' },
  'policy...': { kind: 'words', words: POLICY_NAMES.map((word) => ({ word })) },
};

/**
 * What can stand at the cursor of a command line.
 *
 * @param words - those before the cursor, unquoted and without the program's own; the last is the one at
 * the cursor as far as it is typed, which may be empty
 */
export function dueAt(program: Command, words: readonly string[]): Position {
  const typed = words.at(-1) ?? '';
  let command = program;
  let awaiting: Option | undefined;
  let onlyArguments = false;
  const before: string[] = [];
  for (const word of words.slice(0, -1)) {
    const isValue = awaiting !== undefined && !(awaiting.optional && word.startsWith('-'));
    awaiting = undefined;
    if (isValue) continue;
    if (!onlyArguments && word === '--') onlyArguments = true;
    else if (!onlyArguments && isOption(word)) awaiting = optionWithValue(command, word);
    else if (command.commands.length > 0) command = commandNamed(command, word) ?? command;
    else before.push(word);
  }
  const whole = (due: Due): Position => ({ due, lead: '', typed });
  if (awaiting !== undefined && !(awaiting.optional && isOption(typed))) {
    return whole(valueOf(awaiting));
  }
  if (!onlyArguments && typed.startsWith('-')) {
    const [, lead, value] = /^(--[^=]+=)(.*)$/s.exec(typed) ?? [];
    if (lead === undefined) return whole({ kind: 'words', words: optionsOf(command) });
    const option = optionWithValue(command, lead.slice(0, -1));
    return { due: option === undefined ? NOTHING : valueOf(option), lead, typed: value ?? '' };
  }
  if (command.commands.length > 0) return whole({ kind: 'words', words: commandsOf(command) });
  const argument = argumentAt(command, before.length);
  if (argument === undefined) return whole(NOTHING);
  return whole(argumentDue(argument, program, before));
}

function isOption(word: string): boolean {
  return word.length > 1 && word.startsWith('-');
}

function optionWithValue(command: Command, flag: string): Option | undefined {
  return visibleOptions(command).find(
    ({ long, short, required, optional }) =>
      (long === flag || short === flag) && (required || optional),
  );
}

function valueOf(option: Option): Due {
  const settings: Readonly<Record<string, { readonly choices?: readonly string[] }>> = SETTINGS;
  const choices = option.argChoices ?? settings[option.attributeName()]?.choices;
  if (choices !== undefined) return { kind: 'words', words: choices.map((word) => ({ word })) };
  const placeholder = /[<[]([^>\]]+)[>\]]/.exec(option.flags)?.[1] ?? '';
  return VALUES[placeholder] ?? NOTHING;
}

function argumentAt(command: Command, index: number): Argument | undefined {
  const { registeredArguments } = command;
  const last = registeredArguments.at(-1);
  return registeredArguments[index] ?? (last?.variadic === true ? last : undefined);
}

function argumentDue(argument: Argument, program: Command, before: readonly string[]): Due {
  if (argument.argChoices !== undefined) {
    return { kind: 'words', words: argument.argChoices.map((word) => ({ word })) };
  }
  if (argument.name() === 'command') return { kind: 'words', words: commandsOf(program) };
  return ARGUMENTS[argument.name()]?.(before) ?? NOTHING;
}

/** With `help`, which commander keeps apart from the others. */
function visibleCommands(command: Command): readonly Command[] {
  return command.createHelp().visibleCommands(command);
}

function visibleOptions(command: Command): readonly Option[] {
  return command.createHelp().visibleOptions(command);
}

function commandNamed(command: Command, name: string): Command | undefined {
  return visibleCommands(command).find((each) => each.name() === name);
}

function commandsOf(command: Command): Candidate[] {
  return visibleCommands(command).map((each) => ({
    word: each.name(),
    description: each.description(),
  }));
}

function optionsOf(command: Command): Candidate[] {
  return visibleOptions(command).map(({ long, short, description }) => ({
    word: long ?? short ?? '',
    description,
  }));
}
