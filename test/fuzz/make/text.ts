import type { Random } from './random.ts';

/** Ranges of UTF-16 code units, from where text is dangerous in one way or another. */
const UNIT_RANGES: readonly (readonly [first: number, last: number])[] = [
  [0x20, 0x7e],
  [0x61, 0x7a],
  [0x30, 0x39],
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xa0, 0xff],
  [0x300, 0x36f],
  [0x1100, 0x11ff],
  [0x2000, 0x206f],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0xd800, 0xdfff],
  [0xf900, 0xfaff],
  [0xfe00, 0xffff],
];

/** Whole pieces that programs trip over. */
const PIECES: readonly string[] = [
  '.',
  '..',
  '/',
  '\\',
  ' ',
  ':',
  '"',
  "'",
  '\n',
  '\r\n',
  '\u0000',
  '\u2028',
  '\ufeff',
  '\ufffd',
  '\u202e',
  'é',
  'e\u0301',
  'ö',
  '\u212a',
  '\u0130',
  'ﬁ',
  '😀',
  '\ud83d',
  '\ude00',
  '{',
  '}',
  '%2e%2e',
  '${a}',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'NaN',
];

/** Any text of up to `most` UTF-16 units, lone surrogates included; most of it short. */
export function anyText(random: Random, most = 40): string {
  const length = random.length(most);
  if (random.once(20))
    return random
      .pick(PIECES)
      .repeat(Math.ceil(length / 2))
      .slice(0, most);
  const [first, last] = random.pick(UNIT_RANGES);
  const isMixed = random.once(3);
  let text = '';
  while (text.length < length) {
    if (random.once(8)) {
      text += random.pick(PIECES);
    } else if (isMixed) {
      const [from, to] = random.pick(UNIT_RANGES);
      text += String.fromCharCode(random.between(from, to));
    } else {
      text += String.fromCharCode(random.between(first, last));
    }
  }
  return text.slice(0, most);
}

/** A word of ASCII letters and digits. */
export function plainWord(random: Random, most = 12): string {
  let word = '';
  for (let left = 1 + random.length(most); left > 0; left--) {
    word += 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123456789-_'.charAt(random.below(48));
  }
  return word;
}

/** Text with one or two changes: something left out, doubled, replaced or put in. */
export function changedText(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  const end = Math.min(text.length, at + random.length(8));
  switch (random.below(6)) {
    case 0:
      return text.slice(0, at) + text.slice(end);
    case 1:
      return text.slice(0, end) + text.slice(at);
    case 2:
      return text.slice(0, at) + random.pick(PIECES) + text.slice(end);
    case 3:
      return text.slice(0, at) + anyText(random, 6) + text.slice(at);
    case 4:
      return text.slice(0, at);
    default:
      return random.once(2) ? text.toUpperCase() : text.normalize(random.pick(['NFC', 'NFD']));
  }
}
