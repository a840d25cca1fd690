import { connect } from 'node:net';
import type { Socket, TcpNetConnectOpts } from 'node:net';
import { networkInterfaces } from 'node:os';
import { formatEndpoint } from '../../../shared/endpoint.ts';
import type { Milliseconds } from '../../../shared/units.ts';
import { lacksZone, unknownZone } from './address-zone.ts';
import { FailureError } from '../../../shared/failure.ts';
import { canceled, unreachable, interfaceMissing } from '../client-failures.ts';

export const DEFAULT_CONNECT_TIMEOUT: Milliseconds = 10_000;
export const DEFAULT_IDLE_TIMEOUT: Milliseconds = 30_000;

export interface DialOptions {
  readonly host: string;
  readonly port: number;
  readonly connectTimeoutMs: Milliseconds;
  readonly signal?: AbortSignal | undefined;
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
 * Opens a connection. An error that `onBytes` throws ends the connection and is its `error` event.
 *
 * @returns a connected socket whose owner has to listen for `error` and `close` at once
 * @throws {FailureError} `no-connection` or `canceled`
 */
export function dial(options: DialOptions): Promise<Socket> {
  const { host, port, connectTimeoutMs, signal, buffer, onBytes, allowHalfOpen = false } = options;
  const address = formatEndpoint(options);
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(canceled());
      return;
    }
    if (host.includes('%')) {
      const interfaces = networkInterfaces();
      const zone = unknownZone(host, interfaces);
      if (zone !== undefined) {
        reject(
          new FailureError({
            code: 'no-such-interface',
            address,
            zone,
            known: Object.keys(interfaces),
          }),
        );
        return;
      }
    }
    const connectOptions: TcpNetConnectOpts = {
      host,
      port,
      noDelay: true,
      allowHalfOpen,
      onread: {
        buffer,
        // Everything is consumed before this returns, so Node may fill the same buffer again.
        callback: (length) => {
          try {
            if (!socket.destroyed) onBytes(buffer.subarray(0, length));
          } catch (error) {
            socket.destroy(error instanceof Error ? error : new Error(String(error)));
          }
          return true;
        },
      },
    };
    const socket = connect(connectOptions);
    const timer = setTimeout(() => {
      fail(
        lacksZone(host)
          ? new FailureError({ code: 'interface-missing', address, systemCode: 'ETIMEDOUT' })
          : new FailureError({ code: 'connect-timed-out', address, timeoutMs: connectTimeoutMs }),
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
      fail(lacksZone(host) ? interfaceMissing(address, error) : unreachable(address, error));
    };
    socket.on('error', onError);
    signal?.addEventListener('abort', onAbort, { once: true });
    socket.once('connect', () => {
      settle();
      resolve(socket);
    });
  });
}
