import { createReadStream } from 'node:fs';

const PIECE_BYTES = 1024 * 1024;

/** @throws Error if two files differ */
export async function requireSameContent(left: string, right: string): Promise<void> {
  const pieces = createReadStream(left, { highWaterMark: PIECE_BYTES })[Symbol.asyncIterator]();
  for await (const piece of createReadStream(right, { highWaterMark: PIECE_BYTES })) {
    const expected = (await pieces.next()) as IteratorResult<Buffer, undefined>;
    if (expected.done === true || !expected.value.equals(piece as Buffer)) {
      throw new Error(`${right} differs from what was served.`);
    }
  }
  if ((await pieces.next()).done !== true) {
    throw new Error(`${right} is shorter than it should be.`);
  }
}
