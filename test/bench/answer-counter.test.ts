import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { AnswerCounter } from '../../bench/load-generator/answer-counter.ts';
import type { Question } from '../../bench/load-generator/load.ts';

const FIRST = 0x7b;

function questionOf(answerBytes: number): Question {
  return { request: Buffer.of(0), answerBytes, firstByte: FIRST };
}

function answersOf(lengths: readonly number[]): Buffer {
  return Buffer.concat(
    lengths.map((bytes) => {
      const answer = Buffer.alloc(bytes, 0x2e);
      answer[0] = FIRST;
      return answer;
    }),
  );
}

function counterFor(lengths: readonly number[]): AnswerCounter {
  const counter = new AnswerCounter();
  for (const bytes of lengths) counter.expect(questionOf(bytes));
  return counter;
}

describe('the answers that the load generator counts', () => {
  test.prop({
    lengths: fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 20 }),
    chunks: fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1 }),
  })('are as many however they are cut', ({ lengths, chunks }) => {
    const stream = answersOf(lengths);
    const counter = counterFor(lengths);
    let counted = 0;
    let at = 0;
    for (let turn = 0; at < stream.length; turn++) {
      const chunk = stream.subarray(at, at + chunks[turn % chunks.length]!);
      counted += counter.take(chunk, chunk.length);
      at += chunk.length;
    }
    expect(counted).toBe(lengths.length);
    expect(counter.outstanding).toBe(0);
  });

  it('are not counted wrongly when one is shorter than it should be', () => {
    const counter = counterFor([10, 10, 10]);
    const stream = answersOf([9, 10, 10]);
    expect(() => counter.take(stream, stream.length)).toThrow('not as long as it should be');
  });

  it('are not counted when nobody asked for them', () => {
    const counter = counterFor([10]);
    const stream = answersOf([10, 1]);
    expect(() => counter.take(stream, stream.length)).toThrow('More came than was asked for');
  });

  it('are outstanding until their last byte', () => {
    const counter = counterFor([10]);
    expect(counter.take(answersOf([10]), 9)).toBe(0);
    expect(counter.outstanding).toBe(1);
  });
});
