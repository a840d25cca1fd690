import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { TO_HOST_CHANNEL, TO_PANEL_CHANNEL, type IpcFrame } from '../shared/ipc-channels.ts';
import { createTransportInbox } from '../shared/transport-inbox.ts';
import type { Transport } from '../shared/transport.ts';

/** What the page gets as `window.fifolio`: no `ipcRenderer`, no channel to choose, no Electron objects. */
interface PanelBridge {
  /** Connects to the host. There is one connection at a time: opening another ends the one before. */
  readonly openTransport: () => Transport;
  /** Where a file or folder is that a person dropped on the page; empty for one that the page made itself. */
  readonly pathOf: (file: File) => string;
}

interface OpenTransport {
  readonly transport: Transport;
  readonly receive: (frame: IpcFrame) => void;
}

let current: OpenTransport | undefined;

// The event object is not passed on: it would hand `ipcRenderer` to the page.
ipcRenderer.on(TO_PANEL_CHANNEL, (_event, frame: IpcFrame) => {
  current?.receive(frame);
});

const bridge: PanelBridge = {
  openTransport() {
    current?.transport.close();
    current = createTransport();
    return current.transport;
  },
  pathOf: (file) => webUtils.getPathForFile(file),
};

contextBridge.exposeInMainWorld('fifolio', bridge);

function createTransport(): OpenTransport {
  const session = crypto.getRandomValues(new Uint32Array(4)).join('-');
  const { receive, end, isClosed, onMessage, onClose } = createTransportInbox();

  return {
    receive(frame) {
      // What was meant for the connection before this one.
      if (frame.session !== session) return;
      if (frame.kind === 'closed') end();
      else receive(frame.message);
    },
    transport: {
      send(message) {
        if (isClosed()) return;
        ipcRenderer.send(TO_HOST_CHANNEL, { session, kind: 'message', message } satisfies IpcFrame);
      },
      onMessage,
      onClose,
      close() {
        if (isClosed()) return;
        ipcRenderer.send(TO_HOST_CHANNEL, { session, kind: 'closed' } satisfies IpcFrame);
        end();
      },
    },
  };
}
