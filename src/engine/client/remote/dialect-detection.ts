import type { Bytes, Milliseconds } from '../../../shared/units.ts';
import { NativeConnection } from './native-connection.ts';
import { greet } from './native-remote.ts';
import type { DialectChoice } from '../download-types.ts';
import type { RemoteServer } from './remote-types.ts';
import { FailureError, systemCodeOf } from '../../../shared/failure.ts';

/** A server to reach, with every default filled in. */
export interface RemoteTarget {
  readonly host: string;
  readonly port: number;
  readonly connectTimeoutMs: Milliseconds;
  readonly idleTimeoutMs: Milliseconds;
  readonly signal: AbortSignal | undefined;
}

/**
 * How long a server may stay silent after the greeting before it is spoken to in the plain dialect,
 * which a native server that was only slow understands as well.
 */
const GREETING_TIMEOUT: Milliseconds = 3_000;

/** What a greeting has shown. */
export type Greeting =
  | {
      readonly dialect: 'native';
      /** Ready for requests; the caller closes it. */
      readonly connection: NativeConnection;
      readonly server: RemoteServer;
    }
  | {
      readonly dialect: 'plain';
      /** Whether it has said anything. If not, it may be either; nothing must be believed that is not said. */
      readonly isHeard: boolean;
    };

/** Of a server that is to be spoken to in the plain dialect whatever it is. */
export const PLAIN_GREETING = { dialect: 'plain', isHeard: true } as const satisfies Greeting;

/**
 * Greets a server in the native dialect. A server of the plain dialect answers that with bytes that are no
 * answer here, or stays silent while it serves others. An end without a word, or a reset, is no answer in
 * either dialect, and comes from native servers that are just ending, too: after such an end the server is
 * greeted once more.
 *
 * @throws {FailureError} see `connectRemote`; where the choice is `native`, for a plain server too
 */
export async function greetServer(
  target: RemoteTarget,
  choice: Exclude<DialectChoice, 'plain'>,
  bufferBytes: Bytes,
): Promise<Greeting> {
  for (let attempt = 1; ; attempt += 1) {
    const connection = await NativeConnection.open({ ...target, bufferBytes });
    const timeoutMs =
      choice === 'native' ? target.idleTimeoutMs : Math.min(GREETING_TIMEOUT, target.idleTimeoutMs);
    const timer = setTimeout(() => {
      connection.close(
        new FailureError({ code: 'silent', address: connection.address, timeoutMs: timeoutMs }),
      );
    }, timeoutMs);
    try {
      return { dialect: 'native', connection, server: await greet(connection) };
    } catch (error) {
      connection.close();
      if (choice === 'native' || connection.soundsNative) throw error;
      if (connection.hasSpoken) return PLAIN_GREETING;
      if (!(error instanceof FailureError) || error.kind !== 'connection-lost') throw error;
      const systemCode = systemCodeOf(error.failure);
      if (systemCode === 'ETIMEDOUT') return { dialect: 'plain', isHeard: false };
      if (systemCode !== undefined || attempt === 2) throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}
