import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { GetHeader } from '../../dialects/native-answer.ts';
import { DownloadProgress, type PartAtHand } from './download-progress.ts';
import { FailureError } from '../../../shared/failure.ts';
import { canceled } from '../client-failures.ts';
import type { Failure } from '../../../shared/contract-failure.ts';

const NOTHING: PartAtHand = { tag: undefined, length: 0, otherBytes: 0 };

function setUp() {
  const clock = { now: 100 };
  const subject = { item: 3, name: 'a.bin', dialect: 'native' } as const;
  return { clock, progress: new DownloadProgress(subject, () => clock.now) };
}

function header(from: number, tag = 'new'): GetHeader {
  return { name: 'a.bin', from, tag, size: 10, length: 10 - from, modifiedAtMs: 5, source: 'disk' };
}

/** A thrown failure with at least this in it. */
function failing(failure: Partial<Failure>): Error {
  return expect.objectContaining({ failure: expect.objectContaining(failure) as Failure }) as Error;
}

describe('an answer', () => {
  it('continues a part of its version', () => {
    const { progress } = setUp();
    const part = { tag: 'new', length: 4, otherBytes: 7 };
    expect(progress.judge(header(4), part, 'x:1')).toBe('continue');
    expect(progress.start).toEqual({ kind: 'resumed', fromBytes: 4 });
  });

  it('begins with nothing, and says what is left of other versions', () => {
    const { progress } = setUp();
    expect(progress.judge(header(0), { ...NOTHING, otherBytes: 7 }, 'x:1')).toBe('continue');
    const start = { kind: 'started-over', reason: 'changed-on-server', givenUpBytes: 7 };
    expect(progress.start).toEqual(start);
  });

  it.each([
    ['new', 'server-cannot-resume'],
    ['old', 'changed-on-server'],
  ])('from the beginning gives up the part of version %s: %s', (tag, reason) => {
    const { progress } = setUp();
    expect(progress.judge(header(0), { tag, length: 4, otherBytes: 7 }, 'x:1')).toBe('start-over');
    expect(progress.start).toEqual({ kind: 'started-over', reason, givenUpBytes: 4 });
  });

  it('of another version than the part is asked for again, and changes nothing', () => {
    const { progress } = setUp();
    expect(progress.judge(header(4), { ...NOTHING, tag: 'old', length: 4 }, 'x:1')).toBe(
      'ask-again',
    );
    expect(progress).toMatchObject({ start: { kind: 'fresh' }, from: 0, size: undefined });
  });

  it.each([3, 5])('from %i, where 4 was asked for, is no answer', (from) => {
    const { progress } = setUp();
    const part = { tag: 'new', length: 4, otherBytes: 0 };
    const detail = 'The answer begins at another place than was asked for.';
    expect(() => progress.judge(header(from), part, 'x:1')).toThrow(
      failing({ code: 'not-understood', detail }),
    );
  });
});

describe('the closing line', () => {
  const [before, after] = [Buffer.from('0123'), Buffer.from('456789')];
  const whole = { length: 10, crc32: crc32(Buffer.concat([before, after])) };
  const file = { path: '/a.bin', size: 10, modifiedAtMs: undefined, sha256: undefined };

  function resumed() {
    const { progress } = setUp();
    progress.begin(header(4), crc32(before));
    return progress;
  }

  it('confirms what came with the answer', () => {
    const progress = resumed();
    progress.confirm({ crc32: crc32(after) }, whole, 'x:1');
    expect(progress.completed({ ...file, isChecked: true }).verified).toBe('crc32-since-resume');
    progress.begin(header(0), 0);
    progress.confirm({ crc32: whole.crc32 }, whole, 'x:1');
    expect(progress.completed({ ...file, isChecked: true }).verified).toBe('crc32');
  });

  it('without a check confirms the length only', () => {
    const progress = resumed();
    progress.confirm({}, undefined, 'x:1');
    expect(progress.completed({ ...file, isChecked: false }).verified).toBe('length');
  });

  it('with a wrong or missing checksum confirms nothing', () => {
    const progress = resumed();
    const confirm = (closing: { crc32?: number }) => () => progress.confirm(closing, whole, 'x:1');
    expect(confirm({ crc32: crc32(after) ^ 1 })).toThrow(
      failing({ code: 'wrong-checksum', name: 'a.bin' }),
    );
    const detail = 'The checksum that was asked for is missing.';
    expect(confirm({})).toThrow(failing({ code: 'not-understood', detail }));
    expect(progress.completed({ ...file, isChecked: true }).verified).toBe('not-verified');
  });

  it('counts no more once bytes were given up', () => {
    const progress = resumed();
    progress.confirm({ crc32: crc32(after) }, whole, 'x:1');
    progress.giveUp('damaged-part', 4);
    expect(progress.completed({ ...file, isChecked: true })).toMatchObject({
      verified: 'not-verified',
      start: { kind: 'started-over', reason: 'damaged-part', givenUpBytes: 4 },
    });
  });
});

it('time counts from its own turn', () => {
  const { clock, progress } = setUp();
  expect(progress.failed(canceled(), 5)).toMatchObject({
    ...{ status: 'canceled', item: 3, name: 'a.bin', resumableBytes: 5, durationMs: 0 },
    error: canceled(5).failure,
  });
  progress.beginTiming();
  clock.now = 130;
  progress.beginTiming();
  expect(
    progress.failed(new FailureError({ code: 'wrong-checksum', name: 'a.bin' }), 0),
  ).toMatchObject({
    ...{ status: 'failed', durationMs: 30 },
  });
});
