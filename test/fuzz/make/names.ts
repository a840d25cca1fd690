import type { Random } from './random.ts';
import { anyText, changedText, plainWord } from './text.ts';

const HOSTILE_PARTS = [
  '..',
  '.',
  '',
  '...',
  '.. ',
  '..\u00a0',
  '․․',
  '‥',
  '．．',
  'con',
  'NUL',
  'aux.txt',
  'com1',
  'COM¹.log',
  'lpt9 .x',
  'conin$',
  'CONOUT$.a',
  'prn:',
  'nul ',
  'a.',
  'a ',
  '~',
  '%2e%2e',
  '..%2f',
  'a:b',
  'C:',
  'c:..',
  'file.part',
  'file.part.json',
  'file.PART.lock',
  'file.part.json.new',
  'i\u0307',
  '\u0000',
  '\u0085',
  '\u202egpj.exe',
];
const BEGINNINGS = [
  '',
  '',
  '',
  '/',
  '//',
  '\\\\',
  '\\\\?\\',
  'C:',
  'c:\\',
  '~/',
  './',
  '../',
  'file://',
];
const SEPARATORS = ['/', '/', '/', '/', '/', '\\', '//', '/./', '/../', '∕', '⁄', '\u0000/'];

/** A name that a careful user would give a file. */
export function plainName(random: Random): string {
  const parts = random.several(1 + random.length(3), () => plainWord(random));
  return random.once(3) ? `${parts.join('/')}.${plainWord(random, 3)}` : parts.join('/');
}

/** Any name, most of them meant to lead somewhere else. */
export function anyName(random: Random): string {
  if (random.once(5)) return plainName(random);
  if (random.once(8)) return anyText(random, 300);
  let name = random.pick(BEGINNINGS);
  for (let left = random.length(6); left >= 0; left--) {
    name += random.once(3) ? random.pick(HOSTILE_PARTS) : anyPart(random);
    if (left > 0) name += random.pick(SEPARATORS);
  }
  if (random.once(30)) name = name.repeat(random.between(10, 400));
  return random.once(4) ? changedText(random, name) : name;
}

function anyPart(random: Random): string {
  if (random.once(20)) return random.pick(['a', 'ä', '😀', '..']).repeat(random.between(50, 300));
  return random.once(3) ? anyText(random, 12) : plainWord(random);
}
