import { fc, test } from '@fast-check/vitest';
import { MAX_OMITTED_NAMES, OMISSION_KINDS } from '../../shared/omissions.ts';
import { describe, expect, it } from 'vitest';
import type { RefusalCode } from '../../shared/server-state.ts';
import { refusalCodeSchema } from '../../shared/server-state.ts';
import {
  decodeClosingLine,
  decodeFilesHeader,
  decodeFilesLine,
  decodeFolderLine,
  decodeGetHeader,
  decodeHello,
  decodeListHeader,
  decodeListLine,
  decodeStats,
} from './native-answer-decoder.ts';
import {
  CLOSING_LINE_WITHOUT_CHECKSUM,
  encodeClosingLine,
  encodeFilesHeader,
  encodeFilesLine,
  encodeFolderLine,
  encodeGetHeader,
  encodeHello,
  encodeListEnd,
  encodeListHeader,
  encodeListLine,
  encodeRefusal,
  encodeStats,
  prepareGetHeader,
} from './native-answer-encoder.ts';
import { WireError } from './wire-error.ts';

const text = fc.string({ unit: 'binary', maxLength: 40 });
const size = fc.maxSafeNat();
const date = fc.integer({ min: -62_135_596_800_000, max: 8_640_000_000_000_000 });
const id = fc.option(fc.oneof(text, fc.nat()), { nil: undefined });

const file = fc.record({ name: text, size, modifiedAtMs: date, tag: text });
const listLine = fc.record({
  name: text,
  size,
  cachedAtMs: date,
  modifiedAtMs: date,
  hits: fc.nat(),
});
const folderLine = fc.record(
  { name: fc.string(), content: fc.record({ files: fc.nat(), bytes: size }) },
  { requiredKeys: ['name'] },
);
const filesLine = fc.record({ name: text, size, modifiedAtMs: date, cached: fc.boolean() });
const hello = fc.record({
  version: fc.string({ maxLength: 20 }),
  protocol: fc.nat(),
  ops: fc.array(fc.string({ maxLength: 10 }), { maxLength: 8 }),
  limits: fc.dictionary(fc.stringMatching(/^[a-zA-Z]{1,12}$/), fc.nat(), {
    maxKeys: 5,
    noNullPrototype: true,
  }),
});
const ratio = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0);
const stats = fc.record({
  version: fc.string({ maxLength: 20 }),
  uptimeMs: fc.nat(),
  accepting: fc.constantFrom(
    'shared-port' as const,
    'shared-descriptor' as const,
    'port-per-thread' as const,
  ),
  ports: fc.array(fc.record({ host: fc.string({ maxLength: 20 }), port: fc.nat(65_535) }), {
    maxLength: 3,
  }),
  threads: fc.array(
    fc.record({
      thread: fc.nat(),
      connectionsOpen: fc.nat(),
      connectionsAccepted: fc.nat(),
      requests: fc.nat(),
      bytesSent: size,
    }),
    { maxLength: 3 },
  ),
  transfers: fc.array(
    fc.record(
      {
        thread: fc.nat(),
        port: fc.nat(65_535),
        agent: fc.string({ maxLength: 24 }),
        dialect: fc.constantFrom('native', 'plain', 'http'),
        name: fc.string({ maxLength: 20 }),
        size,
        from: size,
        sentBytes: size,
        source: fc.constantFrom('cache', 'disk'),
        startedAtMs: fc.nat(),
      },
      {
        requiredKeys: [
          ...(['thread', 'port', 'dialect', 'name', 'size'] as const),
          ...(['from', 'sentBytes', 'source', 'startedAtMs'] as const),
        ],
      },
    ),
    { maxLength: 3 },
  ),
  counters: fc.record({
    connectionsAccepted: fc.nat(),
    connectionsRefused: fc.nat(),
    connectionsOpen: fc.nat(),
    requests: fc.nat(),
    requestsNative: fc.nat(),
    requestsPlain: fc.nat(),
    requestsHttp: fc.nat(),
    requestsFailed: fc.nat(),
    wrongCodes: fc.nat(),
    cacheHits: fc.nat(),
    cacheMisses: fc.nat(),
    bytesSent: size,
    bytesSentFromCache: size,
    evictions: fc.nat(),
    evictionsForRoom: fc.nat(),
    evictionsOfChanged: fc.nat(),
    evictionsOfRemoved: fc.nat(),
    evictionsByClearing: fc.nat(),
    evictionsByRequest: fc.nat(),
    evictionsForEntries: fc.nat(),
  }),
  cache: fc.record({ capacityBytes: size, usedBytes: size, heldBytes: size, entries: fc.nat() }),
  hitRatio: ratio,
  byteHitRatio: ratio,
});

/** The bytes of one encoded line, which must be exactly one. */
function lineOf(encoded: string): Uint8Array {
  expect(encoded.indexOf('\n')).toBe(encoded.length - 1);
  return Buffer.from(encoded.slice(0, -1), 'utf8');
}

function withId(value: unknown): object {
  return value === undefined ? {} : { id: value };
}

describe('native answers read back as they were written', () => {
  test.prop([file, id, fc.nat(), fc.constantFrom('cache' as const, 'disk' as const)])(
    'get header',
    (description, requestId, someFrom, source) => {
      const from = Math.min(someFrom, description.size);
      const line = encodeGetHeader(prepareGetHeader(description), { id: requestId, from, source });
      expect(decodeGetHeader(lineOf(line))).toEqual({
        ok: true,
        ...withId(requestId),
        answer: { ...description, from, length: description.size - from, source },
      });
    },
  );

  test.prop([fc.integer({ min: 0, max: 0xffff_ffff })])('closing line', (crc32) => {
    expect(decodeClosingLine(lineOf(encodeClosingLine(crc32)))).toEqual({ crc32 });
    expect(decodeClosingLine(lineOf(CLOSING_LINE_WITHOUT_CHECKSUM))).toEqual({});
  });

  test.prop([
    id,
    fc.record(
      { count: fc.nat(1000), capacity: size, used: size },
      { requiredKeys: ['capacity', 'used'] },
    ),
    listLine,
    fc.nat(1000),
  ])('cache list', (requestId, header, line, count) => {
    expect(decodeListHeader(lineOf(encodeListHeader(requestId, header)))).toEqual({
      ok: true,
      ...withId(requestId),
      answer: header,
    });
    expect(decodeListLine(lineOf(encodeListLine(line)))).toEqual(line);
    expect(decodeListLine(lineOf(encodeListEnd(count)))).toEqual({ count });
  });

  test.prop([
    id,
    fc.record({
      count: fc.nat(1000),
      folders: fc.nat(1000),
      truncated: fc.boolean(),
      omitted: fc.uniqueArray(
        fc.record({
          kind: fc.constantFrom(...OMISSION_KINDS),
          count: fc.integer({ min: 1, max: 1000 }),
          names: fc.array(fc.string(), { maxLength: MAX_OMITTED_NAMES }),
        }),
        { selector: ({ kind }) => kind, maxLength: 4 },
      ),
      unshared: fc.nat(1000),
    }),
    filesLine,
    folderLine,
  ])('file list', (requestId, header, line, folder) => {
    expect(decodeFolderLine(lineOf(encodeFolderLine(folder)))).toEqual(folder);
    expect(decodeFilesHeader(lineOf(encodeFilesHeader(requestId, header)))).toEqual({
      ok: true,
      ...withId(requestId),
      answer: header,
    });
    expect(decodeFilesLine(lineOf(encodeFilesLine(line)))).toEqual(line);
  });

  test.prop([id, hello, stats])('hello and stats', (requestId, greeting, counted) => {
    expect(decodeHello(lineOf(encodeHello(requestId, greeting)))).toEqual({
      ok: true,
      ...withId(requestId),
      answer: greeting,
    });
    expect(decodeStats(lineOf(encodeStats(requestId, counted)))).toEqual({
      ok: true,
      ...withId(requestId),
      answer: counted,
    });
  });

  test.prop([
    id,
    fc.constantFrom<RefusalCode>(...refusalCodeSchema.options),
    text,
    fc.option(text, { nil: undefined }),
  ])('refusals, in answer to anything', (requestId, code, message, tag) => {
    const refusal = {
      ...withId(requestId),
      code,
      message,
      ...(tag === undefined ? {} : { tag }),
    };
    const line = lineOf(encodeRefusal(refusal));
    for (const decode of [
      decodeGetHeader,
      decodeHello,
      decodeListHeader,
      decodeFilesHeader,
      decodeStats,
    ]) {
      expect(decode(line)).toEqual({ ok: false, refusal });
    }
  });
});

describe('answers from a hostile server', () => {
  const decoders = [
    decodeHello,
    decodeGetHeader,
    decodeClosingLine,
    decodeListHeader,
    decodeListLine,
    decodeFilesHeader,
    decodeFilesLine,
    decodeFolderLine,
    decodeStats,
  ];

  test.prop([
    fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.json().map((json) => Buffer.from(json)),
      fc
        .dictionary(
          fc.constantFrom('ok', 'name', 'size', 'id', '__proto__', 'count'),
          fc.anything(),
        )
        .map((fields) => {
          try {
            return Buffer.from(JSON.stringify(fields));
          } catch {
            return Buffer.from('{}');
          }
        }),
    ),
  ])('fail with a WireError, or are what they should be', (line) => {
    for (const decode of decoders) {
      try {
        expect(decode(line)).toBeTypeOf('object');
      } catch (error) {
        expect(error).toBeInstanceOf(WireError);
      }
    }
  });

  const header = {
    ok: true,
    name: 'a',
    size: 10,
    from: 4,
    length: 6,
    modifiedAt: '2026-01-02T03:04:05.678Z',
    tag: 't',
    source: 'disk',
  };
  it.each([
    [{ size: -1 }, /"size" must be an integer/],
    [{ size: 1e300 }, /"size" must be an integer/],
    [{ size: '10' }, /"size" must be an integer/],
    [{ from: 11 }, /"from" must be an integer from 0 to 10/],
    [{ length: 7 }, /"length" must be "size" less "from"/],
    [{ length: 11 }, /"length" must be an integer from 0 to 10/],
    [{ name: 1 }, /"name" must be a string/],
    [{ name: 'n'.repeat(4097) }, /"name" must be at most 4096 characters/],
    [{ modifiedAt: 5 }, /"modifiedAt" must be an ISO 8601 date/],
    [{ modifiedAt: 'tomorrow' }, /"modifiedAt" must be an ISO 8601 date/],
    [{ modifiedAt: '2026-13-40T00:00:00Z' }, /"modifiedAt" must be an ISO 8601 date/],
    [{ tag: undefined }, /"tag" is missing/],
    [{ source: 'moon' }, /"source" must be one of cache, disk/],
    [{ ok: 1 }, /"ok" must be true or false/],
    [{ id: {} }, /"id" must be a string or a finite number/],
    [{ ok: false, error: 'no', message: 'x' }, /"error" must be one of/],
    [{ ok: false, error: 'busy', message: 'x'.repeat(2000) }, /"message" must be at most/],
  ])('get header with %j is refused, and the field is named', (change, message) => {
    expect(decodeGetHeader(Buffer.from(JSON.stringify(header)))).toMatchObject({ ok: true });
    const line = Buffer.from(JSON.stringify({ ...header, ...change }));
    expect(() => decodeGetHeader(line)).toThrow(WireError);
    expect(() => decodeGetHeader(line)).toThrow(message);
  });

  it.each(['{"end":false}', '{"end":true,"crc32":"xyz"}', '{"end":true,"crc32":5}', '{}'])(
    'closing line %s is refused',
    (line) => {
      expect(() => decodeClosingLine(Buffer.from(line))).toThrow(WireError);
    },
  );

  it('an id that no JSON can hold again is refused', () => {
    const line = Buffer.from(JSON.stringify(header).replace('true', 'true,"id":1e400'));
    expect(() => decodeGetHeader(line)).toThrow(/"id" must be a string or a finite number/);
  });

  it('a name that the server chose is not repeated in the reason', () => {
    const limits = { 'chosen\u001b[31m by the server': 'x' };
    const hello = { ok: true, server: 'fifolio', version: '1', protocol: 1, ops: [], limits };
    expect(() => decodeHello(Buffer.from(JSON.stringify(hello)))).toThrow(
      '"limits" in the answer to hello must hold at most 64 numbers, none below 0.',
    );
  });

  it('fields inherited from Object are not fields', () => {
    expect(() => decodeListLine(Buffer.from('{"__proto__":{"name":"a"}}'))).toThrow(
      /"name" is missing/,
    );
  });
});

describe('dates', () => {
  it('a fraction of a millisecond, or a date that Date cannot hold, is still written as a date', () => {
    const line = { name: 'a', size: 0, cached: false };
    expect(encodeFilesLine({ ...line, modifiedAtMs: 0.9 })).toContain('"1970-01-01T00:00:00.000Z"');
    expect(encodeFilesLine({ ...line, modifiedAtMs: 1e30 })).toContain(
      '"+275760-09-13T00:00:00.000Z"',
    );
  });
});

describe('what a server left out of its list', () => {
  const decode = (fields: object): unknown =>
    decodeFilesHeader(
      Buffer.from(JSON.stringify({ ok: true, count: 0, truncated: false, ...fields })),
    );

  it('is a number without a reason from an older server', () => {
    expect(decode({ skipped: 3 })).toMatchObject({
      answer: { omitted: [{ kind: 'unknown', count: 3, names: [] }] },
    });
    expect(decode({ skipped: 0 })).toMatchObject({ answer: { folders: 0, omitted: [] } });
  });

  it('may have reasons that only a later version knows, and names that are made visible here', () => {
    const omitted = [
      { kind: 'haunted', count: 1, names: ['a\u001b[2J\u202e'] },
      { kind: 'backslash', count: 0, names: [] },
    ];
    expect(decode({ skipped: 1, omitted })).toMatchObject({
      answer: { omitted: [{ kind: 'unknown', count: 1, names: ['a\\e[2J\\u{202e}'] }] },
    });
  });
});
