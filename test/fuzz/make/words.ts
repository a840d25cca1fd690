import { SETTINGS, type SettingKey } from '../../../src/cli/settings/settings.ts';
import { changedFields, writtenJson } from './json.ts';
import type { Random } from './random.ts';
import { anyText, changedText, plainWord } from './text.ts';

const KEYS = Object.keys(SETTINGS) as SettingKey[];

/** Values as people give them to settings, with both sides of every bound. */
const VALUES: readonly string[] = [
  ...['0', '1', '2', '64', '65', '8080', '65535', '65536', '1000', '1001', '1000000', '-1', '1e3'],
  ...['32MiB', '64MiB', '64.000001MiB', '65mib', '500 kB', '0.5g', '0b', '1x', '999999999999999'],
  ...['10s', '500ms', '2m', '24h', '24.001h', '0', '0.4ms', '1 min', 'soon'],
  ...['true', 'FALSE', 'yes', 'off', 'maybe', ''],
  ...['auto', 'native', 'plain', 'keep-both', 'replace', 'skip', 'fail'],
  ...['127.0.0.1', '::1', '0.0.0.0', 'localhost', '8080,8081', '8080, ,1', '.', '~/files'],
];

export function anySettingValue(random: Random): string {
  if (random.once(6)) return anyText(random);
  const value = random.pick(VALUES);
  return random.once(6) ? changedText(random, value) : value;
}

/** `HOST:PORT` in all its right and wrong forms. */
export function anyEndpoint(random: Random): string {
  const host = random.pick([
    () => plainWord(random),
    () => '192.168.1.5',
    () => '[::1]',
    () => '[fe80::1%eth0]',
    () => '::1',
    () => 'http://a',
    () => anyText(random, 20),
    () => 'a'.repeat(random.between(250, 260)),
  ])();
  const text = `${host}:${anySettingValue(random)}`;
  return random.once(4) ? changedText(random, text) : text;
}

/** Environment variables of the program. */
export function anyEnvironment(random: Random): Record<string, string> {
  return Object.fromEntries(
    random.several(random.length(4), () => [
      random.once(20) ? 'FIFOLIO_CONFIG' : SETTINGS[random.pick(KEYS)].environment,
      anySettingValue(random).replaceAll('\u0000', ''),
    ]),
  );
}

/** The text of a configuration file: right, wrong in its keys, in its values, in its JSON. */
export function anyConfiguration(random: Random): string {
  const fields = Object.fromEntries(
    random.several(random.length(5), () => {
      const key = random.pick(KEYS);
      return [key, configurationValue(random, key)];
    }),
  );
  const text = writtenJson(random, random.once(2) ? changedFields(random, fields) : fields);
  const whole = random.once(10) ? `\ufeff${text}` : text;
  return random.once(5) ? changedText(random, whole) : whole;
}

function configurationValue(random: Random, key: SettingKey): unknown {
  switch (SETTINGS[key].kind) {
    case 'text':
      return anySettingValue(random);
    case 'number':
      return random.length(70_000);
    case 'quantity':
      return random.once(2) ? random.length(2 ** 27) : anySettingValue(random);
    case 'switch':
      return random.once(2);
    case 'ports':
      return random.once(2)
        ? random.length(70_000)
        : random.several(random.length(4), () => random.length(70_000));
  }
}

const PROGRAMS = ['tcp_server', 'tcp_client', 'fifolio', 'fifolio', 'fifolio'];
const COMMANDS = ['serve', 'list', 'files', 'stats', 'get', 'watch', 'help', 'serv', '__proto__'];
const FLAGS: readonly string[] = [
  ...KEYS.flatMap((key) => {
    const { flag }: { readonly flag?: string } = SETTINGS[key];
    return /--[\w-]+/.exec(flag ?? '') ?? [];
  }),
  ...['-p', '-q', '-r', '-h', '-V', '--', '-', '--help', '--version', '--recursive', '--limit'],
  ...['--sha256', '--no-verify', '--verify', '--config', '--no-config', '--proto', '--__proto__'],
];

/** A command line: the program and its words. */
export function anyCommandLine(random: Random): string[] {
  const program = random.pick(PROGRAMS);
  const words = [program];
  if (program === 'fifolio') words.push(random.pick(COMMANDS));
  const wellBegun = random.once(2);
  if (wellBegun && program === 'tcp_server') words.push('8080', 'files');
  if (wellBegun && program === 'tcp_client') words.push('localhost', '8080', plainWord(random));
  if (wellBegun && program === 'fifolio') words.push('localhost:8080');
  for (let left = random.length(5); left > 0; left--) {
    switch (random.below(4)) {
      case 0:
        words.push(anySettingValue(random));
        break;
      case 1:
        words.push(`${random.pick(FLAGS)}=${anySettingValue(random)}`);
        break;
      case 2:
        words.push(random.once(2) ? anyEndpoint(random) : anyText(random));
        break;
      default:
        words.push(random.pick(FLAGS), anySettingValue(random));
    }
  }
  // The system hands over no NUL in an argument.
  return words.map((word) => word.replaceAll('\u0000', ''));
}
