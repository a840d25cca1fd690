import { describe, expect, it } from 'vitest';
import {
  framingOf,
  type HttpFields,
  isProblem,
  parseFields,
  parseRequestLine,
  wantsToKeep,
} from './request-head.ts';

const fieldsOf = (...lines: string[]): HttpFields => {
  const fields = parseFields(lines.join('\r\n'));
  if (isProblem(fields)) throw new Error(fields.message);
  return fields;
};

describe('a request line', () => {
  it.each([
    ['GET / HTTP/1.1', { method: 'GET', target: '/', minor: 1 }],
    ['HEAD /a%20b?c=d HTTP/1.0', { method: 'HEAD', target: '/a%20b?c=d', minor: 0 }],
    ['OPTIONS * HTTP/1.1', { method: 'OPTIONS', target: '*', minor: 1 }],
    ['GET http://host/x HTTP/1.1', { method: 'GET', target: 'http://host/x', minor: 1 }],
    ['GET /\xc3\xa9 HTTP/1.1', { method: 'GET', target: '/\xc3\xa9', minor: 1 }],
  ])('%j is read', (line, expected) => {
    expect(parseRequestLine(line)).toEqual(expected);
  });

  it.each([
    ['', 400],
    ['GET', 400],
    ['GET /', 400],
    ['GET  / HTTP/1.1', 400],
    ['GET /  HTTP/1.1', 400],
    [' GET / HTTP/1.1', 400],
    ['GET / HTTP/1.1 ', 400],
    ['GET\t/ HTTP/1.1', 400],
    ['GET /a b HTTP/1.1', 400],
    ['GET /\0 HTTP/1.1', 400],
    ['GET /\x7f HTTP/1.1', 400],
    ['GET / HTTP/1.1\n', 400],
    ['GET / HTTP/1.1\r', 400],
    ['GET / http/1.1', 400],
    ['GET / HTTP/11', 400],
    ['G(T / HTTP/1.1', 400],
    [`${'A'.repeat(33)} / HTTP/1.1`, 400],
    ['GET / HTTP/2.0', 505],
    ['GET / HTTP/0.9', 505],
    ['GET / HTTP/1.2', 505],
    ['get / HTTP/1.1', 405],
    ['CONNECT host:443 HTTP/1.1', 405],
    ['BREW / HTTP/1.1', 405],
  ])('%j is refused with %d', (line, status) => {
    expect(parseRequestLine(line)).toMatchObject({ status });
  });
});

describe('header fields', () => {
  it('have names in lower case and values without the space around them', () => {
    expect([...fieldsOf('Host: a', 'X-Empty:', 'X-Tab:\t b \t')]).toEqual([
      ['host', 'a'],
      ['x-empty', ''],
      ['x-tab', 'b'],
    ]);
  });

  it('that come several times are one list', () => {
    expect(fieldsOf('Accept: a', 'accept: b').get('accept')).toBe('a, b');
  });

  it.each([
    ['a space before the colon', 'Host : a'],
    ['a tab before the colon', 'Host\t: a'],
    ['no colon', 'Host'],
    ['no name', ': a'],
    ['folding with a space', 'Host: a\r\n b'],
    ['folding with a tab', 'Host: a\r\n\tb'],
    ['an empty line', 'Host: a\r\n\r\nX: b'],
    ['a lone line feed', 'Host: a\nX: b'],
    ['a lone carriage return', 'Host: a\rX: b'],
    ['a null character', 'Host: a\0'],
    ['another control character', 'Host: a\x1b'],
    ['a delete character', 'Host: a\x7f'],
    ['a separator in the name', 'Ho(st: a'],
    ['a byte above ASCII in the name', 'H\xf6st: a'],
    ['two hosts', 'Host: a\r\nhost: a'],
    ['two equal lengths', 'Content-Length: 1\r\nContent-Length: 1'],
    ['two codings', 'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked'],
  ])('with %s are refused', (_, block) => {
    expect(parseFields(block)).toMatchObject({ status: 400 });
  });

  it('may be a hundred', () => {
    const lines = Array.from({ length: 100 }, (_, at) => `X-${at}: ${at}`);
    expect(fieldsOf(...lines).size).toBe(100);
    expect(parseFields([...lines, 'Y: 1'].join('\r\n'))).toMatchObject({ status: 431 });
  });

  it('named like parts of an object are only fields', () => {
    expect([...fieldsOf('__proto__: a', 'constructor: b').keys()]).toEqual([
      '__proto__',
      'constructor',
    ]);
  });
});

describe('the end of a request', () => {
  const framing = (minor: 0 | 1, ...lines: string[]): unknown =>
    framingOf(minor, fieldsOf(...lines));

  it.each([
    [['Host: a'], 0],
    [['Host: a', 'Content-Length: 0'], 0],
    [['Host: a', 'Content-Length: 007'], 7],
    [['Host: a', 'Transfer-Encoding: Chunked'], 'chunked'],
    [['Host:'], 0],
  ])('%j', (lines, expected) => {
    expect(framing(1, ...lines)).toBe(expected);
  });

  it.each([
    [[], 400],
    [['Host: a', 'Content-Length: 1', 'Transfer-Encoding: chunked'], 400],
    [['Host: a', 'Content-Length: 0', 'Transfer-Encoding: identity'], 400],
    [['Host: a', 'Content-Length:'], 400],
    [['Host: a', 'Content-Length: -1'], 400],
    [['Host: a', 'Content-Length: +1'], 400],
    [['Host: a', 'Content-Length: 1.0'], 400],
    [['Host: a', 'Content-Length: 0x1'], 400],
    [['Host: a', 'Content-Length: 1 1'], 400],
    [['Host: a', 'Content-Length: 1, 1'], 400],
    [['Host: a', 'Transfer-Encoding: gzip'], 501],
    [['Host: a', 'Transfer-Encoding: gzip, chunked'], 501],
    [['Host: a', 'Transfer-Encoding: chunked, chunked'], 501],
    [['Host: a', 'Transfer-Encoding: chunked, identity'], 501],
    [['Host: a', 'Transfer-Encoding:'], 501],
    [['Host: a', 'Transfer-Encoding: xchunked'], 501],
  ])('%j is refused with %d', (lines, status) => {
    expect(framing(1, ...lines)).toMatchObject({ status });
  });

  it('HTTP/1.0 needs no host, and has no chunks', () => {
    expect(framing(0)).toBe(0);
    expect(framing(0, 'Transfer-Encoding: chunked')).toMatchObject({ status: 400 });
  });
});

describe('keeping the connection', () => {
  it.each([
    [1, undefined, true],
    [1, 'close', false],
    [1, 'Close', false],
    [1, 'keep-alive, close', false],
    [1, 'upgrade', true],
    [0, undefined, false],
    [0, 'keep-alive', true],
    [0, 'Keep-Alive', true],
    [0, 'keep-alive, close', false],
    [0, 'x-keep-alive', false],
  ] as const)('HTTP/1.%d with Connection: %s: %s', (minor, connection, expected) => {
    const fields = fieldsOf(...(connection === undefined ? [] : [`Connection: ${connection}`]));
    expect(wantsToKeep({ minor, fields })).toBe(expected);
  });
});
