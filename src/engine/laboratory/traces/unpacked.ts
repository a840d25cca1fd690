import { Readable, type Transform } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { TraceError } from '../../../shared/trace-failure.ts';
import { withBeginning } from './with-beginning.ts';

/** RFC 8878, section 3.1.1. */
const ZSTANDARD = [0x28, 0xb5, 0x2f, 0xfd];
/** RFC 1952, section 2.3.1, with the one method that is in use. */
const GZIP = [0x1f, 0x8b, 0x08];

/**
 * The bytes of a trace, unpacked if they begin as zstandard or gzip data do.
 *
 * @throws {TraceError} while read, if they cannot be unpacked; what reading `source` throws
 */
export async function* unpacked(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let failure: Error | undefined;
  const pieces = withBeginning(source, ZSTANDARD.length);
  const first = await pieces.next();
  if (first.done === true) return;
  const unpacking = unpackingFor(first.value);
  if (unpacking === undefined) {
    yield first.value;
    yield* pieces;
    return;
  }
  const packed = Readable.from(concatenated(first.value, pieces));
  packed.on('error', (error) => {
    failure = error;
    unpacking.destroy(error);
  });
  try {
    yield* packed.pipe(unpacking) as AsyncIterable<Uint8Array>;
  } catch (error) {
    if (failure !== undefined) throw failure;
    const reason = error instanceof Error ? error.message : String(error);
    throw new TraceError({ code: 'damaged-compression', reason });
  } finally {
    packed.destroy();
  }
}

function unpackingFor(beginning: Uint8Array): Transform | undefined {
  const begins = (bytes: readonly number[]): boolean =>
    bytes.every((byte, index) => beginning[index] === byte);
  if (begins(ZSTANDARD)) return createZstdDecompress();
  if (begins(GZIP)) return createGunzip();
  return undefined;
}

async function* concatenated(
  first: Uint8Array,
  rest: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}
