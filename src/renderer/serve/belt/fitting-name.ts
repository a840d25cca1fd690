/** Shorter than this, nobody knows a name again: characters, besides the ellipsis. */
const LEAST_CHARACTERS = 7;

/** Of the characters that are kept, those at the end, where the kind of the file is said. */
const SHARE_OF_END = 0.4;

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * What of a path fits into so many px: all of it, the name of the file, or that with its middle left
 * out; nothing where too little would be left.
 *
 * @param widthOf how wide a text is drawn, in px
 */
export function fittingName(
  path: string,
  roomPx: number,
  widthOf: (text: string) => number,
): string | undefined {
  if (widthOf(path) <= roomPx) return path;
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (widthOf(name) <= roomPx) return name;
  const letters = Array.from(characters.segment(name), ({ segment }) => segment);
  let fitting: string | undefined;
  let least = LEAST_CHARACTERS;
  let most = letters.length - 1;
  while (least <= most) {
    const kept = (least + most) >> 1;
    const atEnd = Math.round(kept * SHARE_OF_END);
    const cut = `${letters.slice(0, kept - atEnd).join('')}…${letters.slice(letters.length - atEnd).join('')}`;
    if (widthOf(cut) <= roomPx) {
      fitting = cut;
      least = kept + 1;
    } else most = kept - 1;
  }
  return fitting;
}
