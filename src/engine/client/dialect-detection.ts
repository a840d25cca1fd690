import type { Bytes, Milliseconds } from '../../shared/units.ts';
import { clientErrors, ClientError } from './client-error.ts';
import { NativeConnection } from './native-connection.ts';
import { greet } from './native-remote.ts';
import type { DialectChoice } from './download-types.ts';
import type { RemoteServer } from './remote-types.ts';

/** A server to reach, with every default filled in. */
export interface RemoteTarget {
  readonly host: string;
  readonly port: number;
  readonly connectTimeoutMs: Milliseconds;
  readonly idleTimeoutMs: Milliseconds;
  readonly signal: AbortSignal | undefined;
}

/**
 * How long a server may stay silent after the greeting before it is spoken to in the seed dialect,
 * which a native server that was only slow understands as well.
 */
const GREETING_TIMEOUT: Milliseconds = 3_000;

export interface GreetedServer {
  /** Ready for requests; the caller closes it. */
  readonly connection: NativeConnection;
  readonly server: RemoteServer;
}

/**
 * Greets a server in the native dialect. `seed` only where the choice is `auto`.
 *
 * @throws {ClientError} see `connectRemote`
 */
export async function greetServer(
  target: RemoteTarget,
  choice: Exclude<DialectChoice, 'seed'>,
  bufferBytes: Bytes,
): Promise<GreetedServer | 'seed'> {
  const connection = await NativeConnection.open({ ...target, bufferBytes });
  const timeoutMs =
    choice === 'native' ? target.idleTimeoutMs : Math.min(GREETING_TIMEOUT, target.idleTimeoutMs);
  const timer = setTimeout(() => {
    connection.close(clientErrors.silent(connection.address, timeoutMs));
  }, timeoutMs);
  try {
    return { connection, server: await greet(connection) };
  } catch (error) {
    connection.close();
    const seed = choice === 'auto' && !connection.soundsNative && looksLikeSeed(error);
    if (seed) return 'seed';
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The seed dialect's answers to a greeting are bytes that are no answer here, an end without one, or
 * silence. A server that refuses in the native dialect speaks it.
 */
function looksLikeSeed(error: unknown): boolean {
  return (
    error instanceof ClientError && (error.code === 'protocol' || error.code === 'connection-lost')
  );
}
