import { describe, expect, it } from 'vitest';
import { FileHistory } from './file-history.ts';
import { KnownContent } from './known-content.ts';

/** Longer than the server may go on with what it has seen. */
const LONG_MS = 1000;

const before = new KnownContent('before', 100_000);
const after = new KnownContent('after', 100_000);

/** A file with one change, and when that was. */
function changed(states: Parameters<FileHistory['change']>[0]): {
  readonly history: FileHistory;
  readonly atMs: number;
} {
  const history = new FileHistory({ kind: 'whole', content: before }, -Infinity);
  history.change(states, () => undefined);
  return { history, atMs: performance.now() };
}

/** An answer between two moments. */
const between = (askedAtMs: number, answeredAtMs: number) => ({ askedAtMs, answeredAtMs });

describe('what an answer may be', () => {
  it('is the version of its time, and no other', () => {
    const { history, atMs } = changed({ after: { kind: 'whole', content: after } });
    const late = between(atMs + LONG_MS, atMs + 2 * LONG_MS);
    expect(history.allowsBody(after.bytes(), late)).toBe(true);
    expect(history.allowsBody(before.bytes(), late)).toBe(false);
    const early = between(atMs - 2 * LONG_MS, atMs - LONG_MS);
    expect(history.allowsBody(before.bytes(), early)).toBe(true);
    expect(history.allowsBody(after.bytes(), early)).toBe(false);
    const meanwhile = between(atMs - LONG_MS, atMs + LONG_MS);
    expect(history.allowsBody(before.bytes(), meanwhile)).toBe(true);
    expect(history.allowsBody(after.bytes(), meanwhile)).toBe(true);
  });

  it('is never a mixture, a part, or more', () => {
    const { history, atMs } = changed({ after: { kind: 'whole', content: after } });
    const meanwhile = between(atMs - LONG_MS, atMs + LONG_MS);
    const mixture = Buffer.concat([
      before.bytes().subarray(0, 50_000),
      after.bytes().subarray(50_000),
    ]);
    for (const body of [
      mixture,
      before.bytes().subarray(0, -1),
      Buffer.concat([after.bytes(), Buffer.alloc(1)]),
      Buffer.alloc(0),
    ]) {
      expect(history.allowsBody(body, meanwhile)).toBe(false);
    }
  });

  it('is a beginning only while the file is being written', () => {
    const { history, atMs } = changed({
      meanwhile: { kind: 'being-written', content: after },
      after: { kind: 'whole', content: after },
    });
    const part = after.bytes().subarray(0, 70_000);
    expect(history.allowsBody(part, between(atMs, atMs + 1))).toBe(true);
    expect(history.allowsBody(part, between(atMs + LONG_MS, atMs + LONG_MS))).toBe(false);
    expect(history.allowsBody(before.bytes().subarray(0, 9), between(atMs, atMs + 1))).toBe(false);
  });

  it('is nothing only where there was nothing, and cut only where something changed', () => {
    const { history, atMs } = changed({ after: { kind: 'absent' } });
    const meanwhile = between(atMs - LONG_MS, atMs + LONG_MS);
    const early = between(atMs - 2 * LONG_MS, atMs - LONG_MS);
    const late = between(atMs + LONG_MS, atMs + LONG_MS);
    expect(history.allowsAbsence(early)).toBe(false);
    expect(history.allowsAbsence(meanwhile)).toBe(true);
    expect(history.allowsAbsence(late)).toBe(true);
    expect(history.allowsCut(early)).toBe(false);
    expect(history.allowsCut(meanwhile)).toBe(true);
    expect(history.allowsCut(late)).toBe(false);
  });
});
