import { contextBridge, ipcRenderer } from 'electron';
import { TO_HOST_CHANNEL, TO_PANEL_CHANNEL, type IpcFrame } from '../shared/ipc-channels.ts';
import type { Transport } from '../shared/transport.ts';

/**
 * Gives the page `window.fifolio`, a {@link Transport} to the host, and nothing else: no
 * `ipcRenderer`, no channel names to choose, no Electron objects.
 */
function createIpcTransport(): Transport {
  const session = crypto.getRandomValues(new Uint32Array(4)).join('-');
  const waiting: unknown[] = [];
  let receiver: ((message: unknown) => void) | undefined;
  const closeListeners: (() => void)[] = [];
  let closed = false;

  function end(): void {
    if (closed) return;
    closed = true;
    for (const listener of closeListeners.splice(0)) listener();
  }

  // The event object is not passed on: it would hand `ipcRenderer` to the page.
  ipcRenderer.on(TO_PANEL_CHANNEL, (_event, frame: IpcFrame) => {
    if (frame.session !== session || closed) return;
    if (frame.kind === 'closed') end();
    else if (receiver === undefined) waiting.push(frame.message);
    else receiver(frame.message);
  });

  return {
    send(message) {
      if (closed) return;
      ipcRenderer.send(TO_HOST_CHANNEL, { session, kind: 'message', message } satisfies IpcFrame);
    },
    onMessage(receive) {
      receiver = receive;
      for (const message of waiting.splice(0)) receive(message);
    },
    onClose(listener) {
      if (closed) listener();
      else closeListeners.push(listener);
    },
    close() {
      if (closed) return;
      ipcRenderer.send(TO_HOST_CHANNEL, { session, kind: 'closed' } satisfies IpcFrame);
      end();
    },
  };
}

contextBridge.exposeInMainWorld('fifolio', createIpcTransport());
