import type { Socket, TcpNetConnectOpts } from 'node:net';
import type { FailureError } from '../../../shared/failure.ts';

/** What lies between a connection and its bytes. */
export interface ConnectionLayer<Kind extends Socket = Socket> {
  readonly connect: (options: TcpNetConnectOpts) => Kind;
  /** When a connection can be used, once it is checked. */
  readonly readyEvent: 'connect' | 'secureConnect';
  /** @throws {FailureError} if the other side must not be spoken to */
  readonly check: (socket: Kind) => void;
  /** What an error before `readyEvent` means, if it is the layer's; `isConnected`: the network is not to blame. */
  readonly describe: (error: Error, isConnected: boolean) => FailureError | undefined;
}
