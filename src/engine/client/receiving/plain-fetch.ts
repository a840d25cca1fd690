import { PLAIN_NOT_FOUND } from '../../dialects/plain-dialect.ts';
import { formatEndpoint } from '../../../shared/endpoint.ts';
import type { RemoteTarget } from '../remote/dialect-detection.ts';
import type { FileDownload } from './file-download.ts';
import { askPlain, plainNameProblem } from '../remote/plain-request.ts';
import { FailureError } from '../../../shared/failure.ts';

export interface PlainFetchOptions {
  readonly signal: AbortSignal;
  /** One buffer, used again for every read. */
  readonly buffer: Uint8Array;
  /** Whether an end without a byte is an empty file; else it is no answer. */
  readonly believesEmpty: boolean;
  /** The answer has begun, and is no refusal; called once at most. */
  readonly onBegun: () => void;
}

/**
 * Asks for a file in the plain dialect. An answer of exactly the 14 bytes `File not found` is a refusal;
 * a file that only begins like it is a file.
 *
 * @throws {FailureError}
 */
export async function fetchPlain(
  target: RemoteTarget,
  download: FileDownload,
  options: PlainFetchOptions,
): Promise<void> {
  const why = plainNameProblem(download.name);
  if (why !== undefined)
    throw new FailureError({ code: 'name-not-plain', name: download.name, why });
  download.beginTiming();
  let held: Buffer | undefined = Buffer.alloc(0);
  const begin = (first: Uint8Array): void => {
    held = undefined;
    options.onBegun();
    download.receive(first);
  };
  await askPlain({
    ...target,
    signal: options.signal,
    request: download.name,
    buffer: options.buffer,
    onBytes: (bytes) => {
      if (held === undefined) {
        download.receive(bytes);
        return;
      }
      const first = Buffer.concat([held, bytes]);
      if (isRefusalSoFar(first)) held = first;
      else begin(first);
    },
  });
  const rest = held as Buffer | undefined;
  if (rest === undefined) return;
  if (rest.length === 0 && !options.believesEmpty) {
    const address = formatEndpoint(target);
    throw new FailureError({ code: 'closed-without-answer', address });
  }
  if (rest.equals(PLAIN_NOT_FOUND))
    throw new FailureError({ code: 'plain-not-found', name: download.name });
  begin(rest);
}

function isRefusalSoFar(bytes: Uint8Array): boolean {
  return (
    bytes.length <= PLAIN_NOT_FOUND.length &&
    bytes.every((byte, index) => byte === PLAIN_NOT_FOUND[index])
  );
}
