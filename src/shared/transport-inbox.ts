import type { Transport } from './transport.ts';

/** The receiving side of a {@link Transport}, which is the same whatever carries the messages. */
export interface TransportInbox extends Pick<Transport, 'onMessage' | 'onClose'> {
  isClosed(): boolean;
  /** A message has arrived. After the end it is dropped. */
  receive(message: unknown): void;
  /** The connection has ended; only the first call counts. */
  end(): void;
}

/** Its functions may be used apart from it. */
export function createTransportInbox(): TransportInbox {
  const waiting: unknown[] = [];
  const closeListeners: (() => void)[] = [];
  let receiver: ((message: unknown) => void) | undefined;
  let isClosed = false;
  return {
    isClosed: () => isClosed,
    receive: (message) => {
      if (isClosed) return;
      if (receiver === undefined) waiting.push(message);
      else receiver(message);
    },
    end: () => {
      if (isClosed) return;
      isClosed = true;
      for (const listener of closeListeners.splice(0)) listener();
    },
    onMessage: (listener) => {
      receiver = listener;
      for (const message of waiting.splice(0)) listener(message);
    },
    onClose: (listener) => {
      if (isClosed) listener();
      else closeListeners.push(listener);
    },
  };
}
