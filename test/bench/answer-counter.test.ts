import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { AnswerCounter } from '../../bench/load-generator/answer-counter.ts';

const FIRST = 0x7b;

function answersOf(count: number, bytes: number): Buffer {
  const one = Buffer.alloc(bytes, 0x2e);
  one[0] = FIRST;
  return Buffer.concat(Array.from({ length: count }, () => one));
}

describe('the answers that the load generator counts', () => {
  test.prop({
    count: fc.integer({ min: 1, max: 20 }),
    bytes: fc.integer({ min: 1, max: 50 }),
    chunks: fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1 }),
  })('are as many however they are cut', ({ count, bytes, chunks }) => {
    const stream = answersOf(count, bytes);
    const counter = new AnswerCounter({ bytes, firstByte: FIRST });
    let counted = 0;
    let at = 0;
    for (let turn = 0; at < stream.length; turn++) {
      const chunk = stream.subarray(at, at + chunks[turn % chunks.length]!);
      counted += counter.take(chunk, chunk.length);
      at += chunk.length;
    }
    expect(counted).toBe(count);
    expect(counter.isComplete).toBe(true);
  });

  it('are not counted wrongly when one is shorter than the others', () => {
    const counter = new AnswerCounter({ bytes: 10, firstByte: FIRST });
    const stream = Buffer.concat([answersOf(1, 9), answersOf(2, 10)]);
    expect(() => counter.take(stream, stream.length)).toThrow('not as long as the others');
  });
});
