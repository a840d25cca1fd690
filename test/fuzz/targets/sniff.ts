import assert from 'node:assert/strict';
import { sniffDialect } from '../../../src/engine/dialects/sniff.ts';
import { changedBytes, rawBytes, tokensOf } from '../make/bytes.ts';
import { target } from '../target.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'];
const TOKENS = tokensOf([
  ...METHODS,
  ...METHODS.map((method) => `${method} /`),
  '{',
  ' /',
  'list',
  '\n',
]);
const OPENS_HTTP = new RegExp(`^(?:${METHODS.join('|')}) /`);
/** No opening is longer. */
const TELLING_LENGTH = 9;

/** Which dialect the first bytes open: as docs/protocol.md says, and by no later byte. */
export const sniffTarget = target<Buffer>('sniff', {
  make: (random) =>
    random.once(2)
      ? rawBytes(random, TOKENS, 40)
      : changedBytes(random, random.pick(TOKENS), TOKENS),
  check: (bytes) => {
    const dialect = sniffDialect(bytes);
    const expected =
      bytes[0] === 0x7b ? 'native' : OPENS_HTTP.test(bytes.toString('latin1')) ? 'http' : 'plain';
    assert.equal(dialect, expected);
    assert.equal(sniffDialect(bytes.subarray(0, TELLING_LENGTH)), expected, 'a later byte counts');
    return dialect === 'plain' ? 'refused' : 'accepted';
  },
});
