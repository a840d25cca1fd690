/** The same bytes, in pieces of which the first has at least `bytes`, if there are as many. */
export async function* withBeginning(
  source: AsyncIterable<Uint8Array>,
  bytes: number,
): AsyncGenerator<Uint8Array> {
  let beginning: Uint8Array = new Uint8Array(0);
  let isThere = false;
  for await (const piece of source) {
    if (isThere) {
      yield piece;
      continue;
    }
    beginning = beginning.length === 0 ? piece : Buffer.concat([beginning, piece]);
    isThere = beginning.length >= bytes;
    if (isThere) yield beginning;
  }
  if (!isThere && beginning.length > 0) yield beginning;
}
