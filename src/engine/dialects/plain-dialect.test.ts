import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { decodePickledStrings } from './pickle-list.ts';
import { decodePlainRequest, encodePlainList, PLAIN_NOT_FOUND } from './plain-dialect.ts';

describe('decodePlainRequest', () => {
  it.each([
    ['list', { kind: 'list' }],
    ['list\n', { kind: 'list' }],
    ['list\r\n', { kind: 'list' }],
    ['list\n\n', { kind: 'file', name: 'list\n' }],
    ['list\r', { kind: 'file', name: 'list\r' }],
    [' list', { kind: 'file', name: ' list' }],
    ['LIST', { kind: 'file', name: 'LIST' }],
    ['säge.txt', { kind: 'file', name: 'säge.txt' }],
    ['', { kind: 'file', name: '' }],
    ['\n', { kind: 'file', name: '' }],
    ['x'.repeat(1024), { kind: 'file', name: 'x'.repeat(1024) }],
    [`${'x'.repeat(1024)}\r\n`, { kind: 'file', name: 'x'.repeat(1024) }],
  ])('reads %j', (received, request) => {
    expect(decodePlainRequest(Buffer.from(received))).toEqual(request);
  });

  it('refuses what is too long or not UTF-8', () => {
    expect(decodePlainRequest(Buffer.alloc(1025, 'x'))).toMatchObject({ kind: 'refused' });
    expect(decodePlainRequest(Buffer.from([0x61, 0xff]))).toMatchObject({ kind: 'refused' });
  });
});

describe('encodePlainList', () => {
  test.prop([fc.array(fc.string({ unit: 'binary', maxLength: 300 }), { maxLength: 50 })])(
    'reads back',
    (names) => {
      expect(decodePickledStrings(Buffer.concat([...encodePlainList([names])]))).toEqual(names);
    },
  );
});

describe('PLAIN_NOT_FOUND', () => {
  it('is the 14 bytes that the original client compares with', () => {
    expect(Buffer.from(PLAIN_NOT_FOUND).toString('latin1')).toBe('File not found');
    expect(PLAIN_NOT_FOUND).toHaveLength(14);
  });
});
