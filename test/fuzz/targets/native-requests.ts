import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { LineReader } from '../../../src/engine/dialects/line-reader.ts';
import {
  decodeNativeRequest,
  encodeNativeRequest,
  type DecodedNativeRequest,
} from '../../../src/engine/dialects/native-request.ts';
import { anyCuts, chunksOf } from '../make/bytes.ts';
import { requestLine } from '../make/requests.ts';
import { target } from '../target.ts';
import { asJson, expectMessage } from './expectations.ts';

const REQUEST_LINE_BYTES = 8192;

interface Stream {
  readonly bytes: Buffer;
  readonly cuts: readonly number[];
}

/** The server's side of the native dialect: a stream of requests, judged against docs/protocol.md. */
export const nativeRequestsTarget = target<Stream>('native-requests', {
  make: (random) => ({
    bytes: Buffer.concat(random.several(1 + random.length(4), () => requestLine(random))),
    cuts: anyCuts(random),
  }),
  check: ({ bytes, cuts }) => {
    const lines = bytes.toString('latin1').split('\n');
    // What follows the last line feed is a line that has not ended.
    lines.pop();
    const reader = new LineReader(REQUEST_LINE_BYTES);
    let verdict: 'accepted' | 'refused' = 'accepted';
    let at = 0;
    for (const chunk of chunksOf(bytes, cuts)) {
      reader.push(chunk);
      for (let line = reader.readLine(); line !== 'incomplete'; line = reader.readLine()) {
        if (line === 'too-long') return 'refused';
        const expected = Buffer.from(
          lines[at] ?? assert.fail('more lines than were sent'),
          'latin1',
        );
        at += 1;
        assert.ok(expected.equals(line), 'another line than was sent');
        if (!checkRequest(decodeNativeRequest(line), expected)) verdict = 'refused';
      }
    }
    assert.equal(at, lines.length, 'a line was lost');
    return verdict;
  },
});

function checkRequest(decoded: DecodedNativeRequest, line: Buffer): boolean {
  const expected = expectedRequest(line);
  if (!decoded.ok) {
    expectMessage(decoded.message);
    assert.equal(expected, undefined, 'a good request was refused');
    return false;
  }
  assert.ok(expected !== undefined, 'a bad request was accepted');
  const { request } = decoded;
  assert.ok(isDeepStrictEqual(asJson(request), asJson(expected)), 'read as another request');
  const again = decodeNativeRequest(Buffer.from(encodeNativeRequest(request)).subarray(0, -1));
  assert.ok(
    again.ok && isDeepStrictEqual(asJson(again.request), asJson(request)),
    'encoded wrongly',
  );
  return true;
}

const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The request of a line, by the words of docs/protocol.md alone; `undefined` for a bad one. */
function expectedRequest(line: Buffer): Record<string, unknown> | undefined {
  let fields: unknown;
  try {
    fields = JSON.parse(STRICT_UTF8.decode(line));
  } catch {
    return undefined;
  }
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return undefined;
  const own = new Map<string, unknown>(Object.entries(fields));
  const known: Record<string, unknown> = {};
  const take = (
    name: string,
    isRight: (value: unknown) => boolean,
    otherwise?: unknown,
  ): boolean => {
    const value = own.has(name) ? own.get(name) : otherwise;
    if (value !== undefined) known[name] = value;
    return value === undefined || isRight(value);
  };
  const isText = (value: unknown): boolean => typeof value === 'string';
  const isSwitch = (value: unknown): boolean => typeof value === 'boolean';
  const isWhole = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;
  const isId = (value: unknown): boolean =>
    isText(value) || (typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER);
  if (!take('id', isId) || !take('op', isText)) return undefined;
  switch (known['op']) {
    case 'hello':
    case 'list':
    case 'stats':
      return known;
    case 'get':
      return take('name', isText) &&
        own.has('name') &&
        take('from', isWhole, 0) &&
        take('tag', isText) &&
        take('crc32', isSwitch, true)
        ? known
        : undefined;
    case 'files':
      return take('prefix', isText) &&
        take('recursive', isSwitch, false) &&
        take('folders', isSwitch, false) &&
        take('limit', (value) => isWhole(value) && value !== 0)
        ? known
        : undefined;
    default:
      return undefined;
  }
}
