/** Whether a name, with `/` between its parts, is wanted. */
export type NameFilter = (name: string) => boolean;

/**
 * What a typed filter wants; `undefined` where nothing was typed. Case does not matter.
 *
 * With `*` or `?` in it, it is a pattern: `*` stands for any characters but `/`, `?` for one, and a part
 * `**` for any number of folders, or at the end for all that is in one. A pattern without `/` is for the last part of names, any other for
 * whole names. All other text is looked for anywhere in names, so brackets and braces mean themselves.
 *
 * Takes time in proportion to the lengths of name and pattern multiplied, whatever they are.
 */
export function nameFilter(typed: string): NameFilter | undefined {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return undefined;
  if (!/[*?]/.test(wanted)) return (name) => name.toLowerCase().includes(wanted);
  if (!wanted.includes('/')) {
    return (name) => isPartLike(name.slice(name.lastIndexOf('/') + 1).toLowerCase(), wanted);
  }
  const pattern = wanted.replace(/^\/+/, '').split('/');
  return (name) => isNameLike(name.toLowerCase().split('/'), pattern);
}

/** Every part but `**` stands for one, so of several `**` only the last has to be tried again. */
function isNameLike(parts: readonly string[], pattern: readonly string[]): boolean {
  let at = 0;
  let want = 0;
  let retry: { at: number; readonly want: number } | undefined;
  while (at < parts.length) {
    if (pattern[want] === '**') {
      want += 1;
      retry = { at, want };
    } else if (want < pattern.length && isPartLike(parts[at]!, pattern[want]!)) {
      at += 1;
      want += 1;
    } else if (retry !== undefined) {
      retry.at += 1;
      at = retry.at;
      want = retry.want;
    } else return false;
  }
  return want === pattern.length;
}

/** The same for the characters of a part, in which `**` is no more than `*`. */
function isPartLike(part: string, pattern: string): boolean {
  let at = 0;
  let want = 0;
  let retry: { at: number; readonly want: number } | undefined;
  while (at < part.length) {
    const wanted = pattern[want];
    if (wanted === '*') {
      want += 1;
      retry = { at, want };
    } else if (wanted === '?') {
      at += widthAt(part, at);
      want += 1;
    } else if (wanted !== undefined && wanted === part[at]) {
      at += 1;
      want += 1;
    } else if (retry !== undefined) {
      retry.at += widthAt(part, retry.at);
      at = retry.at;
      want = retry.want;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(want));
}

/** Code units of the character there. */
function widthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
