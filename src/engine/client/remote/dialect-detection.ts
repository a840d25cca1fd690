import type { Bytes, Milliseconds } from '../../../shared/units.ts';
import { FailureError, systemCodeOf } from '../../../shared/failure.ts';
import { formatEndpoint } from '../../../shared/endpoint.ts';
import { dial } from './dial.ts';
import { NativeConnection } from './native-connection.ts';
import { logIn } from './native-login.ts';
import { greet } from './native-remote.ts';
import type { DialectChoice } from '../download-types.ts';
import type { RateLimit } from '../../rate/rate-limit.ts';
import type { ServerAccess } from '../server-access.ts';
import type { RemoteServer } from './remote-types.ts';

/** A server to reach, with every default filled in. */
export interface RemoteTarget extends ServerAccess {
  readonly host: string;
  readonly port: number;
  readonly connectTimeoutMs: Milliseconds;
  readonly idleTimeoutMs: Milliseconds;
  readonly signal: AbortSignal | undefined;
  /** How fast bytes are taken. */
  readonly rate?: RateLimit | undefined;
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

const PLAIN_GREETING = { dialect: 'plain', isHeard: true } as const satisfies Greeting;

/**
 * Of a server that is to be spoken to in the plain dialect whatever it is. There is no greeting in it; under
 * TLS, a connection on which nothing is asked shows whether the server's key is accepted.
 *
 * @throws {FailureError} `unsupported`, where a code has to be proven; with `tls`, as `dial` does
 */
export async function greetPlain(target: RemoteTarget): Promise<typeof PLAIN_GREETING> {
  if (target.accessCode !== undefined) {
    throw new FailureError({ code: 'code-in-plain', address: formatEndpoint(target) });
  }
  if (target.tls !== undefined) {
    const ignored = { buffer: new Uint8Array(1), onBytes: () => undefined };
    const socket = await dial({ ...target, ...ignored });
    socket.on('error', () => undefined).destroy();
  }
  return PLAIN_GREETING;
}

/**
 * Greets a server in the native dialect, and logs in. A server of the plain dialect answers that with bytes
 * that are no answer here, or stays silent while it serves others. An end without a word, or a reset, is no
 * answer in either dialect, and comes from native servers that are just ending, too: after such an end the
 * server is greeted once more. Where a code has to be proven, only the native dialect will do.
 *
 * @throws {FailureError} see `connectRemote`; where the choice is `native`, for a plain server too
 */
export async function greetServer(
  target: RemoteTarget,
  choice: Exclude<DialectChoice, 'plain'>,
  bufferBytes: Bytes,
): Promise<Greeting> {
  const needsNative = choice === 'native' || target.accessCode !== undefined;
  for (let attempt = 1; ; attempt += 1) {
    const connection = await NativeConnection.open({ ...target, bufferBytes });
    const timeoutMs = needsNative
      ? target.idleTimeoutMs
      : Math.min(GREETING_TIMEOUT, target.idleTimeoutMs);
    const timer = setTimeout(() => {
      connection.close(
        new FailureError({ code: 'silent', address: connection.address, timeoutMs }),
      );
    }, timeoutMs);
    try {
      const server = await greet(connection);
      clearTimeout(timer);
      await logIn(connection, server, target.accessCode);
      return { dialect: 'native', connection, server };
    } catch (error) {
      connection.close();
      const isPlain = connection.hasSpoken && !connection.soundsNative;
      if (isPlain && target.accessCode !== undefined) {
        throw new FailureError({ code: 'code-not-asked', address: connection.address });
      }
      if (needsNative || connection.soundsNative) throw error;
      if (isPlain) return PLAIN_GREETING;
      if (!(error instanceof FailureError) || error.kind !== 'connection-lost') throw error;
      const systemCode = systemCodeOf(error.failure);
      if (systemCode === 'ETIMEDOUT') return { dialect: 'plain', isHeard: false };
      if (systemCode !== undefined || attempt === 2) throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}

/**
 * One more connection to a server that was greeted before, ready for requests.
 *
 * @throws {FailureError} as `dial` does; where there is a code, as `greetServer` does
 */
export async function openAgain(
  target: RemoteTarget,
  bufferBytes: Bytes,
): Promise<NativeConnection> {
  const connection = await NativeConnection.open({ ...target, bufferBytes });
  if (target.accessCode === undefined) return connection;
  try {
    await logIn(connection, await greet(connection), target.accessCode);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}
