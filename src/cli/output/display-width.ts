const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

// East Asian Wide and Fullwidth blocks (Unicode Standard Annex #11), merged to ranges that are
// coarse but right for assigned characters, and pictures drawn as emoji.
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1faff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u;
const ZERO = /^[\p{Mark}\u200c\u200d]+$/u;
const PLAIN = /^[\u0020-\u007e]*$/;

/** How many columns a terminal needs for a text without control characters. */
export function displayWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    width += ZERO.test(segment) ? 0 : WIDE.test(segment) ? 2 : 1;
  }
  return width;
}

/** The text with `…` in its middle when it would need more than `columns`; its end, where names differ, is kept longest. */
export function shorten(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  const room = Math.max(columns - 1, 0);
  const parts = Array.from(graphemes.segment(text), ({ segment }) => segment);
  const end = takeColumns(parts.toReversed(), Math.ceil(room * 0.6)).reverse();
  const start = takeColumns(parts, room - displayWidth(end.join('')));
  return `${start.join('')}…${end.join('')}`;
}

function takeColumns(parts: readonly string[], columns: number): string[] {
  const taken: string[] = [];
  let width = 0;
  for (const part of parts) {
    width += displayWidth(part);
    if (width > columns) break;
    taken.push(part);
  }
  return taken;
}
