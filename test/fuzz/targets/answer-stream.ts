import assert from 'node:assert/strict';
import { AnswerStream } from '../../../src/engine/client/remote/answer-stream.ts';
import { decodeGetHeader } from '../../../src/engine/dialects/native-answer-decoder.ts';
import { WireError } from '../../../src/engine/dialects/wire-error.ts';
import { ANSWER_KINDS, ANSWER_TOKENS, answerFields, answerLine } from '../make/answers.ts';
import { anyCuts, changedBytes, chunksOf } from '../make/bytes.ts';
import type { Random } from '../make/random.ts';
import { target } from '../target.ts';
import { expectMessage } from './expectations.ts';

const MAX_LINE = 1024 * 1024;
const OPENING_BRACE = 0x7b;

interface Stream {
  readonly bytes: Buffer;
  readonly cuts: readonly number[];
  /** How many lines and bytes of body it holds; unknown where it was spoilt. */
  readonly sent?: { readonly lines: number; readonly body: number };
}

/** Answers one behind the other, lines and bodies: taken apart the same however the network cut them. */
export const answerStreamTarget = target<Stream>('answer-stream', {
  make: (random) => {
    const parts: Buffer[] = [];
    const sent = { lines: 0, body: 0 };
    for (let left = random.length(6); left >= 0; left--) addAnswer(random, parts, sent);
    if (random.once(30_000)) parts.push(Buffer.alloc(MAX_LINE + random.below(3), 0x20));
    const whole = Buffer.concat(parts);
    const cuts = whole.length > MAX_LINE ? [65_536] : anyCuts(random);
    if (random.once(2)) return { bytes: whole, cuts, sent };
    return { bytes: changedBytes(random, whole, ANSWER_TOKENS), cuts };
  },
  check: ({ bytes, cuts, sent }) => {
    const atOnce = takenApart(bytes, [Number.MAX_SAFE_INTEGER]);
    const inPieces = takenApart(bytes, cuts);
    assert.equal(inPieces.error, atOnce.error, 'another end');
    assert.deepEqual(inPieces.lines, atOnce.lines, 'other lines');
    assert.ok(Buffer.concat(inPieces.body).equals(Buffer.concat(atOnce.body)), 'another body');
    if (atOnce.error !== undefined) return 'refused';
    if (sent !== undefined && bytes.length < MAX_LINE) {
      assert.equal(atOnce.lines.length, sent.lines, 'lines');
      assert.equal(Buffer.concat(atOnce.body).length, sent.body, 'bytes of bodies');
    }
    return 'accepted';
  },
});

function addAnswer(random: Random, parts: Buffer[], sent: { lines: number; body: number }): void {
  const kind = random.pick(ANSWER_KINDS);
  if (kind !== 'get') {
    const line = answerLine(random, kind);
    const lines = line.toString('latin1').split('\n');
    // A line that happens to announce a body would have none behind it.
    if (lines.pop() !== '' || lines.some((each) => bodyBehind(Buffer.from(each, 'latin1')) > 0))
      return;
    parts.push(line);
    sent.lines += lines.length;
    return;
  }
  const length = random.length(2000);
  const header = { ...answerFields(random, 'get'), size: length, from: 0, length };
  const line = Buffer.from(`${JSON.stringify(header)}\n`);
  // The generator's dates are not all good, and then there is no body.
  const hasBody = bodyBehind(line.subarray(0, -1)) > 0;
  parts.push(line, ...(hasBody ? [random.bytes(length)] : []));
  sent.lines += 1;
  if (hasBody) sent.body += length;
}

/** As a client decides it. */
function bodyBehind(line: Uint8Array): number {
  try {
    const answered = decodeGetHeader(line);
    return answered.ok ? answered.answer.length : 0;
  } catch {
    return 0;
  }
}

interface TakenApart {
  readonly lines: string[];
  readonly body: Buffer[];
  error?: string;
}

function takenApart(bytes: Buffer, cuts: readonly number[]): TakenApart {
  const taken: TakenApart = { lines: [], body: [] };
  let bodyLeft = 0;
  const stream = new AnswerStream({
    onLine: (line) => {
      assert.equal(bodyLeft, 0, 'a line in the middle of a body');
      assert.ok(line.length <= MAX_LINE, 'a line beyond the limit');
      taken.lines.push(Buffer.from(line).toString('latin1'));
      if (line[0] !== OPENING_BRACE) throw new WireError('This is no answer.');
      bodyLeft = bodyBehind(line);
      return bodyLeft;
    },
    onBody: (part) => {
      assert.ok(part.length > 0 && part.length <= bodyLeft, 'more body than was announced');
      bodyLeft -= part.length;
      taken.body.push(Buffer.from(part));
    },
  });
  try {
    for (const chunk of chunksOf(bytes, cuts)) stream.push(chunk);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    expectMessage(error.message);
    taken.error = error.message;
  }
  return taken;
}
