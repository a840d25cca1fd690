import type { ObjectKey } from '../object-key.ts';

/**
 * Gets each request of a trace, in order.
 *
 * @param nextAccess - when the object is asked for again, in the trace's own count; `Infinity` if it is not, or if the
 * format does not say
 */
export type RequestSink = (key: ObjectKey, size: number, nextAccess: number) => void;

/** Reads a trace piece by piece, however it is cut, in memory that does not grow with it. */
export interface TraceDecoder {
  /** @throws {TraceError} at the first damaged record; the requests before it have been passed on. */
  write(chunk: Uint8Array): void;

  /** Says that nothing follows. @throws {TraceError} if a record has only begun. */
  end(): void;
}
