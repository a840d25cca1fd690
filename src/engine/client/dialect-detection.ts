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
 * What a greeting has shown: a native server, a server of the seed dialect, or one that is taken for that
 * because it said nothing at all. Of the last, nothing must be believed that is not said either.
 */
export type Greeting = GreetedServer | 'seed' | 'seed-unheard';

/**
 * Greets a server in the native dialect. The seed dialect's answers to that are bytes that are no answer
 * here, an ordinary end without a word, or silence. As a native server that is just ending looks like the
 * second, it is greeted twice before that is believed; a reset is no answer in either dialect.
 *
 * @throws {ClientError} see `connectRemote`; where the choice is `native`, for a seed server too
 */
export async function greetServer(
  target: RemoteTarget,
  choice: Exclude<DialectChoice, 'seed'>,
  bufferBytes: Bytes,
): Promise<Greeting> {
  for (let attempt = 1; ; attempt += 1) {
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
      if (choice === 'native' || connection.soundsNative) throw error;
      if (connection.hasSpoken) return 'seed';
      if (!(error instanceof ClientError) || error.code !== 'connection-lost') throw error;
      if (error.systemCode === 'ETIMEDOUT') return 'seed-unheard';
      if (error.systemCode !== undefined) throw error;
      if (attempt === 2) return 'seed-unheard';
    } finally {
      clearTimeout(timer);
    }
  }
}
