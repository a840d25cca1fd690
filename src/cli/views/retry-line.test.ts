import { describe, expect, it } from 'vitest';
import { MIB } from '../../shared/units.ts';
import { describeRetry, describeWait } from './retry-line.ts';
import type { RetryEvent } from './retry-line.ts';

const WHAT = {
  ...{ attempt: 2, afterMs: 1_987, givesUpAfterMs: 598_000, haveBytes: 34 * MIB },
  error: { code: 'connection-lost', address: '10.0.0.1:8080', when: 'in-answer' },
} as const;

describe('a retry', () => {
  it('names the file once, in sentences', () => {
    const event: RetryEvent = { type: 'downloadRetried', item: 0, name: 'a.iso', ...WHAT };
    expect(describeRetry(event)).toBe(
      'a.iso: 10.0.0.1:8080 ended the connection in the middle of an answer. 34 MiB are kept. Trying again in 2 s, for 9 min 58 s at most.',
    );
  });

  it('says nothing of what is kept where nothing is', () => {
    const event: RetryEvent = { type: 'reconnectionRetried', ...WHAT, haveBytes: 0 };
    expect(describeRetry(event)).toBe(
      '10.0.0.1:8080 ended the connection in the middle of an answer. Trying again in 2 s, for 9 min 58 s at most.',
    );
  });

  it('is counted down to', () => {
    expect(describeWait(11_300, MIB)).toBe('trying again in 12 s, 1 MiB are kept');
    expect(describeWait(0, 0)).toBe('connecting');
  });
});
