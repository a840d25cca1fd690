import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { HttpRequestReader } from './request-reader.ts';

const STREAMS: Readonly<Record<string, string>> = {
  'requests with fields, content and chunks':
    'GET /1 HTTP/1.1\r\nHost: a\r\n\r\n' +
    'POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\nGET / HTTP/\r\n' +
    'POST /3 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n\r\n\r\r\na\r\n0123456789\r\n0\r\n\r\n' +
    'HEAD /4 HTTP/1.0\r\n\r\n\r\n\r\nGET /5 HTTP/1.1\r\nHost: a\r\nX:\r\n\r\n',
  'a lone line feed behind a request':
    'GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\nHost: a\r\n\r\n',
  'chunks that are malformed':
    'POST /1 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\nGET /2 HTTP/1.1\r\n\r\n',
  'a field that is folded': 'GET /1 HTTP/1.1\r\nHost: a\r\n b\r\n\r\n',
};

/** Whatever was cut out of what was pushed, with the status of what was refused. */
function read(pieces: readonly Buffer[]): unknown[] {
  const reader = new HttpRequestReader();
  const found: unknown[] = [];
  for (const piece of pieces) {
    reader.push(piece);
    for (let next = reader.next(); next.kind !== 'incomplete'; next = reader.next()) {
      if (next.kind === 'problem') return [...found, next.problem.status];
      if (next.kind === 'request') found.push({ ...next.head, fields: [...next.head.fields] });
    }
  }
  return found;
}

const CUTS = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 });

function cut(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length]!;
    pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  return pieces;
}

describe.each(Object.entries(STREAMS))('%s', (_, text) => {
  const bytes = Buffer.from(text, 'latin1');
  const whole = read([bytes]);

  test('are the same in two parts, cut anywhere', () => {
    for (let at = 1; at < bytes.length; at++) {
      expect(read([bytes.subarray(0, at), bytes.subarray(at)]), `cut at ${at}`).toEqual(whole);
    }
  });

  test('are the same byte by byte', () => {
    expect(read(cut(bytes, [1]))).toEqual(whole);
  });

  test.prop([CUTS])('are the same in any parts', (sizes) => {
    expect(read(cut(bytes, sizes))).toEqual(whole);
  });
});

describe('anything that is sent', () => {
  const words = fc.constantFrom(
    'GET / HTTP/1.1\r\n',
    'POST /a HTTP/1.0\r\n',
    'Host: a\r\n',
    'Content-Length: 3\r\n',
    'Transfer-Encoding: chunked\r\n',
    '\r\n',
    '\n',
    '\r',
    ' ',
    ':',
    '0\r\n',
    'abc',
  );
  const noise = fc
    .uint8Array({ maxLength: 8 })
    .map((bytes) => Buffer.from(bytes).toString('latin1'));
  const stream = fc
    .array(fc.oneof({ weight: 6, arbitrary: words }, noise), { maxLength: 24 })
    .map((parts) => Buffer.from(parts.join(''), 'latin1'));

  test.prop([stream, CUTS])('is read alike however it is cut', (bytes, sizes) => {
    expect(read(cut(bytes, sizes))).toEqual(bytes.length === 0 ? [] : read([bytes]));
  });
});
