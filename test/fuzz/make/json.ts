import { anyText, changedText } from './text.ts';
import type { Random } from './random.ts';

/** A value of JSON that is written exactly so: a number beyond doubles, a wrong literal. */
class Written {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const WRITTEN_NUMBERS = [
  '-0',
  '-1',
  '0.5',
  '1e0',
  '1.0',
  '1e400',
  '-1e400',
  '5e-324',
  '4294967295',
  '4294967296',
  '9007199254740991',
  '9007199254740992',
  '9007199254740993',
  '-9007199254740992',
  '18446744073709551616',
  '123456789012345678901234567890',
];
const WRITTEN_WRONGLY = ['01', '+1', '.5', '1.', '0x10', 'NaN', 'Infinity', 'undefined', "'a'", ''];
const FIELD_NAMES = [
  '__proto__',
  'constructor',
  'toString',
  'length',
  'ok',
  'id',
  'op',
  'name',
  '',
];

/** Any value, of any type, extremes first. */
export function anyValue(random: Random, depth = 0): unknown {
  switch (random.below(depth > 3 ? 6 : 9)) {
    case 0:
      return random.pick([null, true, false]);
    case 1:
      return new Written(random.pick(WRITTEN_NUMBERS));
    case 2:
      return random.pick([0, 1, 2 ** 31, 2 ** 53 - 1, random.bits()]);
    case 3:
    case 4:
      return anyText(random);
    case 5:
      return random.once(10) ? new Written(random.pick(WRITTEN_WRONGLY)) : random.below(1000);
    case 6:
      return random.several(random.length(5), () => anyValue(random, depth + 1));
    case 7:
      return random.once(30) ? nested(random) : {};
    default:
      return Object.fromEntries(
        random.several(random.length(5), () => [
          random.once(2) ? random.pick(FIELD_NAMES) : anyText(random, 10),
          anyValue(random, depth + 1),
        ]),
      );
  }
}

function nested(random: Random): Written {
  const depth = random.length(4000);
  const [open, close] = random.pick([
    ['[', ']'],
    ['{"a":', '}'],
  ] as const);
  return new Written(`${open.repeat(depth)}0${close.repeat(random.once(3) ? 0 : depth)}`);
}

/** Fields with one to three changes: one gone, of another type, extreme, new, or named a little otherwise. */
export function changedFields(random: Random, fields: object): Record<string, unknown> {
  const changed = new Map<string, unknown>(Object.entries(fields));
  for (let left = random.length(3); left >= 0; left--) {
    const name = changed.size === 0 ? 'op' : random.pick([...changed.keys()]);
    const value = changed.get(name);
    switch (random.below(6)) {
      case 0:
        changed.delete(name);
        break;
      case 1:
        changed.delete(name);
        changed.set(changedText(random, name), value);
        break;
      case 2:
        changed.set(
          random.once(2) ? random.pick(FIELD_NAMES) : anyText(random, 10),
          anyValue(random),
        );
        break;
      case 3:
        if (typeof value === 'string') changed.set(name, changedText(random, value));
        else if (typeof value === 'number')
          changed.set(name, value + random.pick([-1, 1, 0.5, 2 ** 53]));
        else if (isFields(value)) changed.set(name, changedFields(random, value));
        else if (Array.isArray(value)) changed.set(name, changedItems(random, value));
        break;
      default:
        changed.set(name, anyValue(random));
    }
  }
  return Object.fromEntries(changed);
}

function changedItems(random: Random, items: readonly unknown[]): unknown[] {
  const at = random.below(items.length + 1);
  const item = items[at];
  if (isFields(item) && !random.once(3)) return items.with(at, changedFields(random, item));
  return random.once(3) ? items.toSpliced(at, 1) : items.toSpliced(at, 0, anyValue(random));
}

function isFields(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Written)
  );
}

/** A value as JSON, in one of the many ways to write it. */
export function writtenJson(random: Random, value: unknown): string {
  return write(value, random.once(4) ? random : undefined);
}

function write(value: unknown, whims: Random | undefined): string {
  if (value instanceof Written) return value.text;
  const space = (): string => (whims?.once(4) === true ? whims.pick([' ', '\t', '\r', '  ']) : '');
  if (Array.isArray(value)) {
    return `[${space()}${value.map((item) => write(item, whims)).join(`${space()},${space()}`)}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .map(([name, field]) => `${write(name, whims)}${space()}:${space()}${write(field, whims)}`);
    // The last of two fields of one name counts.
    if (whims?.once(6) === true && fields.length > 0) fields.push(whims.pick(fields));
    return `{${space()}${fields.join(`${space()},`)}${space()}}`;
  }
  if (typeof value === 'string' && whims?.once(3) === true) {
    return `"${Array.from(value, (character) => escaped(character)).join('')}"`;
  }
  return JSON.stringify(value);
}

function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
}
