import { describe, expect, it } from 'vitest';
import { isHttpAnswer } from './http/is-http-answer.ts';
import { sniffDialect } from './sniff.ts';

describe('sniffDialect', () => {
  it.each([
    ['{"op":"hello"}\n', 'native'],
    ['{', 'native'],
    ['GET / HTTP/1.1\r\n', 'http'],
    ['HEAD /a HTTP/1.0\r\n', 'http'],
    ['OPTIONS /', 'http'],
    ['PATCH /x', 'http'],
    ['list', 'plain'],
    ['GET http://a/b HTTP/1.1', 'http'],
    ['OPTIONS * HTTP/1.1', 'http'],
    ['PROPFIND /', 'http'],
    ['G', 'undecided'],
    ['GET', 'undecided'],
    ['GET ', 'undecided'],
    ['OPTIONS *', 'plain'],
    ['README', 'plain'],
    ['GET  /', 'plain'],
    ['GET a/b', 'plain'],
    ['get / HTTP/1.1', 'plain'],
    ['GETS /', 'http'],
    [' {"op":"hello"}', 'plain'],
    ['[1]', 'plain'],
    ['photo.jpg', 'plain'],
    ['', 'plain'],
  ])('takes %j for %s', (first, dialect) => {
    expect(sniffDialect(Buffer.from(first))).toBe(dialect);
  });
});

it('the answer of a web server is distinguished from those of the two dialects', () => {
  expect(isHttpAnswer(Buffer.from('HTTP/1.1 400 Bad Request\r\n'))).toBe(true);
  expect(isHttpAnswer(Buffer.from('<html>\r\n<head>'))).toBe(true);
  expect(isHttpAnswer(Buffer.from('{"ok":true}\n'))).toBe(false);
  expect(isHttpAnswer(Buffer.from('\u0080\u0004]', 'latin1'))).toBe(false);
  expect(isHttpAnswer(Buffer.alloc(0))).toBe(false);
});
