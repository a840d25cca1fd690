/** The only two channels between the desktop app's page and its main process. */
export const TO_HOST_CHANNEL = 'fifolio:to-host';
export const TO_PANEL_CHANNEL = 'fifolio:to-panel';

/**
 * What either channel carries. Every connection is a `session` of its own, so that a reloaded page is
 * a new panel to the host, and nothing meant for the one before reaches it.
 */
export type IpcFrame =
  | { readonly session: string; readonly kind: 'message'; readonly message?: unknown }
  | { readonly session: string; readonly kind: 'closed' };
