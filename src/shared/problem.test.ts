import { describe, expect, it } from 'vitest';
import { PROBLEM_MESSAGES, ProblemError, problemOf, problemSchema } from './problem.ts';

describe('problems', () => {
  it('has one sentence or more for a person for every code', () => {
    for (const [code, message] of Object.entries(PROBLEM_MESSAGES)) {
      expect(message, code).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('lets the message of a problem through and nothing else', () => {
    const problem = new ProblemError('port-in-use', '8080 is in use.', { cause: new Error('x') });
    expect(problemOf(problem)).toEqual({ code: 'port-in-use', message: '8080 is in use.' });
    expect(problemOf(new Error('/home/me'))).toEqual({
      code: 'internal',
      message: PROBLEM_MESSAGES.internal,
    });
    expect(problemOf('thrown text')).toMatchObject({ code: 'internal' });
  });

  it('is a closed set', () => {
    expect(problemSchema.safeParse({ code: 'constructor', message: '' }).success).toBe(false);
  });
});
