/** Where a panel in a browser opens its WebSocket, on the server its page came from. */
export const PANEL_SOCKET_PATH = '/socket';
