import { describe, expect, it } from 'vitest';
import { HttpFields } from './request-head.ts';
import { evaluateConditions, rangeCounts } from './conditions.ts';

const ETAG = '"now"';
const MODIFIED_MS = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
const CURRENT = { etag: ETAG, modifiedAtMs: MODIFIED_MS };
const NOW_MS = Date.UTC(2026, 5, 1);
const SAME = 'Fri, 02 Jan 2026 03:04:05 GMT';
const EARLIER = 'Fri, 02 Jan 2026 03:04:04 GMT';
const LATER = 'Fri, 02 Jan 2026 03:04:06 GMT';

const evaluate = (fields: Record<string, string>): string =>
  evaluateConditions(new HttpFields(Object.entries(fields)), CURRENT, NOW_MS);

describe('conditions', () => {
  it.each([
    [{}, 'proceed'],
    [{ 'if-none-match': ETAG }, 'not-modified'],
    [{ 'if-none-match': `W/${ETAG}` }, 'not-modified'],
    [{ 'if-none-match': '*' }, 'not-modified'],
    [{ 'if-none-match': `"old", W/${ETAG}` }, 'not-modified'],
    [{ 'if-none-match': '"a,b",\t"now"' }, 'not-modified'],
    [{ 'if-none-match': '"old"' }, 'proceed'],
    [{ 'if-none-match': '' }, 'proceed'],
    [{ 'if-none-match': 'now' }, 'proceed'],
    [{ 'if-modified-since': SAME }, 'not-modified'],
    [{ 'if-modified-since': LATER }, 'not-modified'],
    [{ 'if-modified-since': EARLIER }, 'proceed'],
    [{ 'if-modified-since': 'yesterday' }, 'proceed'],
    [{ 'if-match': ETAG }, 'proceed'],
    [{ 'if-match': '*' }, 'proceed'],
    [{ 'if-match': `"old", ${ETAG}` }, 'proceed'],
    [{ 'if-match': '"old"' }, 'failed'],
    [{ 'if-match': `W/${ETAG}` }, 'failed'],
    [{ 'if-match': '' }, 'failed'],
    [{ 'if-unmodified-since': SAME }, 'proceed'],
    [{ 'if-unmodified-since': EARLIER }, 'failed'],
    [{ 'if-unmodified-since': 'yesterday' }, 'proceed'],
  ])('%j: %s', (fields, expected) => {
    expect(evaluate(fields)).toBe(expected);
  });

  it.each([
    // Tags count before dates, and what must hold before what must not.
    [{ 'if-match': ETAG, 'if-unmodified-since': EARLIER }, 'proceed'],
    [{ 'if-match': '"old"', 'if-unmodified-since': SAME }, 'failed'],
    [{ 'if-none-match': '"old"', 'if-modified-since': LATER }, 'proceed'],
    [{ 'if-none-match': ETAG, 'if-modified-since': EARLIER }, 'not-modified'],
    [{ 'if-match': '"old"', 'if-none-match': ETAG }, 'failed'],
    [{ 'if-match': ETAG, 'if-none-match': ETAG }, 'not-modified'],
    [{ 'if-unmodified-since': EARLIER, 'if-none-match': ETAG }, 'failed'],
    [{ 'if-unmodified-since': SAME, 'if-modified-since': SAME }, 'not-modified'],
  ])('in the order of RFC 9110 13.2.2: %j: %s', (fields, expected) => {
    expect(evaluate(fields)).toBe(expected);
  });
});

describe('If-Range', () => {
  const counts = (value: string | undefined, nowMs = NOW_MS): boolean =>
    rangeCounts(new HttpFields(value === undefined ? [] : [['if-range', value]]), CURRENT, nowMs);

  it.each([
    [undefined, true],
    [ETAG, true],
    [`W/${ETAG}`, false],
    ['"old"', false],
    [`${ETAG}, "old"`, false],
    [SAME, true],
    [EARLIER, false],
    [LATER, false],
    ['yesterday', false],
    ['', false],
  ])('%j: %s', (value, expected) => {
    expect(counts(value)).toBe(expected);
  });

  it('does not trust a date within the second that it names', () => {
    expect(counts(SAME, MODIFIED_MS + 100)).toBe(false);
    expect(counts(SAME, MODIFIED_MS + 1000)).toBe(true);
  });
});
