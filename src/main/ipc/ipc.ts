import { ipcMain, type IpcMainEvent, type WebContents } from 'electron';
import { TO_HOST_CHANNEL, TO_PANEL_CHANNEL } from '../../shared/ipc-channels.ts';
import { ipcFrameSchema } from '../../shared/ipc-frames.ts';
import type { Transport } from '../../shared/transport.ts';
import { trySchema } from '../../shared/try-schema.ts';
import { IpcTransport } from './ipc-transport.ts';
import { isPanelUrl } from '../security/panel-origin.ts';

/**
 * The only user of `ipcMain`. Gives `onPanel` a transport for every document that the panel's window
 * loads and that speaks. Frames that are not the panel's top-level document, and payloads that are
 * not our preload's, are dropped.
 */
export function listenForPanels(onPanel: (transport: Transport) => void): void {
  const current = new Map<WebContents, IpcTransport>();
  /** Of documents that were replaced: what they still had on the way is not to bring them back. */
  const pastSessions = new Set<string>();

  ipcMain.on(TO_HOST_CHANNEL, (event, payload: unknown) => {
    if (!isFromPanel(event)) return;
    const parsed = trySchema(ipcFrameSchema, payload);
    if (!parsed.success) return;
    const frame = parsed.data;
    const contents = event.sender;
    let transport = current.get(contents);
    if (transport?.session !== frame.session) {
      if (frame.kind === 'closed' || pastSessions.has(frame.session)) return;
      if (transport === undefined) {
        forgetWhenGone(contents);
      } else {
        pastSessions.add(transport.session);
        transport.documentGone();
      }
      transport = new IpcTransport(frame.session, (reply) => {
        contents.send(TO_PANEL_CHANNEL, reply);
      });
      current.set(contents, transport);
      onPanel(transport);
    }
    if (frame.kind === 'closed') transport.documentGone();
    else transport.receive(frame.message);
  });

  function forgetWhenGone(contents: WebContents): void {
    contents.once('destroyed', () => {
      current.get(contents)?.documentGone();
      current.delete(contents);
    });
    contents.on('render-process-gone', () => {
      current.get(contents)?.documentGone();
    });
  }
}

function isFromPanel(event: IpcMainEvent): boolean {
  const frame = event.senderFrame;
  // Null when the frame has navigated away or gone since it sent this.
  return frame !== null && frame.parent === null && isPanelUrl(frame.origin);
}
