import type { IpcFrame } from '../../shared/ipc-channels.ts';
import type { Transport } from '../../shared/transport.ts';

/** One document's end of the two channels, as a {@link Transport} for the host. */
export class IpcTransport implements Transport {
  readonly session: string;
  readonly #sendFrame: (frame: IpcFrame) => void;
  readonly #waiting: unknown[] = [];
  readonly #closeListeners: (() => void)[] = [];
  #receiver: ((message: unknown) => void) | undefined;
  #closed = false;

  /** @param sendFrame - sends to the document; may throw when it has gone, which closes this. */
  constructor(session: string, sendFrame: (frame: IpcFrame) => void) {
    this.session = session;
    this.#sendFrame = sendFrame;
  }

  send(message: unknown): void {
    if (this.#closed) return;
    try {
      this.#sendFrame({ session: this.session, kind: 'message', message });
    } catch {
      this.documentGone();
    }
  }

  onMessage(receive: (message: unknown) => void): void {
    this.#receiver = receive;
    for (const message of this.#waiting.splice(0)) receive(message);
  }

  onClose(listener: () => void): void {
    if (this.#closed) listener();
    else this.#closeListeners.push(listener);
  }

  close(): void {
    if (this.#closed) return;
    try {
      this.#sendFrame({ session: this.session, kind: 'closed' });
    } catch {
      // It has gone already, which is what closing is for.
    }
    this.documentGone();
  }

  /** A message of this document's session has arrived. */
  receive(message: unknown): void {
    if (this.#closed) return;
    if (this.#receiver === undefined) this.#waiting.push(message);
    else this.#receiver(message);
  }

  /** The document was reloaded, crashed or closed. */
  documentGone(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const listener of this.#closeListeners.splice(0)) listener();
  }
}
