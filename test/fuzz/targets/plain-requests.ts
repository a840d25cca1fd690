import assert from 'node:assert/strict';
import { isUtf8 } from 'node:buffer';
import { decodePickledStrings } from '../../../src/engine/dialects/pickle-list.ts';
import { decodePlainRequest, encodePlainList } from '../../../src/engine/dialects/plain-dialect.ts';
import { changedBytes, rawBytes, tokensOf } from '../make/bytes.ts';
import { anyName } from '../make/names.ts';
import { target } from '../target.ts';
import { expectMessage } from './expectations.ts';

const TOKENS = tokensOf([
  'list',
  'LIST',
  '\n',
  '\r\n',
  '\r',
  'a.txt',
  '../',
  '\u0000',
  '\u00c3',
  'a'.repeat(1000),
]);
const LONGEST_REQUEST = 1024;

interface Exchange {
  readonly request: Buffer;
  /** What the server would have in its cache. */
  readonly names: readonly string[];
}

/** The server's side of the plain dialect: what a request means, and that a list can be read again. */
export const plainRequestsTarget = target<Exchange>('plain-requests', {
  make: (random) => {
    const name = Buffer.from(`${anyName(random)}${random.pick(['', '', '\n', '\r\n'])}`);
    const request = random.once(3)
      ? rawBytes(random, TOKENS)
      : random.once(3)
        ? changedBytes(random, name, TOKENS)
        : name;
    return { request, names: random.several(random.length(5), anyName) };
  },
  check: ({ request, names }) => {
    const sent = names.map((name) => name.toWellFormed());
    assert.deepEqual(
      decodePickledStrings(Buffer.concat([...encodePlainList([sent])])),
      sent,
      'the list reads differently',
    );

    const ending = /\r?\n$/.exec(request.toString('latin1'))?.[0] ?? '';
    const bare = request.subarray(0, request.length - ending.length);
    const decoded = decodePlainRequest(request);
    if (bare.length > LONGEST_REQUEST || !isUtf8(bare)) {
      expectMessage(decoded.kind === 'refused' ? decoded.message : assert.fail(decoded.kind));
      return 'refused';
    }
    const text = bare.toString();
    assert.deepEqual(decoded, text === 'list' ? { kind: 'list' } : { kind: 'file', name: text });
    return 'accepted';
  },
});
