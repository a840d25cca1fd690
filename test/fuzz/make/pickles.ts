import { tokensOf } from './bytes.ts';
import type { Random } from './random.ts';

/** Opcodes, allowed and dangerous: the latter make objects, call functions, or import. */
export const PICKLE_TOKENS = tokensOf([
  '\u0080\u0002',
  '\u0080\u0005',
  '](',
  ']',
  '(',
  'l',
  'e',
  'a',
  '.',
  'e.',
  'Vname\n',
  'V\\u00e4\n',
  'V\\U00110000\n',
  'V\\x\n',
  'X\u0001\u0000\u0000\u0000a',
  'X\u00ff\u00ff\u00ff\u00ff',
  '\u008c\u0001a',
  '\u008d\u0001\u0000\u0000\u0000\u0000\u0000\u0000\u0000a',
  '\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f',
  'q\u0000',
  'r\u00ff\u00ff\u00ff\u00ff',
  'h\u0000',
  'j\u0000\u0000\u0000\u0000',
  'p0\n',
  'g0\n',
  'p99999999999\n',
  '\u0094',
  '\u0095\u0001\u0000\u0000\u0000\u0000\u0000\u0000\u0000',
  'cos\nsystem\n',
  "(S'echo'\ntR.",
  '}',
  ')',
  'N',
  'I01\n',
  '0',
  '1',
  '2',
  'b',
  'R',
  '\u0085',
]);

/** A pickle of a list of str as some version of Python might write it. */
export function pickleOf(random: Random, names: readonly string[]): Buffer {
  const protocol = random.below(6);
  const remembered = new Map<string, number>();
  let memo = 0;
  const parts: Buffer[] = [];
  const put = (): void => {
    if (protocol >= 4) parts.push(Buffer.of(0x94));
    else if (protocol === 0) parts.push(Buffer.from(`p${memo}\n`));
    else parts.push(memo < 256 ? Buffer.of(0x71, memo) : withLength(0x72, memo));
    memo += 1;
  };
  const item = (name: string): void => {
    const known = remembered.get(name);
    if (known !== undefined) {
      if (protocol === 0) parts.push(Buffer.from(`g${known}\n`));
      else parts.push(known < 256 ? Buffer.of(0x68, known) : withLength(0x6a, known));
      return;
    }
    parts.push(textOf(random, name, protocol));
    remembered.set(name, memo);
    put();
  };

  if (protocol >= 2) parts.push(Buffer.of(0x80, protocol));
  if (protocol === 0) parts.push(Buffer.from('(l'));
  else parts.push(Buffer.from(']'));
  put();
  const bySingles = protocol === 0 || names.length === 1 || random.once(4);
  for (let at = 0; at < names.length;) {
    const count = bySingles ? 1 : 1 + random.length(names.length - at - 1);
    if (!bySingles) parts.push(Buffer.from('('));
    for (const name of names.slice(at, at + count)) item(name);
    parts.push(Buffer.from(bySingles ? 'a' : 'e'));
    at += count;
  }
  parts.push(Buffer.from('.'));
  return Buffer.concat(parts);
}

function textOf(random: Random, text: string, protocol: number): Buffer {
  if (protocol === 0) return Buffer.from(`V${rawUnicodeEscape(text)}\n`, 'latin1');
  const bytes = surrogatePass(text);
  if (protocol >= 4 && bytes.length < 256) {
    return Buffer.concat([Buffer.of(0x8c, bytes.length), bytes]);
  }
  if (protocol >= 4 && random.once(4)) {
    const head = Buffer.alloc(9);
    head[0] = 0x8d;
    head.writeBigUInt64LE(BigInt(bytes.length), 1);
    return Buffer.concat([head, bytes]);
  }
  return Buffer.concat([withLength(0x58, bytes.length), bytes]);
}

function withLength(opcode: number, length: number): Buffer {
  const head = Buffer.alloc(5);
  head[0] = opcode;
  head.writeUInt32LE(length, 1);
  return head;
}

/** Latin-1, and `\uXXXX` for everything else and for what would end the line. */
function rawUnicodeEscape(text: string): string {
  return Array.from({ length: text.length }, (_, at) => {
    const unit = text.charCodeAt(at);
    const isPlain = unit < 0x100 && ![0x00, 0x0a, 0x0d, 0x1a, 0x5c].includes(unit);
    return isPlain ? text.charAt(at) : `\\u${unit.toString(16).padStart(4, '0')}`;
  }).join('');
}

/** UTF-8 in which a lone surrogate is three bytes like its neighbours. */
function surrogatePass(text: string): Buffer {
  return Buffer.concat(
    Array.from(text, (character) => {
      const code = character.codePointAt(0)!;
      if (code < 0xd800 || code > 0xdfff) return Buffer.from(character);
      return Buffer.of(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
    }),
  );
}
