import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import * as decoder from '../../../src/engine/dialects/native-answer-decoder.ts';
import * as encoder from '../../../src/engine/dialects/native-answer-encoder.ts';
import type { Answered } from '../../../src/engine/dialects/native-answer.ts';
import type { RequestId } from '../../../src/engine/dialects/native-request.ts';
import { ANSWER_KINDS, answerLine, type AnswerKind } from '../make/answers.ts';
import { target } from '../target.ts';
import { asJson, decoded, expectCount } from './expectations.ts';

const LONGEST_NAME = 4096;

interface Line {
  /** What the client waits for, which need not be what came. */
  readonly awaited: AnswerKind;
  readonly line: Buffer;
}

/** The client's side of the native dialect: each line of an answer, from a server that may send anything. */
export const nativeAnswersTarget = target<Line>('native-answers', {
  make: (random) => {
    const awaited = random.pick(ANSWER_KINDS);
    const sent = random.once(8) ? random.pick(ANSWER_KINDS) : awaited;
    return { awaited, line: answerLine(random, sent).subarray(0, -1) };
  },
  check: ({ awaited, line }) => {
    const value = decoded(() => read(awaited, line));
    if (value === undefined) return 'refused';
    const again = read(awaited, Buffer.from(write(awaited, value)).subarray(0, -1));
    assert.ok(isDeepStrictEqual(asJson(again), asJson(value)), 'encoded or decoded wrongly');
    expectBounds(value);
    return 'accepted';
  },
});

type Value = ReturnType<typeof read>;

function read(awaited: AnswerKind, line: Buffer) {
  switch (awaited) {
    case 'hello':
      return decoder.decodeHello(line);
    case 'get':
    case 'refusal':
      return decoder.decodeGetHeader(line);
    case 'closing':
      return decoder.decodeClosingLine(line);
    case 'list':
      return decoder.decodeListHeader(line);
    case 'list-line':
    case 'list-end':
      return decoder.decodeListLine(line);
    case 'files':
      return decoder.decodeFilesHeader(line);
    case 'files-line':
      return decoder.decodeFilesLine(line);
    case 'stats':
      return decoder.decodeStats(line);
  }
}

/** The line that a server would have written for a value that was read. */
function write(awaited: AnswerKind, value: Value): string {
  if ('ok' in value && !value.ok) return encoder.encodeRefusal(value.refusal);
  switch (awaited) {
    case 'hello':
      return written<typeof decoder.decodeHello>(value, (id, answer) =>
        encoder.encodeHello(id, answer),
      );
    case 'get':
    case 'refusal':
      return written<typeof decoder.decodeGetHeader>(value, (id, answer) =>
        encoder.encodeGetHeader(encoder.prepareGetHeader(answer), { id, ...answer }),
      );
    case 'list':
      return written<typeof decoder.decodeListHeader>(value, (id, answer) =>
        encoder.encodeListHeader(id, answer),
      );
    case 'files':
      return written<typeof decoder.decodeFilesHeader>(value, (id, answer) =>
        encoder.encodeFilesHeader(id, answer),
      );
    case 'stats':
      return written<typeof decoder.decodeStats>(value, (id, answer) =>
        encoder.encodeStats(id, answer),
      );
    case 'closing': {
      const { crc32 } = value as ReturnType<typeof decoder.decodeClosingLine>;
      return crc32 === undefined
        ? encoder.CLOSING_LINE_WITHOUT_CHECKSUM
        : encoder.encodeClosingLine(crc32);
    }
    case 'list-line':
    case 'list-end': {
      const line = value as ReturnType<typeof decoder.decodeListLine>;
      return 'name' in line ? encoder.encodeListLine(line) : encoder.encodeListEnd(line.count);
    }
    case 'files-line':
      return encoder.encodeFilesLine(value as ReturnType<typeof decoder.decodeFilesLine>);
  }
}

function written<Decode extends (line: Uint8Array) => Answered<unknown>>(
  value: Value,
  encode: (
    id: RequestId | undefined,
    answer: Extract<ReturnType<Decode>, { ok: true }>['answer'],
  ) => string,
): string {
  const { id, answer } = value as Extract<Answered<never>, { ok: true }>;
  return encode(id, answer);
}

/** Nothing that is taken on trust is out of its documented range. */
function expectBounds(value: Value): void {
  const fields: object = 'ok' in value ? (value.ok ? value.answer : value.refusal) : value;
  for (const [name, field] of Object.entries(fields)) {
    if (name === 'name')
      assert.ok((field as string).length <= LONGEST_NAME, 'the name is too long');
    if (name === 'message') assert.ok((field as string).length <= 1024, 'the message is too long');
    if (['size', 'from', 'length', 'hits', 'used', 'capacity'].includes(name)) {
      expectCount(field as number);
    }
    if (name === 'count') expectCount(field as number, 10_000_000);
    if (name === 'crc32') expectCount(field as number, 2 ** 32 - 1);
    if (name.endsWith('AtMs')) assert.ok(Number.isFinite(field), `${name} is no date`);
  }
}
