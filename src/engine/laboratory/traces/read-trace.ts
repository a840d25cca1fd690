import { createReadStream } from 'node:fs';
import type { TraceFormat } from '../../../shared/laboratory-names.ts';
import { TraceError } from '../../../shared/trace-failure.ts';
import type { CsvColumns } from './libcachesim-csv.ts';
import type { RequestSink, TraceDecoder } from './trace-decoder.ts';
import { createDecoder, guessFormat } from './trace-format.ts';
import { unpacked } from './unpacked.ts';
import { withBeginning } from './with-beginning.ts';

/** A trace that can be read, and how it is written. */
export interface TraceSource {
  /** The path of a file, which can be read again, or bytes that come once. */
  readonly from: string | AsyncIterable<Uint8Array>;
  /** Without it, the name and the beginning of the trace decide. */
  readonly format?: TraceFormat | undefined;
  readonly columns?: CsvColumns | undefined;
}

const PIECE_BYTES = 2 ** 20;
/** What a guess of the format looks at. */
const BEGINNING_BYTES = 4096;

/**
 * Passes on each request of a trace, in memory that does not grow with the trace.
 *
 * @param sinkFor - called once, when the format is known
 * @throws {TraceError} if it is damaged or holds no request; what the file system throws
 */
export async function readTrace(
  source: TraceSource,
  sinkFor: (format: TraceFormat) => RequestSink,
): Promise<void> {
  const { from } = source;
  const isFile = typeof from === 'string';
  const bytes: AsyncIterable<Uint8Array> = isFile
    ? createReadStream(from, { highWaterMark: PIECE_BYTES })
    : from;
  const decoderFor = (beginning: Uint8Array): TraceDecoder => {
    const format = source.format ?? guessFormat(isFile ? from : '', beginning);
    const sink = sinkFor(format);
    return createDecoder({ format, columns: source.columns }, (key, size, nextAccess) => {
      requests += 1;
      sink(key, size, nextAccess);
    });
  };
  let decoder: TraceDecoder | undefined;
  let requests = 0;
  for await (const piece of withBeginning(unpacked(bytes), BEGINNING_BYTES)) {
    decoder ??= decoderFor(piece);
    decoder.write(piece);
  }
  decoder?.end();
  if (requests === 0) throw new TraceError({ code: 'no-request' });
}
