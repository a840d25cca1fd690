/**
 * Finds out whether a server is sending, from its counter of bytes sent, looked at now and then. So the
 * shell needs no events, which cost the server's threads something, only to keep a computer awake.
 */
export class TransferWatch {
  #lastBytesSent = 0;

  /** Whether anything was sent since the call before. */
  hasMoved(bytesSent: number): boolean {
    const moved = bytesSent > this.#lastBytesSent;
    // A server that was started anew counts from zero.
    this.#lastBytesSent = bytesSent;
    return moved;
  }
}
