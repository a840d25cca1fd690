import type { Command } from 'commander';
import { EXIT_CODES } from '../../src/cli/exit-codes.ts';
import { examplesOf, settingsReadBy } from '../../src/cli/programs/program-parts.ts';
import { CONFIG_VARIABLE } from '../../src/cli/settings/load-settings.ts';
import { SETTINGS } from '../../src/cli/settings/settings.ts';
import { FIFOLIO_VERSION } from '../../src/shared/version.ts';

/**
 * The man page of a program, made from its definition, in the macros of man(7).
 *
 * @param others - the programs whose pages it refers to
 */
export function manPage(program: Command, others: readonly string[]): string {
  const name = program.name();
  const commands = program.createHelp().visibleCommands(program);
  const lines = [
    // Without a date: the same version makes the same page.
    `.TH ${name.toUpperCase()} 1 "" "Fifolio ${FIFOLIO_VERSION}" "Fifolio"`,
    '.SH NAME',
    `${plain(name)} \\- ${plain(asPhrase(program.description()))}`,
    '.SH SYNOPSIS',
    synopsis(program),
    '.SH DESCRIPTION',
    plain(program.description()),
    ...argumentsOf(program),
    '.SH OPTIONS',
    ...optionsOf(program),
    ...(commands.length === 0 ? [] : ['.SH COMMANDS', ...commands.flatMap(commandSection)]),
    '.SH ENVIRONMENT',
    'A setting comes from its flag, else from its variable, else from the configuration file.',
    ...variablesOf(program),
    ...item(bold(CONFIG_VARIABLE), 'the configuration file, as --config names it'),
    '.SH FILES',
    'The configuration file is a JSON object. Its keys are the flags in camel case:',
    '.PP',
    ...literal(['{"port": [8080], "cacheSize": "32MiB"}']),
    '.SH EXIT STATUS',
    ...EXIT_CODES.flatMap(({ code, meaning }) => item(bold(String(code)), meaning)),
    '.SH EXAMPLES',
    ...literal(examplesOf(program)),
    '.SH SEE ALSO',
    others.map((other) => `${bold(other)}(1)`).join(', '),
  ];
  return `${lines.join('\n')}\n`;
}

function commandSection(command: Command): string[] {
  const examples = examplesOf(command);
  return [
    `.SS ${plain(command.name())}`,
    synopsis(command),
    '.PP',
    plain(`${asSentence(command.description())}.`),
    ...argumentsOf(command),
    ...optionsOf(command),
    ...(examples.length === 0 ? [] : ['.PP', 'Examples:', '.PP', ...literal(examples)]),
  ];
}

/** The name in bold, and the rest of the usage as commander words it. */
function synopsis(command: Command): string {
  const usage = command.createHelp().commandUsage(command);
  const [, name = '', rest = ''] = /^([^[<]*)(.*)$/s.exec(usage) ?? [];
  return `${bold(name.trim())} ${plain(rest)}`.trimEnd();
}

function argumentsOf(command: Command): string[] {
  const help = command.createHelp();
  return help
    .visibleArguments(command)
    .flatMap((argument) =>
      item(italic(help.argumentTerm(argument)), help.argumentDescription(argument)),
    );
}

function optionsOf(command: Command): string[] {
  const help = command.createHelp();
  return help
    .visibleOptions(command)
    .flatMap((option) => item(bold(help.optionTerm(option)), help.optionDescription(option)));
}

/** Those that the program or one of its commands reads. */
function variablesOf(program: Command): string[] {
  const read = new Set<string>([program, ...program.commands].flatMap(settingsReadBy));
  return Object.entries(SETTINGS)
    .filter(([key]) => read.has(key))
    .flatMap(([, { environment, description }]) => item(bold(environment), description));
}

function item(term: string, description: string): string[] {
  return ['.TP', term, plain(description)];
}

function literal(lines: readonly string[]): string[] {
  return ['.nf', '.RS 4', ...lines.map(plain), '.RE', '.fi'];
}

function bold(text: string): string {
  return `\\fB${plain(text)}\\fR`;
}

function italic(text: string): string {
  return `\\fI${plain(text)}\\fR`;
}

/** Text that is no markup: what roff would read as such is escaped. */
function plain(text: string): string {
  const escapes: Readonly<Record<string, string>> = {
    '\\': '\\e',
    '-': '\\-',
    "'": '\\(aq',
    '"': '\\(dq',
    '`': '\\(ga',
    '^': '\\(ha',
    '~': '\\(ti',
  };
  return text
    .replace(/[\\\-'"`^~]/g, (character) => escapes[character]!)
    .replace(/[^\n -~]/gu, (character) => `\\[u${hexadecimal(character)}]`)
    .replace(/^\./gm, '\\&.');
}

function hexadecimal(character: string): string {
  return character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
}

/** After a dash, a description begins small and has no full stop. */
function asPhrase(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`.replace(/\.$/, '');
}

function asSentence(phrase: string): string {
  return `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}`;
}
