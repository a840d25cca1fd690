import './preload-bridge.ts';
import { PANEL_SOCKET_PATH } from '../../shared/panel-socket.ts';
import type { Transport } from '../../shared/transport.ts';
import { openWebSocketTransport } from './web-socket-transport.ts';

/** In the desktop app the preload's; in a browser a WebSocket to where the page came from. */
export function openTransport(): Transport {
  if (window.fifolio !== undefined) return window.fifolio.openTransport();
  const { protocol, host } = window.location;
  return openWebSocketTransport(
    `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}${PANEL_SOCKET_PATH}`,
  );
}
