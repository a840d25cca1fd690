import type { Transport } from '../../shared/transport.ts';

/** A transport over a WebSocket to the host that served the page. */
export function openWebSocketTransport(url: string): Transport {
  const socket = new WebSocket(url);
  const outbox: string[] = [];
  const inbox: unknown[] = [];
  let receive: ((message: unknown) => void) | undefined;
  let isClosed = false;
  const closeListeners: (() => void)[] = [];

  socket.addEventListener('open', () => {
    for (const text of outbox.splice(0)) socket.send(text);
  });
  socket.addEventListener('message', ({ data }) => {
    let message: unknown;
    try {
      message = JSON.parse(String(data));
    } catch {
      socket.close();
      return;
    }
    if (receive === undefined) inbox.push(message);
    else receive(message);
  });
  socket.addEventListener('close', () => {
    isClosed = true;
    for (const closed of closeListeners.splice(0)) closed();
  });

  return {
    send(message) {
      const text = JSON.stringify(message);
      if (socket.readyState === WebSocket.CONNECTING) outbox.push(text);
      else if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    onMessage(listener) {
      receive = listener;
      for (const message of inbox.splice(0)) listener(message);
    },
    onClose(closed) {
      if (isClosed) closed();
      else closeListeners.push(closed);
    },
    close() {
      socket.close();
    },
  };
}
