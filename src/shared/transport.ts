/**
 * One end of a connection between a panel and a host. Messages are plain JSON values, so that any
 * of a message port, Electron's IPC and a WebSocket can carry them. They arrive in the order they
 * were sent, each once, or the transport closes.
 */
export interface Transport {
  /** Never throws; after the end it does nothing. */
  send(message: unknown): void;
  /** Sets the only receiver. Messages that came before are not lost: they are kept until then. */
  onMessage(receive: (message: unknown) => void): void;
  /** Called once when the connection has ended, from whichever side; at once if it already has. */
  onClose(closed: () => void): void;
  close(): void;
}
