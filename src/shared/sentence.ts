/** A text as a sentence: with one full stop at its end, whether it came with none, one, or several. */
export function asSentence(text: string): string {
  const trimmed = text.trimEnd();
  if (/[!?…]$/.test(trimmed)) return trimmed;
  return `${trimmed.replace(/[\s.]+$/, '')}.`;
}
