import type { Milliseconds } from '../../../shared/units.ts';

/** After this long without a key, typing begins anew. */
const PAUSE_MS: Milliseconds = 1000;

/** What was typed into a list so far, and when last. */
export interface TypeAhead {
  readonly typed: string;
  readonly atMs: Milliseconds;
}

export const NOTHING_TYPED: TypeAhead = { typed: '', atMs: -Infinity };

/** Whether a key goes on with what was typed: a space alone is for the row that is active. */
export function isTypedOn({ typed, atMs }: TypeAhead, nowMs: Milliseconds): boolean {
  return typed !== '' && nowMs - atMs < PAUSE_MS;
}

/** After another key, in lower case. */
export function typeOn(before: TypeAhead, key: string, nowMs: Milliseconds): TypeAhead {
  const typed = isTypedOn(before, nowMs) ? before.typed : '';
  return { typed: typed + key.toLowerCase(), atMs: nowMs };
}

/**
 * The row whose name begins with what was typed: the active one, or the next behind it, around the end.
 * One letter again and again goes from one such row to the next. `undefined`: there is none.
 */
export function typedRow(
  { typed }: TypeAhead,
  rows: { readonly count: number; readonly nameAt: (index: number) => string | undefined },
  activeIndex: number,
): number | undefined {
  const letter = typed.charAt(0);
  const isOneLetter = typed === letter.repeat(typed.length);
  // A name that begins with the letter several times is meant as it is typed.
  const whole = isOneLetter ? find(typed, typed.length > 1 ? 0 : 1) : find(typed, 0);
  return whole ?? (isOneLetter ? find(letter, 1) : undefined);

  function find(beginning: string, first: 0 | 1): number | undefined {
    const from = Math.max(0, activeIndex + (activeIndex < 0 ? 0 : first));
    for (let step = 0; step < rows.count; step += 1) {
      const index = (from + step) % rows.count;
      if (rows.nameAt(index)?.toLowerCase().startsWith(beginning) === true) return index;
    }
    return undefined;
  }
}
