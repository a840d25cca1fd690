/** A prime, so that pieces of a power of two never look alike when they are mixed up. */
export const CONTENT_PERIOD_BYTES = 65_521;

/** Bytes that tell which file, version and place they are from. */
export function contentOf(label: string, length: number): Buffer {
  let state = 0x811c9dc5;
  for (const character of label) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  const pattern = Buffer.alloc(Math.min(length, CONTENT_PERIOD_BYTES));
  for (let at = 0; at < pattern.length; at++) {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
    pattern[at] = state >>> 13;
  }
  return length <= CONTENT_PERIOD_BYTES ? pattern : Buffer.alloc(length, pattern);
}
