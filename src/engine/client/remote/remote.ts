import type { Bytes } from '../../../shared/units.ts';
import { KIB } from '../../../shared/units.ts';
import { DEFAULT_CONNECT_TIMEOUT, DEFAULT_IDLE_TIMEOUT } from './dial.ts';
import { greetPlain, greetServer } from './dialect-detection.ts';
import type { Greeting, RemoteTarget } from './dialect-detection.ts';
import { NativeRemote } from './native-remote.ts';
import type { ConnectOptions, Remote } from './remote-types.ts';
import { PlainRemote } from './plain-remote.ts';

export type {
  ConnectOptions,
  Remote,
  RemoteCache,
  RemoteCacheEntry,
  RemoteFile,
  RemoteFiles,
  RemoteFolder,
} from './remote-types.ts';

/** Enough for many lines of a listing at once. */
const CONTROL_BUFFER: Bytes = 64 * KIB;

/**
 * Connects to a server and finds out its dialect: greets it in the native one, and where the answer
 * is not native (the original server takes the greeting for a file name, says `File not found` and
 * closes), or where there is only silence, speaks the plain dialect, on fresh connections.
 *
 * @throws {FailureError} `no-connection`, `connection-lost`, `protocol`, `refused-by-server` (busy),
 * `unauthorized`, `unproven-server`, `unknown-key`, `changed-key` or `canceled`
 */
export async function connectRemote(options: ConnectOptions): Promise<Remote> {
  const target: RemoteTarget = {
    host: options.host,
    port: options.port,
    connectTimeoutMs: options.connectTimeoutMs ?? DEFAULT_CONNECT_TIMEOUT,
    idleTimeoutMs: options.idleTimeoutMs ?? DEFAULT_IDLE_TIMEOUT,
    signal: options.signal,
    accessCode: options.accessCode,
    tls: options.tls,
  };
  if (options.dialect === 'plain') return new PlainRemote(target, await greetPlain(target));
  return remoteOf(target, await greetServer(target, options.dialect ?? 'auto', CONTROL_BUFFER));
}

/** A server that was greeted, to be asked. */
export function remoteOf(target: RemoteTarget, greeting: Greeting): Remote {
  return greeting.dialect === 'plain'
    ? new PlainRemote(target, greeting)
    : new NativeRemote(greeting.connection, greeting.server);
}
