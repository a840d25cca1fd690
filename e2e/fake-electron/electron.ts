/**
 * A fake of the `electron` module of the main process: the built app runs against it in Node, and
 * each of its windows is a real Chromium page in the process at the other end of the IPC channel. It
 * imitates what the app uses, order of events and "before ready" rules included. It is not Electron.
 */
import { app } from './app.ts';
import { setBrowser } from './browser-link.ts';
import { Channel, type Port } from './channel.ts';
import { answers, ipcMain, Menu, protocolHandlers, seen, session } from './desktop.ts';
import { BrowserWindow, type SenderFrame } from './windows.ts';

export { app } from './app.ts';
export { BrowserWindow } from './windows.ts';
export {
  dialog,
  ipcMain,
  Menu,
  nativeImage,
  nativeTheme,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
} from './desktop.ts';

if (process.send === undefined) throw new Error('The fake Electron is for the e2e tests only.');

// The app's folder, here its main module, comes before its arguments. What electron-builder puts beside an
// app is not there.
Object.assign(process, { defaultApp: true, resourcesPath: import.meta.dirname });

app.setWindows(() => BrowserWindow.getAllWindows());

setBrowser(
  new Channel(process as Port, {
    // From the browser.
    start: () => app.start(),
    request: async (method: string, url: string) => {
      const handler = protocolHandlers.get(new URL(url).protocol.slice(0, -1));
      if (handler === undefined) throw new Error(`nobody handles ${url}`);
      const response = await handler(new Request(url, { method }));
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: Buffer.from(await response.arrayBuffer()),
      };
    },
    ipc: (window: number, frame: SenderFrame, channel: string, args: unknown[]) => {
      const sender = BrowserWindow.byId(window)?.webContents;
      if (sender !== undefined) ipcMain.emit(channel, { sender, senderFrame: frame }, ...args);
    },
    mayNavigate: (window: number, url: string, isMainFrame: boolean) =>
      BrowserWindow.byId(window)?.webContents.askToNavigate(url, isMainFrame) ?? false,
    mayOpen: (window: number, url: string) =>
      BrowserWindow.byId(window)?.webContents.askToOpen(url) ?? false,

    // From a test: what a person or the system would do.
    answerFolder: (folder: string) => answers.folders.push(folder),
    answerMessageBox: (response: number, checkboxChecked: boolean) =>
      answers.messageBoxes.push({ response, checkboxChecked }),
    chooseInMenu: (name: string) => Menu.application?.choose(name),
    chooseInTray: (name: string) => [...seen.trays][0]?.menu?.choose(name),
    clickNotification: () => seen.notifications.at(-1)?.emit('click'),
    closeWindow: () => BrowserWindow.getAllWindows()[0]?.close(),
    endRenderer: (reason: string) =>
      BrowserWindow.getAllWindows()[0]?.webContents.emit(
        'render-process-gone',
        {},
        { reason, exitCode: 1 },
      ),
    minimizeWindow: () => BrowserWindow.getAllWindows()[0]?.minimize(),
    startAgain: (words: readonly string[], folder: string) =>
      app.emit('second-instance', {}, [], folder, { words }),
    openUrl: (url: string) => app.emit('open-url', { preventDefault: () => undefined }, url),
    openFile: (path: string) => app.emit('open-file', { preventDefault: () => undefined }, path),
    quit: () => app.quit(),
    permission: (permission: string, origin: string) => {
      const { checkHandler, requestHandler, deviceHandler } = session.defaultSession;
      let requested = false;
      requestHandler?.({}, permission, (granted) => (requested = granted), {
        isMainFrame: true,
        requestingUrl: origin,
      });
      const details = { isMainFrame: true };
      return {
        checked: checkHandler?.({}, permission, origin, details),
        requested,
        device: deviceHandler?.(),
      };
    },

    // From a test: what a person would see.
    look: () => ({
      windows: BrowserWindow.getAllWindows().map((window) => ({
        options: structuredClone(window.options),
        visible: window.isVisible(),
        openRequests: window.webContents.openRequests,
        refusedNavigations: window.webContents.refusedNavigations,
      })),
      schemes: seen.schemes,
      trayToolTip: [...seen.trays][0]?.toolTip,
      notifications: seen.notifications.map(({ title, body }) => ({ title, body })),
      questions: structuredClone(seen.questions),
      errors: seen.errors,
      openedExternally: seen.openedExternally,
      revealed: seen.revealed,
      openedPaths: seen.openedPaths,
      sleepBlockers: seen.sleepBlockers.size,
      calls: app.calls,
    }),
  }),
);
