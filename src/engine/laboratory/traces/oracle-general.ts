import { type RecordProblem, TraceError } from '../../../shared/trace-failure.ts';
import { keyOfId } from '../object-key.ts';
import type { RequestSink, TraceDecoder } from './trace-decoder.ts';

const RECORD_BYTES = 24;
const NO_NEXT_HIGH = 0x7fff_ffff;

/**
 * libCacheSim's oracleGeneral: records of 24 bytes, little-endian, without padding. A time (32 bits), an id (64), a
 * size (32), and the number of the next request for the same object (64, with a sign); −1 or 2^63 − 1 is none.
 * Requests of no bytes are left out, as libCacheSim leaves them out.
 *
 * Source: `oracleGeneralBin.h` of libCacheSim.
 */
export class OracleGeneralDecoder implements TraceDecoder {
  readonly #sink: RequestSink;
  /** The beginning of a record whose end has not come. */
  readonly #begun = new Uint8Array(RECORD_BYTES);
  #begunBytes = 0;
  #records = 0;

  constructor(sink: RequestSink) {
    this.#sink = sink;
  }

  write(chunk: Uint8Array): void {
    let offset = 0;
    if (this.#begunBytes > 0) {
      offset = Math.min(RECORD_BYTES - this.#begunBytes, chunk.length);
      this.#begun.set(chunk.subarray(0, offset), this.#begunBytes);
      this.#begunBytes += offset;
      if (this.#begunBytes < RECORD_BYTES) return;
      this.#begunBytes = 0;
      this.#decode(new DataView(this.#begun.buffer), 0);
    }
    const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (; offset + RECORD_BYTES <= chunk.length; offset += RECORD_BYTES)
      this.#decode(view, offset);
    this.#begun.set(chunk.subarray(offset));
    this.#begunBytes = chunk.length - offset;
  }

  end(): void {
    if (this.#begunBytes === 0) return;
    throw this.#damaged({ kind: 'cut-off', bytes: this.#begunBytes, needed: RECORD_BYTES });
  }

  #decode(view: DataView, at: number): void {
    const size = view.getUint32(at + 12, true);
    const nextHigh = view.getInt32(at + 20, true);
    const nextLow = view.getUint32(at + 16, true);
    let nextAccess = nextHigh * 2 ** 32 + nextLow;
    if (nextAccess === -1 || nextHigh === NO_NEXT_HIGH) nextAccess = Infinity;
    else if (nextAccess < 0) {
      const value = String(view.getBigInt64(at + 16, true));
      throw this.#damaged({ kind: 'not-a-next-access', value });
    }
    this.#records += 1;
    if (size === 0) return;
    const key = keyOfId(view.getUint32(at + 8, true), view.getUint32(at + 4, true));
    this.#sink(key, size, nextAccess);
  }

  #damaged(problem: RecordProblem): TraceError {
    const record = this.#records + 1;
    const offset = this.#records * RECORD_BYTES;
    return new TraceError({ code: 'damaged-record', record, offset, problem });
  }
}
