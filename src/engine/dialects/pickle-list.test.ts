import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { decodePickledStrings, PickledStringsDecoder } from './pickle-list.ts';
import { encodePlainList } from './plain-dialect.ts';
import { WireError } from './wire-error.ts';

function decode(pickle: string, limits = {}): readonly string[] | undefined {
  return decodePickledStrings(Buffer.from(pickle, 'latin1'), limits);
}

/** What CPython 3 writes for `['a', 'ä\\\u20ac\U0001f600', 'a']` with the first string used twice. */
const SAMPLES = {
  'protocol 0': '(lp0\nVa\np1\naV\xe4\\u005c\\u20ac\\U0001f600\np2\nag1\na.',
  'protocol 1':
    ']q\x00(X\x01\x00\x00\x00aq\x01X\x0a\x00\x00\x00\xc3\xa4\\\xe2\x82\xac\xf0\x9f\x98\x80q\x02h\x01e.',
  'protocol 4':
    '\x80\x04\x95\x19\x00\x00\x00\x00\x00\x00\x00]\x94(\x8c\x01a\x94\x8c\x0a\xc3\xa4\\\xe2\x82\xac\xf0\x9f\x98\x80\x94h\x01e.',
};

describe('decodePickledStrings', () => {
  it.each(Object.entries(SAMPLES))('reads %s', (_protocol, pickle) => {
    expect(decode(pickle)).toEqual(['a', 'ä\\€😀', 'a']);
  });

  it.each(Object.entries(SAMPLES))('reads %s byte by byte', (_protocol, pickle) => {
    const decoder = new PickledStringsDecoder();
    const bytes = Buffer.from(pickle, 'latin1');
    for (const byte of bytes.subarray(0, -1)) {
      expect(decoder.push(Uint8Array.of(byte))).toBe(false);
      expect(decoder.strings).toBeUndefined();
    }
    expect(decoder.push(bytes.subarray(-1))).toBe(true);
    expect(decoder.strings).toEqual(['a', 'ä\\€😀', 'a']);
  });

  test.prop([
    fc.array(fc.string({ unit: 'binary' }), { maxLength: 20 }),
    fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }),
  ])('reads a list however it is cut', (names, sizes) => {
    const pickle = Buffer.concat([...encodePlainList([names])]);
    const decoder = new PickledStringsDecoder();
    for (let offset = 0, turn = 0; offset < pickle.length; turn += 1) {
      const end = offset + (sizes[turn % sizes.length] ?? 1);
      expect(decoder.push(pickle.subarray(offset, end))).toBe(end >= pickle.length);
      offset = end;
    }
    expect(decoder.strings).toEqual(names);
  });

  it('reads an empty list in its ways', () => {
    for (const pickle of ['(lp0\n.', '].', '\x80\x02]q\x00.', '\x80\x05]\x94.']) {
      expect(decode(pickle)).toEqual([]);
    }
  });

  it('keeps the lone surrogates that Python makes of names that are not UTF-8', () => {
    expect(decode(']X\x04\x00\x00\x00a\xed\xb3\xbfa.')).toEqual(['a\udcff']);
    expect(decode('(lVa\\udcff\na.')).toEqual(['a\udcff']);
  });

  it.each([
    ['a call', "cos\nsystem\n(S'id'\ntR."],
    ['a call in protocol 4', '\x80\x04\x8c\x02os\x8c\x06system\x93.'],
    ['an object', '(lp0\ni__main__\nX\n.'],
    ['a number', '\x80\x02K\x05.'],
    ['a string alone', '\x80\x02X\x01\x00\x00\x00a.'],
    ['a list in the list', ']]a.'],
    ['the list in itself', ']q\x00h\x00a.'],
    ['a tuple', '\x80\x02)].'],
    ['bytes', ']C\x01aa.'],
    ['a protocol 0 byte string', "(lS'a'\na."],
    ['a number in the list', ']K\x05a.'],
    ['a string that was never kept', ']h\x07a.'],
    ['nothing to append', ']a.'],
    ['no list to append to', 'X\x01\x00\x00\x00aa.'],
    ['appending without a mark', ']X\x01\x00\x00\x00ae.'],
    ['an open mark at the end', '](X\x01\x00\x00\x00a.'],
    ['a mark below the list', '(].'],
    ['marks without end', ']((('],
    ['a string left over', ']X\x01\x00\x00\x00a.'],
    ['nothing at all', '.'],
    ['a later protocol', '\x80\x06].'],
    ['a protocol in the middle', ']\x80\x02.'],
    ['a memo of nothing', 'q\x00].'],
    ['a bad memo index', ']p-1\n.'],
    ['more behind the end', '].x'],
    ['text that is not UTF-8', ']X\x01\x00\x00\x00\xffa.'],
    ['a half surrogate', ']X\x02\x00\x00\x00\xed\xa0a.'],
    ['a bad escape', '(lVa\\x\na.'],
    ['a character beyond Unicode', '(lV\\U00110000\na.'],
    ['a huge string announced', ']X\xff\xff\xff\xff'],
    ['a longer one', ']\x8d\xff\xff\xff\xff\xff\xff\xff\xff'],
    ['a huge frame', '\x80\x04\x95\xff\xff\xff\xff\xff\xff\xff\xff].'],
    ['an HTTP answer', 'HTTP/1.1 200 OK\r\n'],
    ['the plain answer to an unknown name', 'File not found'],
  ])('refuses %s', (_what, pickle) => {
    expect(() => decode(pickle)).toThrow(WireError);
  });

  test.prop([fc.uint8Array({ maxLength: 200 })])(
    'gives strings, says that more is needed, or fails with a WireError, for any bytes',
    (bytes) => {
      try {
        const strings = decodePickledStrings(bytes);
        if (strings !== undefined)
          expect(strings.every((text) => typeof text === 'string')).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(WireError);
      }
    },
  );

  test.prop([fc.nat(), fc.nat(255)])(
    'one changed byte never does more than that',
    (position, byte) => {
      for (const pickle of Object.values(SAMPLES)) {
        const bytes = Buffer.from(pickle, 'latin1');
        bytes[position % bytes.length] = byte;
        try {
          decodePickledStrings(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(WireError);
        }
      }
    },
  );

  it('is bounded in bytes, in strings, and in what few bytes can stand for', () => {
    expect(() => decode(']' + 'X'.repeat(20), { maxBytes: 10 })).toThrow(/longer than 10 bytes/);
    const three = Buffer.concat([...encodePlainList([['a', 'b', 'c']])]);
    expect(decodePickledStrings(three, { maxStrings: 3 })).toEqual(['a', 'b', 'c']);
    expect(() => decodePickledStrings(three, { maxStrings: 2 })).toThrow(/too many/);
    const repeated = `](X\x64\x00\x00\x00${'x'.repeat(100)}q\x01${'h\x01'.repeat(20)}e.`;
    expect(decode(repeated, { maxBytes: 2100 })).toHaveLength(21);
    expect(() => decode(repeated, { maxBytes: 2099 })).toThrow(/too long/);
  });
});
