import type { IpcFrame } from '../../shared/ipc-channels.ts';
import { createTransportInbox } from '../../shared/transport-inbox.ts';
import type { Transport } from '../../shared/transport.ts';

/** One document's end of the two channels, as a {@link Transport} for the host. */
export class IpcTransport implements Transport {
  readonly session: string;
  readonly #sendFrame: (frame: IpcFrame) => void;
  readonly #inbox = createTransportInbox();
  readonly onMessage = this.#inbox.onMessage;
  readonly onClose = this.#inbox.onClose;
  /** A message of this document's session has arrived. */
  readonly receive = this.#inbox.receive;
  /** The document was reloaded, crashed or closed. */
  readonly documentGone = this.#inbox.end;

  /** @param sendFrame - sends to the document; may throw when it has gone, which closes this. */
  constructor(session: string, sendFrame: (frame: IpcFrame) => void) {
    this.session = session;
    this.#sendFrame = sendFrame;
  }

  send(message: unknown): void {
    if (this.#inbox.isClosed()) return;
    try {
      this.#sendFrame({ session: this.session, kind: 'message', message });
    } catch {
      this.documentGone();
    }
  }

  close(): void {
    if (this.#inbox.isClosed()) return;
    try {
      this.#sendFrame({ session: this.session, kind: 'closed' });
    } catch {
      // It has gone already, which is what closing is for.
    }
    this.documentGone();
  }
}
