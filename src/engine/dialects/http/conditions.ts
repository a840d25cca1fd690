import type { EpochMilliseconds } from '../../../shared/units.ts';
import { parseHttpDate } from './http-date.ts';
import type { HttpFields } from './request-head.ts';

/** What conditions are compared with. */
export interface Validators {
  /** Strong, with its quotes. */
  readonly etag: string;
  readonly modifiedAtMs: EpochMilliseconds;
}

/** An answer of `If-Range` by date is only trusted if the file was older than this when it was asked for. */
const STRONG_DATE_MS = 1000;

/**
 * Which answer the conditions of a GET or HEAD lead to, in the order of RFC 9110 section 13.2.2: `proceed`
 * with the file, `not-modified` (304) or `failed` (412).
 */
export function evaluateConditions(
  fields: HttpFields,
  current: Validators,
  nowMs: EpochMilliseconds,
): 'proceed' | 'not-modified' | 'failed' {
  const ifMatch = fields.get('if-match');
  if (ifMatch !== undefined) {
    if (!hasTag(ifMatch, current.etag, 'strong')) return 'failed';
  } else {
    const limitMs = dateOf(fields.get('if-unmodified-since'), nowMs);
    if (limitMs !== undefined && secondOf(current.modifiedAtMs) > limitMs) return 'failed';
  }
  const ifNoneMatch = fields.get('if-none-match');
  if (ifNoneMatch !== undefined) {
    return hasTag(ifNoneMatch, current.etag, 'weak') ? 'not-modified' : 'proceed';
  }
  const sinceMs = dateOf(fields.get('if-modified-since'), nowMs);
  return sinceMs !== undefined && secondOf(current.modifiedAtMs) <= sinceMs
    ? 'not-modified'
    : 'proceed';
}

/** Whether `Range` counts: there is no `If-Range`, or it names this very version (RFC 9110 section 13.1.5). */
export function rangeCounts(
  fields: HttpFields,
  current: Validators,
  nowMs: EpochMilliseconds,
): boolean {
  const value = fields.get('if-range');
  if (value === undefined) return true;
  if (value.startsWith('"') || value.startsWith('W/')) return value === current.etag;
  const dateMs = dateOf(value, nowMs);
  return (
    dateMs !== undefined &&
    dateMs === secondOf(current.modifiedAtMs) &&
    nowMs - dateMs > STRONG_DATE_MS
  );
}

function dateOf(
  value: string | undefined,
  nowMs: EpochMilliseconds,
): EpochMilliseconds | undefined {
  return value === undefined ? undefined : parseHttpDate(value, nowMs);
}

function secondOf(ms: EpochMilliseconds): EpochMilliseconds {
  return Math.floor(ms / 1000) * 1000;
}

/** Whether a list of entity tags, or `*`, has this one (RFC 9110 section 8.8.3.2). */
function hasTag(list: string, etag: string, comparison: 'strong' | 'weak'): boolean {
  if (list.trim() === '*') return true;
  for (const [tag] of list.matchAll(/(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g)) {
    if (tag === etag) return true;
    if (comparison === 'weak' && tag === `W/${etag}`) return true;
  }
  return false;
}
