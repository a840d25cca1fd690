import { isUtf8 } from 'node:buffer';
import type { Omission, OmissionKind } from '../../shared/omissions.ts';
import { MAX_OMITTED_NAMES } from '../../shared/omissions.ts';
import { visibleText } from '../../shared/visible-text.ts';

/** The longest name that is kept to be shown, in UTF-16 units; the rest of a longer one is cut off. */
const MAX_SHOWN_LENGTH = 200;

/** Counts what one listing leaves out, and keeps the first names of each kind. */
export class OmissionTally {
  readonly #kinds = new Map<OmissionKind, { count: number; readonly names: string[] }>();

  /** @param name with its folder, as far as the listing knows it; any text */
  add(kind: OmissionKind, name: string): void {
    let found = this.#kinds.get(kind);
    if (found === undefined) this.#kinds.set(kind, (found = { count: 0, names: [] }));
    found.count += 1;
    if (found.names.length < MAX_OMITTED_NAMES) found.names.push(shownName(name));
  }

  /** In the order in which each kind was first met. */
  list(): Omission[] {
    return Array.from(this.#kinds, ([kind, { count, names }]) => ({ kind, count, names }));
  }
}

/** A name of any bytes as text, with `\xNN` for bytes that are no UTF-8. */
export function nameOfBytes(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const length = characterLength(bytes, at);
    text +=
      length === 0
        ? `\\x${(bytes[at] ?? 0).toString(16).padStart(2, '0')}`
        : bytes.toString('utf8', at, at + length);
    at += Math.max(1, length);
  }
  return text;
}

/** How many bytes the character at an offset has; 0 where no valid one begins. */
function characterLength(bytes: Buffer, at: number): number {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length += 1) {
    if (isUtf8(bytes.subarray(at, at + length))) return length;
  }
  return 0;
}

/** A name as an omission tells it. */
export function shownName(name: string): string {
  const visible = visibleText(name);
  return visible.length <= MAX_SHOWN_LENGTH ? visible : `${visible.slice(0, MAX_SHOWN_LENGTH)}…`;
}
