/** A failure for a person. Names and addresses are in it as they came. */
export interface FailureText {
  /** What happened, and why: one sentence, with the name of the file before it if it is about one. */
  readonly what: string;
  /** The same without that name. */
  readonly alone?: string;
  /** What to do: sentences, or ''. */
  readonly advice: string;
}

/** A text as a sentence: with one full stop at its end, whether it came with none, one, or several. */
export function asSentence(text: string): string {
  const trimmed = text.trimEnd();
  if (/[!?…]$/.test(trimmed)) return trimmed;
  return `${trimmed.replace(/[\s.]+$/, '')}.`;
}

/** What a system or a server says itself, to be put into a sentence of ours, which ends with its own full stop. */
export function asReason(text: string): string {
  return text.replace(/[\s.!?…]+$/, '');
}

/** A text that began in the middle of a sentence. Of texts in English only. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
