import { Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { TraceError } from '../../../shared/trace-failure.ts';
import { withBeginning } from './with-beginning.ts';
import { ZSTANDARD_MAGIC, ZstandardFrames } from './zstandard-frames.ts';

/** RFC 1952, section 2.3.1, with the one method that is in use. */
const GZIP = [0x1f, 0x8b, 0x08];

/**
 * The bytes of a trace, unpacked if they begin as zstandard or gzip data do.
 *
 * @throws {TraceError} while read, if they cannot be unpacked; what reading `source` throws
 */
export async function* unpacked(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let failure: Error | undefined;
  const pieces = withBeginning(source, ZSTANDARD_MAGIC.length);
  const first = await pieces.next();
  if (first.done === true) return;
  const whole = concatenated(first.value, pieces);
  const isZstandard = begins(first.value, ZSTANDARD_MAGIC);
  if (!isZstandard && !begins(first.value, GZIP)) {
    yield* whole;
    return;
  }
  const unpacking = isZstandard ? createZstdDecompress() : createGunzip();
  const packed = Readable.from(isZstandard ? checkedFrames(whole) : whole);
  packed.on('error', (error) => {
    failure = error;
    unpacking.destroy(error);
  });
  try {
    yield* packed.pipe(unpacking) as AsyncIterable<Uint8Array>;
  } catch (error) {
    if (failure !== undefined) throw failure;
    const reason = error instanceof Error ? error.message : String(error);
    throw damaged(reason);
  } finally {
    packed.destroy();
  }
}

function begins(bytes: Uint8Array, beginning: readonly number[]): boolean {
  return beginning.every((byte, index) => bytes[index] === byte);
}

/** The same, in pieces that end where frames do, and an error where it is not whole. */
async function* checkedFrames(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const frames = new ZstandardFrames();
  for await (const piece of source) {
    yield* frames.cut(piece);
    // Node's decompressor stops at them without a word.
    if (frames.hasOthers) {
      throw damaged('something other than a zstandard frame is between its frames');
    }
  }
  if (!frames.isWhole) throw damaged('unexpected end of file');
}

function damaged(reason: string): TraceError {
  return new TraceError({ code: 'damaged-compression', reason });
}

async function* concatenated(
  first: Uint8Array,
  rest: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}
