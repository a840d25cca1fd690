// Controls (C0, DEL, C1), line and paragraph separators, invisible and direction-changing format
// characters, tag characters and lone surrogates: what can forge, hide or reorder text on a terminal.
// ZWJ and ZWNJ stay: emoji and several scripts need them.
const DECEPTIVE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\u001b': '\\e',
};

/** Text from elsewhere, fit for a terminal: what would act instead of show is written as an escape. */
export function visibleText(text: string): string {
  return text.replace(DECEPTIVE, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return SHORT_ESCAPES[character] ?? `\\u{${code.toString(16)}}`;
  });
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
