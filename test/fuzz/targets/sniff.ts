import assert from 'node:assert/strict';
import { sniffDialect } from '../../../src/engine/dialects/sniff.ts';
import { changedBytes, rawBytes, tokensOf } from '../make/bytes.ts';
import { target } from '../target.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'];
const TARGETS = ['/', 'http://', 'https://'];
const TOKENS = tokensOf([
  ...METHODS,
  ...METHODS.map((method) => `${method} /`),
  ...METHODS.map((method) => `${method} http://`),
  'OPTIONS * HTTP/1.1',
  'BREW /',
  '{',
  ' /',
  'list',
  '\n',
]);
/** What may arrive of an opening in a packet that ends early. */
const OPENINGS = ['GET /', 'HEAD /', 'POST /', 'OPTIONS /'];
/** No opening is longer. */
const TELLING_LENGTH = 35;

function expectedDialect(text: string): string {
  if (text.startsWith('{')) return 'native';
  const space = text.indexOf(' ');
  const [method, rest] = [text.slice(0, Math.max(0, space)), text.slice(space + 1)];
  const isMethod = /^[A-Z]{3,20}$/.test(method);
  if (isMethod && TARGETS.some((beginning) => rest.startsWith(beginning))) return 'http';
  if (text.startsWith('OPTIONS * HTTP/')) return 'http';
  const isBeginning = OPENINGS.some((opening) => opening !== text && opening.startsWith(text));
  return text !== '' && isBeginning ? 'undecided' : 'plain';
}

/** Which dialect the first bytes open: as docs/protocol.md says, and by no later byte. */
export const sniffTarget = target<Buffer>('sniff', {
  make: (random) =>
    random.once(2)
      ? rawBytes(random, TOKENS, 40)
      : changedBytes(random, random.pick(TOKENS), TOKENS),
  check: (bytes) => {
    const dialect = sniffDialect(bytes);
    const expected = expectedDialect(bytes.toString('latin1'));
    assert.equal(dialect, expected);
    assert.equal(sniffDialect(bytes.subarray(0, TELLING_LENGTH)), expected, 'a later byte counts');
    return dialect === 'plain' ? 'refused' : 'accepted';
  },
});
