import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { decodePickledStrings } from './pickle-list.ts';
import { decodeSeedRequest, encodeSeedList, SEED_NOT_FOUND } from './seed-dialect.ts';

describe('decodeSeedRequest', () => {
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
    expect(decodeSeedRequest(Buffer.from(received))).toEqual(request);
  });

  it('refuses what is too long or not UTF-8', () => {
    expect(decodeSeedRequest(Buffer.alloc(1025, 'x'))).toMatchObject({ kind: 'refused' });
    expect(decodeSeedRequest(Buffer.from([0x61, 0xff]))).toMatchObject({ kind: 'refused' });
  });
});

describe('encodeSeedList', () => {
  test.prop([fc.array(fc.string({ unit: 'binary', maxLength: 300 }), { maxLength: 50 })])(
    'reads back',
    (names) => {
      expect(decodePickledStrings(Buffer.concat([...encodeSeedList([names])]))).toEqual(names);
    },
  );
});

describe('SEED_NOT_FOUND', () => {
  it('is the 14 bytes that the original client compares with', () => {
    expect(Buffer.from(SEED_NOT_FOUND).toString('latin1')).toBe('File not found');
    expect(SEED_NOT_FOUND).toHaveLength(14);
  });
});
