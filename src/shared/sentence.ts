/** A failure for a person. Names and addresses are in it as they came. */
export interface FailureText {
  /** The file that it is about; stands before the rest, with a colon. */
  readonly subject?: string;
  /** What happened, and why: one sentence. */
  readonly what: string;
  /** What to do: sentences, or ''. */
  readonly advice: string;
}

/** A text as a sentence: with one full stop at its end, whether it came with none, one, or several. */
export function asSentence(text: string): string {
  const trimmed = text.trimEnd();
  if (/[!?…]$/.test(trimmed)) return trimmed;
  return `${trimmed.replace(/[\s.]+$/, '')}.`;
}
