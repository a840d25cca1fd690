import { expect, it } from 'vitest';
import { judgeKey } from './judge-key.ts';

const KEY = 'A'.repeat(43);
const OTHER = 'B'.repeat(43);

it.each([
  ['nothing is known of it', KEY, false, undefined, 'unknown'],
  ['an authority vouches for it', KEY, true, undefined, 'accepted'],
  ['it is the one that is expected', KEY, false, KEY, 'accepted'],
  ['its words are those expected', KEY, false, KEY.slice(0, 22), 'accepted'],
  ['it is another than expected', OTHER, false, KEY, 'changed'],
  ['it is another than expected, though an authority vouches for it', OTHER, true, KEY, 'changed'],
  ['less is expected than would tell two keys apart', KEY, true, KEY.slice(0, 21), 'changed'],
  ['nothing is expected', KEY, true, '', 'changed'],
])('%s', (_, fingerprint, isVouchedFor, expected, verdict) => {
  const key =
    expected === undefined ? undefined : ({ fingerprint: expected, knownFrom: 'user' } as const);
  expect(judgeKey({ fingerprint, isVouchedFor }, key)).toBe(verdict);
});
