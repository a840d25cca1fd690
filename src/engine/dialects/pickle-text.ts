import { isUtf8 } from 'node:buffer';
import { WireError } from './wire-error.ts';

/**
 * The text of Python's BINUNICODE opcodes: UTF-8 that may also hold lone surrogates (error handler
 * `surrogatepass`), as Python has them in names of files that are not UTF-8. They stay lone surrogates.
 * @throws WireError when the bytes are neither
 */
export function decodeSurrogatePass(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  let text = '';
  let begin = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const surrogate = surrogateAt(bytes, index);
    if (surrogate === undefined) continue;
    text += decodeStrictly(bytes.subarray(begin, index)) + String.fromCharCode(surrogate);
    begin = index + 3;
    index += 2;
  }
  return text + decodeStrictly(bytes.subarray(begin));
}

/** A surrogate encoded like any other character of three bytes, which UTF-8 forbids. */
function surrogateAt(bytes: Buffer, index: number): number | undefined {
  const second = bytes[index + 1] ?? 0;
  const third = bytes[index + 2] ?? 0;
  if (bytes[index] !== 0xed || second < 0xa0 || second > 0xbf || third < 0x80 || third > 0xbf) {
    return undefined;
  }
  return 0xd000 | ((second & 0x3f) << 6) | (third & 0x3f);
}

function decodeStrictly(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw new WireError('The list holds a name that is not valid UTF-8.');
  return bytes.toString('utf8');
}

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))?/g;

/**
 * The text of Python's UNICODE opcode (protocol 0), encoding `raw-unicode-escape`: Latin-1, with
 * `\uXXXX` and `\UXXXXXXXX` for the rest and for the backslash itself.
 * @throws WireError for a backslash that begins neither, or a character beyond Unicode
 */
export function decodeRawUnicodeEscape(bytes: Buffer): string {
  return bytes.toString('latin1').replace(ESCAPE, (_match, unit?: string, point?: string) => {
    const code = Number.parseInt(unit ?? point ?? '', 16);
    if (!(code <= 0x10ffff)) throw new WireError('The list holds a name that is badly escaped.');
    return String.fromCodePoint(code);
  });
}
