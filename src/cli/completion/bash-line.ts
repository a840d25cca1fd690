/** A line of bash up to the cursor, as far as completing its last word needs it. */
export interface BashLine {
  /** Unquoted; the last is the one at the cursor, and may be empty. */
  readonly words: readonly string[];
  /** How much of the last word bash keeps: it replaces what follows. In characters of the unquoted word. */
  readonly kept: number;
  /** The quotation mark that is open at the cursor. */
  readonly quote: Quote;
}

type Quote = '' | '"' | "'";

/**
 * Splits a line as bash does, without expanding anything.
 *
 * @param breaks - characters that end what bash takes for a word while completing (`:` in
 * `HOST:PORT`), though they do not end an argument
 */
export function readBashLine(line: string, breaks: string): BashLine {
  const words: string[] = [];
  let word = '';
  let isWord = false;
  let kept = 0;
  let quote: Quote = '';
  for (let index = 0; index < line.length; index += 1) {
    const character = line[index]!;
    const next = line[index + 1];
    if (quote === '' && /[ \t]/.test(character)) {
      if (isWord) words.push(word);
      word = '';
      isWord = false;
      kept = 0;
      continue;
    }
    isWord = true;
    if (character === '\\' && next !== undefined && escapes(next, quote)) {
      word += next;
      index += 1;
    } else if (character === quote) {
      quote = '';
    } else if (quote === '' && (character === '"' || character === "'")) {
      quote = character;
      kept = word.length;
    } else {
      word += character;
      if (quote === '' && breaks.includes(character)) kept = word.length;
    }
  }
  return { words: [...words, word], kept, quote };
}

/** Whether a backslash before this character is no character of its own. */
function escapes(character: string, quote: Quote): boolean {
  return quote === '' || (quote === '"' && /["\\$`]/.test(character));
}

/** What bash has to insert for a word, after the part of it that it keeps. */
export function bashReplacement(word: string, { kept, quote }: BashLine): string {
  const rest = word.slice(kept);
  switch (quote) {
    case '"':
      return rest.replace(/["\\$`]/g, '\\$&');
    case "'":
      return rest.replaceAll("'", "'\\''");
    case '':
      return rest.replace(/[^\w@%+=:,./\u0080-\uffff-]/g, '\\$&');
  }
}
