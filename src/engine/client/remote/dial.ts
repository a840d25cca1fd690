import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { formatEndpoint } from '../../../shared/endpoint.ts';
import type { Milliseconds } from '../../../shared/units.ts';
import { lacksZone, unknownZone } from './address-zone.ts';
import { FailureError } from '../../../shared/failure.ts';
import { canceled, interfaceMissing, unreachable } from '../client-failures.ts';
import type { RateLimit } from '../../rate/rate-limit.ts';
import type { TlsOptions } from '../server-access.ts';
import type { ConnectionLayer } from './connection-layer.ts';

export const DEFAULT_CONNECT_TIMEOUT: Milliseconds = 10_000;
export const DEFAULT_IDLE_TIMEOUT: Milliseconds = 30_000;

const OPEN_LAYER: ConnectionLayer = {
  connect,
  readyEvent: 'connect',
  check: () => undefined,
  describe: () => undefined,
};

export interface DialOptions {
  readonly host: string;
  readonly port: number;
  /** For the connection and its encryption together. */
  readonly connectTimeoutMs: Milliseconds;
  readonly signal?: AbortSignal | undefined;
  readonly tls?: TlsOptions | undefined;
  /** How fast bytes are taken; what is not taken yet waits with the sender. */
  readonly rate?: RateLimit | undefined;
  /**
   * Where received bytes go: one buffer, used again for every read, and whoever is told how many of
   * its bytes were filled. The listener must be done with them when it returns.
   */
  readonly buffer: Uint8Array;
  readonly onBytes: (bytes: Uint8Array) => void;
  /** Whether the socket can still be written to after the other side's end. Default: no, it closes then. */
  readonly allowHalfOpen?: boolean;
}

/**
 * Opens a connection. With `tls`, the server's key was accepted before anything is sent. An error that
 * `onBytes` throws ends the connection and is its `error` event.
 *
 * @returns a connected socket whose owner has to listen for `error` and `close` at once
 * @throws {FailureError} `no-connection` or `canceled`; with `tls` also `connection-lost`, `protocol`,
 * `unknown-key` or `changed-key`
 */
export async function dial(options: DialOptions): Promise<Socket> {
  const { host, signal, tls } = options;
  if (signal?.aborted === true) throw canceled();
  if (host.includes('%')) {
    const interfaces = networkInterfaces();
    const zone = unknownZone(host, interfaces);
    if (zone !== undefined) {
      const known = Object.keys(interfaces);
      throw new FailureError({
        code: 'no-such-interface',
        address: formatEndpoint(options),
        zone,
        known,
      });
    }
  }
  if (tls === undefined) return open(options, OPEN_LAYER);
  // Loaded by those who encrypt.
  const { tlsLayer } = await import('../tls/tls-layer.ts');
  return open(options, tlsLayer(options, tls));
}

/** Takes nothing more until it is the turn of what follows. */
function rest(socket: Socket, rate: RateLimit, receivedBytes: number): void {
  rate.reserve(receivedBytes);
  const waitMs = rate.reserve(0);
  if (waitMs < 1) return;
  socket.pause();
  setTimeout(() => socket.resume(), waitMs);
}

function open<Kind extends Socket>(
  options: DialOptions,
  layer: ConnectionLayer<Kind>,
): Promise<Socket> {
  const { host, port, connectTimeoutMs, signal, allowHalfOpen = false } = options;
  const { buffer, onBytes, rate } = options;
  const address = formatEndpoint(options);
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(canceled());
      return;
    }
    let isConnected = false;
    const socket = layer.connect({
      host,
      port,
      noDelay: true,
      allowHalfOpen,
      onread: {
        buffer: rate === undefined ? buffer : () => buffer.subarray(0, rate.pieceBytes),
        // Everything is consumed before this returns, so Node may fill the same buffer again.
        callback: (length) => {
          try {
            if (!socket.destroyed) onBytes(buffer.subarray(0, length));
            if (rate !== undefined) rest(socket, rate, length);
          } catch (error) {
            socket.destroy(error instanceof Error ? error : new Error(String(error)));
          }
          return true;
        },
      },
    });
    const timer = setTimeout(() => {
      const isInHandshake = isConnected && layer.readyEvent !== 'connect';
      const timedOut = isInHandshake ? 'handshake-timed-out' : 'connect-timed-out';
      fail(
        lacksZone(host)
          ? new FailureError({ code: 'interface-missing', address, systemCode: 'ETIMEDOUT' })
          : new FailureError({ code: timedOut, address, timeoutMs: connectTimeoutMs }),
      );
    }, connectTimeoutMs);
    const onAbort = (): void => {
      fail(canceled());
    };
    const settle = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      socket.removeListener('error', onError);
    };
    const fail = (error: FailureError): void => {
      settle();
      // What is still on its way from the system about this attempt interests nobody.
      socket.on('error', () => undefined);
      socket.destroy();
      reject(error);
    };
    const onError = (error: Error): void => {
      fail(
        layer.describe(error, isConnected) ??
          (lacksZone(host) ? interfaceMissing(address, error) : unreachable(address, error)),
      );
    };
    socket.on('error', onError);
    signal?.addEventListener('abort', onAbort, { once: true });
    socket.once('connect', () => {
      isConnected = true;
    });
    socket.once(layer.readyEvent, () => {
      try {
        layer.check(socket);
      } catch (error) {
        fail(error as FailureError);
        return;
      }
      settle();
      resolve(socket);
    });
  });
}
