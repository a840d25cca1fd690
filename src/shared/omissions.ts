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

/** The singular and the plural, each following its number. */
const DESCRIPTIONS: Readonly<Record<OmissionKind, readonly [one: string, many: string]>> = {
  'not-utf8': ['name that is not UTF-8', 'names that are not UTF-8'],
  'control-character': ['name with control characters', 'names with control characters'],
  backslash: ['name with a backslash', 'names with a backslash'],
  'device-name': ['name that Windows reserves', 'names that Windows reserves'],
  'trailing-dot-or-space': [
    'name that ends with a dot or a space',
    'names that end with a dot or a space',
  ],
  'drive-letter': ['name that begins like a drive', 'names that begin like a drive'],
  'name-too-long': ['name that is too long', 'names that are too long'],
  'not-on-this-system': [
    "name that the server's system does not allow",
    "names that the server's system does not allow",
  ],
  'unreadable-folder': [
    'folder that the server cannot read',
    'folders that the server cannot read',
  ],
  'unreadable-file': ['file that the server cannot read', 'files that the server cannot read'],
  'link-outside': [
    'link that leads out of the shared folder',
    'links that lead out of the shared folder',
  ],
  'broken-link': ['link that leads nowhere', 'links that lead nowhere'],
  'repeated-link': [
    'link to a folder that is listed elsewhere',
    'links to folders that are listed elsewhere',
  ],
  'link-to-bad-name': [
    'link to a file whose own name is not allowed',
    'links to files whose own names are not allowed',
  ],
  'special-file': ['device, pipe or socket', 'devices, pipes or sockets'],
  unknown: ['entry for an unknown reason', 'entries for an unknown reason'],
};

/** One reason in words: `2 names that Windows reserves (aux.txt, con)`. */
export function describeOmission({ kind, count, names }: Omission): string {
  const [one, many] = DESCRIPTIONS[kind];
  const shown =
    names.length === 0 ? '' : ` (${names.join(', ')}${count > names.length ? ', …' : ''})`;
  return `${String(count)} ${count === 1 ? one : many}${shown}`;
}

/** All reasons in a sentence; empty when nothing was left out. */
export function describeOmissions(omissions: readonly Omission[]): string {
  const total = countOmissions(omissions);
  if (total === 0) return '';
  return `The server left out ${omissions.map(describeOmission).join('; ')}.`;
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
