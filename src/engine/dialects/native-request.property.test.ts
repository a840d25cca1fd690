import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { LineReader } from './line-reader.ts';
import type { DecodedNativeRequest, NativeRequest, RequestId } from './native-request.ts';
import { decodeNativeRequest, encodeNativeRequest } from './native-request.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 30 });
const requestId: fc.Arbitrary<RequestId> = fc.oneof(
  anyText,
  fc.maxSafeInteger().map((id) => (Object.is(id, -0) ? 0 : id)),
  fc.constantFrom(0.5, -1.25, 1e-7),
);
const anyRequest: fc.Arbitrary<NativeRequest> = fc.oneof(
  fc.record(
    { op: fc.constantFrom('hello', 'list', 'stats'), id: requestId },
    { requiredKeys: ['op'] },
  ),
  fc.record(
    { op: fc.constant('auth' as const), id: requestId, scram: anyText },
    { requiredKeys: ['op', 'scram'] },
  ),
  fc.record(
    {
      op: fc.constant('get' as const),
      id: requestId,
      name: anyText,
      from: fc.maxSafeNat(),
      tag: anyText,
      crc32: fc.boolean(),
    },
    { requiredKeys: ['op', 'name', 'from', 'crc32'] },
  ),
  fc.record(
    {
      op: fc.constant('files' as const),
      id: requestId,
      prefix: anyText,
      recursive: fc.boolean(),
      folders: fc.boolean(),
      limit: fc.integer({ min: 1 }),
    },
    { requiredKeys: ['op', 'recursive', 'folders'] },
  ),
);

function decode(line: unknown): DecodedNativeRequest {
  return decodeNativeRequest(Buffer.from(typeof line === 'string' ? line : JSON.stringify(line)));
}

describe('native requests', () => {
  test.prop([anyRequest])('read back as they were written', (request) => {
    const line = encodeNativeRequest(request);
    expect(line.indexOf('\n')).toBe(line.length - 1);
    expect(decode(line.slice(0, -1))).toEqual({ ok: true, request });
  });

  test.prop([
    fc.oneof(
      anyText,
      fc.json(),
      fc.constantFrom('', '"', '\\', 'a","name":"b', 'a","from":1,"id":"b'),
    ),
  ])('are read as the JSON they are, whatever stands where the name does', (text) => {
    const line = `{"op":"get","name":"${text}"}`;
    // A space that means nothing keeps it from being read in the short way.
    expect(decode(line)).toEqual(decode(` ${line}`));
  });

  it.each(['{"op":"get","name":"}', '{"op":"get","name":""}', '{"op":"get","name":"'])(
    'are not mistaken for a plain one: %s',
    (line) => {
      expect(decode(line)).toEqual(decode(` ${line}`));
    },
  );

  test.prop([
    fc.array(
      fc.oneof(
        anyRequest.map((request) => encodeNativeRequest(request)),
        fc
          .string({ unit: 'binary', maxLength: 60 })
          .map((junk) => `${junk.replaceAll('\n', ' ')}\n`),
      ),
      { maxLength: 10 },
    ),
    fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 10 }),
  ])('decode alike however the stream is cut', (lines, sizes) => {
    const stream = Buffer.from(lines.join(''));
    const expected = lines.map((line) => decode(line.slice(0, -1)));

    const reader = new LineReader();
    const decoded: DecodedNativeRequest[] = [];
    for (let offset = 0, turn = 0; offset < stream.length; turn += 1) {
      const size = sizes[turn % sizes.length] ?? 1;
      reader.push(stream.subarray(offset, offset + size));
      offset += size;
      for (let line = reader.readLine(); line !== 'incomplete'; line = reader.readLine()) {
        if (line === 'too-long') throw new Error('no line here is too long');
        decoded.push(decodeNativeRequest(line));
      }
    }
    expect(decoded).toEqual(expected);
  });

  test.prop([
    fc.oneof(
      fc.uint8Array({ maxLength: 80 }),
      fc.json().map((text) => Buffer.from(text)),
    ),
  ])('never throw, whatever the line holds', (line) => {
    const decoded = decodeNativeRequest(line);
    if (!decoded.ok) expect(decoded.message).toMatch(/\.$/);
  });
});

describe('decodeNativeRequest', () => {
  it('fills in the defaults', () => {
    expect(decode({ op: 'get', name: 'a' })).toEqual({
      ok: true,
      request: { op: 'get', name: 'a', from: 0, crc32: true },
    });
    expect(decode({ op: 'files' })).toEqual({
      ok: true,
      request: { op: 'files', recursive: false, folders: false },
    });
  });

  it('ignores fields it does not know, and white space around', () => {
    expect(decode('{"op":"list","more":[{}]}\r')).toEqual({ ok: true, request: { op: 'list' } });
  });

  it.each([
    [{ id: 7 }, { id: 7, message: '"op" is missing.' }],
    [
      { op: 'toString', id: 'x' },
      { id: 'x', message: '"op" must be one of hello, get, list, files, stats.' },
    ],
    [
      { op: 'get', id: 1 },
      { id: 1, message: '"name" is missing.' },
    ],
    [{ op: 'get', name: 5 }, { message: '"name" must be a string.' }],
    [{ op: 'get', name: 'a', from: -1 }, { message: '"from" must be a non-negative integer.' }],
    [{ op: 'get', name: 'a', from: 1.5 }, { message: '"from" must be a non-negative integer.' }],
    [{ op: 'get', name: 'a', from: '1' }, { message: '"from" must be a non-negative integer.' }],
    [{ op: 'get', name: 'a', from: null }, { message: '"from" must be a non-negative integer.' }],
    [{ op: 'get', name: 'a', tag: 1 }, { message: '"tag" must be a string.' }],
    [{ op: 'get', name: 'a', crc32: 0 }, { message: '"crc32" must be true or false.' }],
    [{ op: 'files', prefix: 1 }, { message: '"prefix" must be a string.' }],
    [{ op: 'files', recursive: 1 }, { message: '"recursive" must be true or false.' }],
    [{ op: 'files', limit: 0 }, { message: '"limit" must be a positive integer.' }],
    [
      { op: 'list', id: null },
      { message: '"id" must be a string or a number that JSON can hold exactly.' },
    ],
    [
      { op: 'list', id: {} },
      { message: '"id" must be a string or a number that JSON can hold exactly.' },
    ],
    [
      '{"op":"list","id":9007199254740993}',
      { message: '"id" must be a string or a number that JSON can hold exactly.' },
    ],
    [
      '{"op":"list","id":1e999}',
      { message: '"id" must be a string or a number that JSON can hold exactly.' },
    ],
    ['[]', { message: 'The request is not a JSON object.' }],
    ['null', { message: 'The request is not a JSON object.' }],
    ['{"op":"list"', { message: 'The request is not a line of JSON.' }],
    ['', { message: 'The request is not a line of JSON.' }],
  ])('refuses %j and names the field', (line, refusal) => {
    expect(decode(line)).toEqual({ ok: false, ...refusal });
  });

  it('refuses bytes that are not UTF-8, but not the replacement character itself', () => {
    const broken = Buffer.from('{"op":"get","name":"a\xff"}', 'latin1');
    expect(decodeNativeRequest(broken)).toEqual({
      ok: false,
      message: 'The request is not valid UTF-8.',
    });
    expect(decode('{"op":"get","name":"a\ufffd"}')).toMatchObject({ request: { name: 'a\ufffd' } });
  });
});

describe('encodeNativeRequest', () => {
  it('leaves defaults out', () => {
    expect(encodeNativeRequest({ op: 'get', name: 'a/b', from: 0, crc32: true })).toBe(
      '{"op":"get","name":"a/b"}\n',
    );
    expect(encodeNativeRequest({ op: 'files', recursive: false })).toBe('{"op":"files"}\n');
  });

  it.each([
    { op: 'get', name: 'a', from: -1 },
    { op: 'get', name: 'a', from: NaN },
    { op: 'files', limit: 0 },
    { op: 'list', id: Infinity },
  ] as const)('does not write what no server could read: %j', (request) => {
    expect(() => encodeNativeRequest(request)).toThrow(RangeError);
  });
});
