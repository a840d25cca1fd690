import { createTransportInbox } from '../../shared/transport-inbox.ts';
import type { Transport } from '../../shared/transport.ts';

/** A transport over a WebSocket to the host that served the page. */
export function openWebSocketTransport(url: string): Transport {
  const socket = new WebSocket(url);
  const outbox: string[] = [];
  const { receive, end, onMessage, onClose } = createTransportInbox();

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
    receive(message);
  });
  socket.addEventListener('close', end);

  return {
    send(message) {
      const text = JSON.stringify(message);
      if (socket.readyState === WebSocket.CONNECTING) outbox.push(text);
      else if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    onMessage,
    onClose,
    close() {
      socket.close();
    },
  };
}
