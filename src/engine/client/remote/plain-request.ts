import type { Milliseconds } from '../../../shared/units.ts';
import { PLAIN_LIST_REQUEST } from '../../dialects/plain-dialect.ts';
import { MAX_PLAIN_REQUEST_BYTES } from '../../../shared/server-values.ts';
import { WireError } from '../../dialects/wire-error.ts';
import { formatEndpoint } from '../../../shared/endpoint.ts';
import type { TlsOptions } from '../server-access.ts';
import { dial } from './dial.ts';
import { FailureError } from '../../../shared/failure.ts';
import { canceled, connectionLost } from '../client-failures.ts';

export interface PlainRequestOptions {
  readonly host: string;
  readonly port: number;
  readonly connectTimeoutMs: Milliseconds;
  /** The longest silence before the server closes. */
  readonly idleTimeoutMs: Milliseconds;
  readonly signal?: AbortSignal | undefined;
  readonly tls?: TlsOptions | undefined;
  readonly request: string;
  /** One buffer, used again for every read. */
  readonly buffer: Uint8Array;
  /** The next bytes of the answer; a view that is valid only during the call. Throws to end it. */
  readonly onBytes: (bytes: Uint8Array) => void;
}

const NO_BYTES = new Uint8Array(0);

/**
 * Sends one request in the plain dialect, on a connection of its own, and resolves when the server has
 * closed it in order. That is all the dialect has for an end, so it proves nothing.
 *
 * @throws {FailureError}
 */
export async function askPlain(options: PlainRequestOptions): Promise<void> {
  const { idleTimeoutMs, signal } = options;
  const address = formatEndpoint(options);
  let begun = false;
  const socket = await dial({
    ...options,
    allowHalfOpen: true,
    onBytes: (bytes) => {
      begun = true;
      options.onBytes(bytes);
    },
  });
  await new Promise<void>((resolve, reject) => {
    const lost = (cause?: unknown): FailureError =>
      connectionLost(address, begun ? 'in-answer' : 'before-answer', cause);
    const onAbort = (): void => {
      fail(canceled());
    };
    const fail = (error: FailureError): void => {
      signal?.removeEventListener('abort', onAbort);
      socket.destroy();
      reject(error);
    };
    socket.on('error', (error) => {
      if (error instanceof FailureError) fail(error);
      else if (error instanceof WireError)
        fail(new FailureError({ code: 'not-understood', address, detail: error.message }));
      else fail(lost(error));
    });
    socket.setTimeout(idleTimeoutMs, () => {
      fail(new FailureError({ code: 'silent', address, timeoutMs: idleTimeoutMs }));
    });
    socket.on('end', () => {
      // libuv before 1.52 (Node 22 has 1.51) takes a reset for an end where it arrives together with
      // data: `uv__stream_io`, POLLHUP after a partial read. The system knows better, and says so at
      // the next write. A write of no bytes puts nothing on the wire; its error goes to `error`.
      socket.write(NO_BYTES, (error) => {
        if (error) return;
        signal?.removeEventListener('abort', onAbort);
        resolve();
      });
    });
    socket.on('close', () => {
      // After `end` or an error this changes nothing.
      fail(lost());
    });
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted === true) onAbort();
    else socket.write(options.request);
  });
  socket.destroy();
}

/** Why a name cannot be asked for in the plain dialect; else `undefined`. */
export function plainNameProblem(name: string): 'asks-for-list' | 'too-long' | undefined {
  if (name === PLAIN_LIST_REQUEST) return 'asks-for-list';
  return Buffer.byteLength(name) > MAX_PLAIN_REQUEST_BYTES ? 'too-long' : undefined;
}
