import type { Translate } from './locales/translator.ts';

/**
 * Why an entry of a shared folder is missing from a listing:
 * - names that break a rule: `not-utf8`, `control-character`, `backslash`, `device-name` (reserved by
 *   Windows), `trailing-dot-or-space`, `drive-letter`, `name-too-long`, `not-on-this-system` (a
 *   character that the server's own system does not allow in names);
 * - `unreadable-folder`, `unreadable-file`: the server may not, or cannot, look at it;
 * - `link-outside`: leads out of the shared folder; `broken-link`: leads nowhere; `repeated-link`: leads
 *   to a folder that is listed under another name; `link-to-bad-name`: leads to a file whose own name
 *   is not allowed;
 * - `special-file`: a device, pipe or socket;
 * - `unknown`: the server does not say, or says something that this version does not know.
 */
export const OMISSION_KINDS = [
  'not-utf8',
  'control-character',
  'backslash',
  'device-name',
  'trailing-dot-or-space',
  'drive-letter',
  'name-too-long',
  'not-on-this-system',
  'unreadable-folder',
  'unreadable-file',
  'link-outside',
  'broken-link',
  'repeated-link',
  'link-to-bad-name',
  'special-file',
  'unknown',
] as const;

export type OmissionKind = (typeof OMISSION_KINDS)[number];

/** The entries that one listing left out for one reason. */
export interface Omission {
  readonly kind: OmissionKind;
  /** At least 1. */
  readonly count: number;
  /** The first of them, at most {@link MAX_OMITTED_NAMES}, made visible: to be shown, not to be asked for. */
  readonly names: readonly string[];
}

/** How many names of a kind are kept; of the others only the number is. */
export const MAX_OMITTED_NAMES = 10;

/** One reason in words: `2 names that Windows reserves (aux.txt, con)`. */
export function describeOmission(
  { kind, count, names }: Omission,
  t: Translate<'omissions'>,
): string {
  const what = t(kind, { count });
  if (names.length === 0) return what;
  const shown = { what, names: names.join(', ') };
  return count > names.length ? t('namedAmongOthers', shown) : t('named', shown);
}

/** All reasons in a sentence; empty when nothing was left out. */
export function describeOmissions(
  omissions: readonly Omission[],
  t: Translate<'omissions'>,
): string {
  if (countOmissions(omissions) === 0) return '';
  const list = omissions.map((omission) => describeOmission(omission, t)).join(t('separator'));
  return t('all', { list });
}

/** How many entries were left out, for all reasons together. */
export function countOmissions(omissions: readonly Omission[]): number {
  return omissions.reduce((sum, { count }) => sum + count, 0);
}

/** Omissions of several listings as those of one. */
export function mergeOmissions(omissions: readonly Omission[]): Omission[] {
  const merged = new Map<OmissionKind, Omission>();
  for (const { kind, count, names } of omissions) {
    const before = merged.get(kind);
    merged.set(kind, {
      kind,
      count: count + (before?.count ?? 0),
      names: [...(before?.names ?? []), ...names].slice(0, MAX_OMITTED_NAMES),
    });
  }
  return [...merged.values()];
}
