import { describe, expect, it } from 'vitest';
import { PacedQuestion } from './paced-question.ts';

function setUp() {
  const asked: string[] = [];
  const answers: string[] = [];
  const pending: PromiseWithResolvers<string>[] = [];
  let nowMs = 1000;
  let timer: { run: () => void; atMs: number } | undefined;
  const question = new PacedQuestion<string, string>({
    ask: (request) => {
      asked.push(request);
      const answer = Promise.withResolvers<string>();
      pending.push(answer);
      return answer.promise;
    },
    onAnswer: (answer) => answers.push(answer),
    now: () => nowMs,
    startTimer: (run, delayMs) => {
      const started = { run, atMs: nowMs + delayMs };
      timer = started;
      return () => {
        if (timer === started) timer = undefined;
      };
    },
  });
  const settle = async (answer: string | Error): Promise<void> => {
    const next = pending.shift()!;
    if (typeof answer === 'string') next.resolve(answer);
    else next.reject(answer);
    await new Promise((resolve) => setImmediate(resolve));
  };
  const pass = (ms: number): void => {
    nowMs += ms;
    if (timer === undefined || timer.atMs > nowMs) return;
    const { run } = timer;
    timer = undefined;
    run();
  };
  return { question, asked, answers, settle, pass };
}

describe('a paced question', () => {
  it('asks one at a time, and only the latest, at most ten times a second', async () => {
    const { question, asked, answers, settle, pass } = setUp();
    for (const request of ['a', 'b', 'c']) question.put(request);
    expect(asked).toEqual(['a']);
    await settle('A');
    expect(answers).toEqual(['A']);
    expect(asked).toEqual(['a']);
    pass(99);
    expect(asked).toEqual(['a']);
    pass(1);
    expect(asked).toEqual(['a', 'c']);
  });

  it('waits less where a person does', async () => {
    const { question, asked, settle, pass } = setUp();
    question.put('a');
    await settle('A');
    question.put('b', true);
    question.put('c');
    pass(15);
    expect(asked).toEqual(['a', 'c']);
  });

  it('goes on after a failure, and forgets what is canceled', async () => {
    const { question, asked, answers, settle, pass } = setUp();
    question.put('a');
    question.put('b');
    await settle(new Error('no host'));
    pass(100);
    expect(asked).toEqual(['a', 'b']);
    await settle('B');
    question.put('c');
    question.cancel();
    pass(1000);
    expect(asked).toEqual(['a', 'b']);
    expect(answers).toEqual(['B']);
  });
});
