import { expect, test } from 'vitest';
import type { Question } from '../../bench/load-generator/load.ts';
import { Supply } from '../../bench/load-generator/supply.ts';

const questions: Question[] = [1, 2, 3].map((answerBytes) => ({
  request: Buffer.of(0),
  answerBytes,
  firstByte: 0,
}));

function drain(supply: Supply): number[] {
  const given: number[] = [];
  for (let question = supply.next(); question !== undefined; question = supply.next()) {
    given.push(question.answerBytes);
  }
  return given;
}

test('questions are asked in turn, from the first one told, and no more than told', () => {
  const supply = new Supply({ questions, first: 1, seconds: 1, maxAnswers: 5 }, () => 0);
  supply.start();
  expect(drain(supply)).toEqual([2, 3, 1, 2, 3]);
  expect(supply.asked).toBe(5);
});

test('when time is up nothing more is asked', () => {
  let nowMs = 100;
  const supply = new Supply({ questions, first: 0, seconds: 0.5, maxAnswers: 1000 }, () => nowMs);
  supply.start();
  nowMs = 599;
  expect(supply.next()).toBe(questions[0]);
  nowMs = 600;
  expect(supply.next()).toBeUndefined();
  expect(supply.asked).toBe(1);
});

test('one is asked even when time is up before', () => {
  const supply = new Supply({ questions, first: 0, seconds: 0, maxAnswers: 1000 }, () => 0);
  supply.start();
  expect(drain(supply)).toEqual([1]);
});
