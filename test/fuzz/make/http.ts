import { changedBytes, rawBytes, tokensOf } from './bytes.ts';
import type { Random } from './random.ts';

const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'CONNECT'];
const VERSIONS = [
  'HTTP/1.1',
  'HTTP/1.1',
  'HTTP/1.1',
  'HTTP/1.0',
  'HTTP/1.2',
  'HTTP/2.0',
  'http/1.1',
];
const TARGETS = [
  '/',
  '/a.txt',
  '/sub/',
  '/%C3%A4?q=1',
  '/\u00c3\u00a4',
  'http://localhost/a.txt',
  '*',
  '/a#b',
  '//x',
];

/** Fields that decide where a message ends, who is meant and what becomes of the connection; and others. */
const FIELDS = [
  'Content-Length: 0',
  'Content-Length: 5',
  'Content-Length: 005',
  'Content-Length: +5',
  'Content-Length: 5, 5',
  'Content-Length : 5',
  'Content-Length: 99999999999999999999',
  'content-length:5 ',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: Chunked',
  'Transfer-Encoding: identity',
  'Transfer-Encoding: gzip, chunked',
  'Transfer-Encoding: chunked, gzip',
  'Transfer-Encoding:\tchunked\t',
  'Transfer-Encoding : chunked',
  'Transfer-Encoding: xchunked',
  'Transfer-Encoding:',
  'Connection: close',
  'Connection: keep-alive',
  'Connection: keep-alive, close',
  'Expect: 100-continue',
  'Expect: something',
  'Host: b',
  'Host:',
  ' folded',
  'X: \u00e4',
  'X:',
  'X-\u0000: a',
  'X: a\u0000',
  'X: a\rb',
  ': a',
  'no colon',
];

const TOKENS = tokensOf([
  ...FIELDS.map((field) => `${field}\r\n`),
  ...METHODS.map((method) => `${method} /x HTTP/1.1\r\nHost: a\r\n`),
  '\r\n',
  '\r\n\r\n',
  '\n',
  '\n\n',
  '\r',
  ' ',
  '\t',
  ':',
  '0\r\n\r\n',
  '5\r\n',
  '5;a=b\r\n',
  '5 \r\n',
  '\u0000',
  ' HTTP/1.1',
  'GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n',
]);

/** What a client sends on one connection: requests one after the other, right, spoilt in a field, or noise. */
export function httpConversation(random: Random): Buffer {
  if (random.once(12)) return rawBytes(random, TOKENS, 400);
  const bytes = Buffer.concat(random.several(1 + random.length(4), () => message(random)));
  return random.once(2) ? bytes : changedBytes(random, bytes, TOKENS);
}

function message(random: Random): Buffer {
  const method = random.once(3) ? random.pick(METHODS) : random.pick(['GET', 'HEAD', 'POST']);
  const version = random.once(4) ? random.pick(VERSIONS) : 'HTTP/1.1';
  const fields = random.once(10) ? [] : ['Host: a'];
  let content = Buffer.alloc(0);
  if (method !== 'GET' && method !== 'HEAD' && !random.once(4)) {
    content = contentOf(random);
    if (random.once(2)) {
      fields.push(`Content-Length: ${content.length}`);
    } else {
      fields.push('Transfer-Encoding: chunked');
      content = chunked(random, content);
    }
  }
  for (let left = random.length(3); left > 0; left--) {
    fields.push(random.once(2) ? random.pick(FIELDS) : `X-${left}: ${left}`);
  }
  const lines = [`${method} ${random.pick(TARGETS)} ${version}`, ...fields, '', ''];
  const emptyLines = random.once(12) ? '\r\n' : '';
  return Buffer.concat([Buffer.from(emptyLines + lines.join('\r\n'), 'latin1'), content]);
}

/** Content that looks like a request of its own, or like the end of one. */
function contentOf(random: Random): Buffer<ArrayBuffer> {
  return random.once(3)
    ? Buffer.from('GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n')
    : Buffer.from(rawBytes(random, TOKENS, 60));
}

function chunked(random: Random, content: Buffer): Buffer<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < content.length;) {
    const chunk = content.subarray(at, at + 1 + random.length(40));
    const size = chunk.length.toString(16);
    parts.push(Buffer.from(`${random.once(8) ? `0${size.toUpperCase()}` : size}\r\n`), chunk);
    parts.push(Buffer.from('\r\n'));
    at += chunk.length;
  }
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')]);
}
