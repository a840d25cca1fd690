/** Widths of characters in the small text of a row, in px: a little more than they are, so that nothing is cut. */
const NARROW_PX = 6.6;
const WIDE_PX = 12.5;
/** From here on characters are as wide as they are high: Chinese, Japanese, Korean, emoji. */
const FIRST_WIDE = 0x2e80;
/** Behind a space at which a line may end: not the ones that French has before its units. */
const BEHIND_SPACE = /(?<=[^\S\u00a0\u202f])/;

/** How many lines a text takes at most that is wrapped between words, and within them where one is too long. */
export function wrappedLines(text: string, widthPx: number): number {
  if (widthPx < WIDE_PX) return 1;
  let lines = 1;
  let usedPx = 0;
  for (const word of text.split(BEHIND_SPACE)) {
    const wordPx = widthOf(word);
    if (usedPx + wordPx <= widthPx) {
      usedPx += wordPx;
      continue;
    }
    const ownLines = Math.ceil(wordPx / widthPx);
    // A word that is too long for any line goes on where the one before ended.
    lines += ownLines > 1 && usedPx > 0 ? ownLines : Math.max(usedPx > 0 ? 1 : 0, ownLines - 1);
    usedPx = ownLines > 1 ? widthPx : wordPx;
  }
  return lines;
}

function widthOf(word: string): number {
  let px = 0;
  for (const character of word) {
    px += character.codePointAt(0)! >= FIRST_WIDE ? WIDE_PX : NARROW_PX;
  }
  return px;
}
