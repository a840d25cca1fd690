// Controls (C0, DEL, C1), line and paragraph separators, invisible and direction-changing format
// characters, letters without a shape, tag characters and lone surrogates: what can forge, hide or
// reorder text.
const ALWAYS =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e007f}\p{Surrogate}]/v;
// ZWJ and ZWNJ belong between the parts of an emoji and between letters of scripts that join or stack.
// Anywhere else, as in Latin, they make two different names look the same.
const STRAY_JOINER =
  /[\u200c\u200d](?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f\p{M}[\p{L}--[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]]].)|[\u200c\u200d](?![\p{Extended_Pictographic}\p{M}\p{L}])/v;
// Variation selectors choose the shape of the emoji or the ideograph before them, or begin a keycap.
const STRAY_SELECTOR =
  /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}](?<![[\p{Emoji}--[0-9#*]]\p{M}\p{sc=Han}].|[0-9#*](?=\ufe0f\u20e3).)/v;
const DECEPTIVE = new RegExp(
  [ALWAYS, STRAY_JOINER, STRAY_SELECTOR].map(({ source }) => source).join('|'),
  'gv',
);

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\u001b': '\\e',
};

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return SHORT_ESCAPES[character] ?? `\\u{${code.toString(16)}}`;
}

/**
 * Text from elsewhere, fit for a terminal or a panel: what would act instead of show is written as an
 * escape. Text that was made visible already stays as it is.
 */
export function visibleText(text: string): string {
  return text.replace(DECEPTIVE, escapeOf);
}

/** Where a text isolates parts of itself: at each beginning that has an end, and at that. */
function isolatesOf(text: string): ReadonlySet<number> {
  const places = new Set<number>();
  const open: number[] = [];
  for (const { 0: character, index } of text.matchAll(/[\u2068\u2069]/g)) {
    const begin = character === '\u2068' ? void open.push(index) : open.pop();
    if (begin !== undefined) places.add(begin).add(index);
  }
  return places;
}

const NOWHERE: ReadonlySet<number> = new Set();

/** A piece of a text that was made visible. */
export interface VisiblePart {
  readonly text: string;
  /** It stands for a character that would not have been seen. */
  readonly isEscape: boolean;
}

/**
 * The same as {@link visibleText}, in pieces, so that an escape can be told from a name that looks like one.
 *
 * @param keepsIsolates for a text that `createTranslator` made for a language that is written from right
 *   to left: what isolates the values in it stays (FSI … PDI, Unicode Standard Annex 9, section 2.4)
 */
export function visibleParts(text: string, keepsIsolates = false): VisiblePart[] {
  const kept = keepsIsolates ? isolatesOf(text) : NOWHERE;
  const parts: VisiblePart[] = [];
  let from = 0;
  for (const { 0: character, index } of text.matchAll(DECEPTIVE)) {
    if (kept.has(index)) continue;
    if (index > from) parts.push({ text: text.slice(from, index), isEscape: false });
    parts.push({ text: escapeOf(character), isEscape: true });
    from = index + character.length;
  }
  if (from < text.length || parts.length === 0) {
    parts.push({ text: text.slice(from), isEscape: false });
  }
  return parts;
}

/** JSON on one line that parses to exactly `value` and has no deceptive character in it. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value).replace(DECEPTIVE, (character) =>
    Array.from({ length: character.length }, (_, index) => {
      const unit = character.charCodeAt(index).toString(16).padStart(4, '0');
      return `\\u${unit}`;
    }).join(''),
  );
}
