import { OMISSION_KINDS } from '../../../src/shared/omissions.ts';
import { PLAIN_NOT_FOUND } from '../../../src/engine/dialects/plain-dialect.ts';
import { changedBytes, rawBytes, tokensOf } from './bytes.ts';
import { changedFields, writtenJson } from './json.ts';
import { anyName } from './names.ts';
import type { Random } from './random.ts';
import { anyText, plainWord } from './text.ts';

export const ANSWER_TOKENS: readonly Uint8Array[] = [
  ...tokensOf([
    '{"ok":true',
    '{"ok":false,"error":"',
    '{"end":true,"crc32":"',
    ',"length":',
    ',"count":99999999',
    '}',
    '{',
    '"',
    '\n',
    '-1',
    '1e400',
    '\u0080\u0081',
    '\u00ed\u00a0\u0080',
    '\\ud800',
  ]),
  Buffer.from('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'),
  PLAIN_NOT_FOUND,
];

/** What a server's lines can be about. */
export const ANSWER_KINDS = [
  'hello',
  'get',
  'closing',
  'list',
  'list-line',
  'list-end',
  'files',
  'files-line',
  'stats',
  'refusal',
] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];

const REFUSAL_CODES = [
  'bad-request',
  'not-found',
  'not-a-file',
  'forbidden',
  'changed',
  'unauthorized',
  'busy',
  'shutting-down',
  'internal',
];

/** A line as a server writes it, with its line feed: right, wrong in its fields, in its bytes, or noise. */
export function answerLine(random: Random, kind: AnswerKind): Buffer {
  if (random.once(10)) return Buffer.concat([rawBytes(random, ANSWER_TOKENS), Buffer.from('\n')]);
  const fields = answerFields(random, kind);
  const changed = random.once(2) ? changedFields(random, fields) : fields;
  const line = Buffer.from(`${writtenJson(random, changed)}\n`);
  return random.once(5) ? changedBytes(random, line, ANSWER_TOKENS) : line;
}

/** The fields of a right line. */
export function answerFields(random: Random, kind: AnswerKind): Record<string, unknown> {
  const id = random.once(3) ? { id: random.once(2) ? anyText(random) : random.bits() } : {};
  const size = random.length(2 ** 40);
  const from = random.once(3) ? Math.min(size, random.length(size)) : 0;
  switch (kind) {
    case 'hello':
      return {
        ok: true,
        ...id,
        server: 'fifolio',
        version: plainWord(random),
        protocol: 1,
        ops: random.several(random.length(8), () => plainWord(random)),
        limits: Object.fromEntries(
          random.several(random.length(6), () => [anyText(random, 10), random.bits()]),
        ),
      };
    case 'get':
      return {
        ok: true,
        ...id,
        name: anyName(random).slice(0, 4096),
        size,
        from,
        length: size - from,
        modifiedAt: date(random),
        tag: plainWord(random, 60),
        source: random.pick(['cache', 'disk']),
      };
    case 'closing':
      return { end: true, ...(random.once(4) ? {} : { crc32: hexDigits(random) }) };
    case 'list':
      return { ok: true, ...id, count: random.length(1e7), capacity: 2 ** 26, used: size };
    case 'list-line':
      return {
        name: anyName(random).slice(0, 4096),
        size,
        cachedAt: date(random),
        modifiedAt: date(random),
        hits: random.length(1e9),
      };
    case 'list-end':
      return { end: true, count: random.length(1e7) };
    case 'files':
      return {
        ok: true,
        ...id,
        count: random.length(1e7),
        truncated: random.once(2),
        ...(random.once(4) ? {} : { skipped: random.length(1000) }),
        ...(random.once(4) ? { folders: random.length(1000) } : {}),
        ...(random.once(4)
          ? {
              omitted: [
                { kind: random.pick(OMISSION_KINDS), count: size, names: [anyName(random)] },
              ],
            }
          : {}),
      };
    case 'files-line':
      return {
        name: anyName(random).slice(0, 4096),
        size,
        modifiedAt: date(random),
        cached: random.once(2),
      };
    case 'stats':
      return { ok: true, ...id, ...statsFields(random) };
    case 'refusal':
      return {
        ok: false,
        ...id,
        error: random.pick(REFUSAL_CODES),
        message: anyText(random, 100),
        ...(random.once(3) ? { tag: plainWord(random) } : {}),
      };
  }
}

function statsFields(random: Random): Record<string, unknown> {
  const counts = (names: readonly string[]): Record<string, number> =>
    Object.fromEntries(names.map((name) => [name, random.length(2 ** 53 - 2)]));
  return {
    version: '0.1.0',
    uptimeMs: random.bits() / 7,
    accepting: random.pick(['shared-port', 'shared-descriptor', 'port-per-thread']),
    ports: random.several(random.length(3), () => ({
      host: plainWord(random),
      port: random.below(65_536),
    })),
    threads: random.several(random.length(3), () =>
      counts(['thread', 'connectionsOpen', 'connectionsAccepted', 'requests', 'bytesSent']),
    ),
    transfers: random.several(random.length(2), () => ({
      ...counts(['thread', 'size', 'from', 'sentBytes']),
      port: random.below(65_536),
      dialect: random.pick(['native', 'seed', 'http']),
      name: anyName(random).slice(0, 4096),
      source: random.pick(['cache', 'disk']),
      startedAtMs: random.bits(),
    })),
    counters: counts([
      'connectionsAccepted',
      'connectionsRefused',
      'connectionsOpen',
      'requests',
      'requestsFailed',
      'cacheHits',
      'cacheMisses',
      'bytesSent',
      'bytesSentFromCache',
      'evictions',
    ]),
    cache: counts(['capacityBytes', 'usedBytes', 'heldBytes', 'entries']),
    hitRatio: random.below(101) / 100,
    byteHitRatio: random.below(101) / 100,
  };
}

function hexDigits(random: Random): string {
  return random.bits().toString(16).padStart(8, '0');
}

const ODD_DATES = [
  '1970-01-01T00:00:00Z',
  '-271821-04-20T00:00:00.000Z',
  '+275760-09-13T00:00:00.000Z',
  '+275760-09-13T00:00:00.001Z',
  '-000000-01-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2026-01-01T24:00:00Z',
  '2026-01-01T23:59:60Z',
  '2026-01-01T00:00:00.123456789Z',
  '2026-01-01',
  '2026-01-01T00:00:00+01:00',
];

function date(random: Random): string {
  if (random.once(12)) return random.pick(ODD_DATES);
  return new Date(random.bits() * 1000 + random.below(1000)).toISOString();
}
