import { describe, expect, it } from 'vitest';
import { HTTP_BAD_REQUEST, isHttpAnswer } from './http-answer.ts';
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
    ['GET', 'plain'],
    ['GET ', 'plain'],
    ['GET  /', 'plain'],
    ['GET a/b', 'plain'],
    ['get / HTTP/1.1', 'plain'],
    ['GETS /', 'plain'],
    ['POSTER /', 'plain'],
    [' {"op":"hello"}', 'plain'],
    ['[1]', 'plain'],
    ['photo.jpg', 'plain'],
    ['', 'plain'],
  ])('takes %j for %s', (first, dialect) => {
    expect(sniffDialect(Buffer.from(first))).toBe(dialect);
  });
});

describe('HTTP_BAD_REQUEST', () => {
  it('is one complete answer that ends the connection', () => {
    const [head = '', body = ''] = Buffer.from(HTTP_BAD_REQUEST)
      .toString('latin1')
      .split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(head).toContain('Connection: close');
    expect(head).toContain(`Content-Length: ${Buffer.byteLength(body)}`);
  });
});

it('the answer of a web server is distinguished from those of the two dialects', () => {
  expect(isHttpAnswer(HTTP_BAD_REQUEST)).toBe(true);
  expect(isHttpAnswer(Buffer.from('<html>\r\n<head>'))).toBe(true);
  expect(isHttpAnswer(Buffer.from('{"ok":true}\n'))).toBe(false);
  expect(isHttpAnswer(Buffer.from('\u0080\u0004]', 'latin1'))).toBe(false);
  expect(isHttpAnswer(Buffer.alloc(0))).toBe(false);
});
