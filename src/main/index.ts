import { join } from 'node:path';
import { app, dialog, Notification, powerMonitor, protocol, shell as desktop } from 'electron';
import { z } from 'zod';
import { Host } from '../host/host.ts';
import { trySchema } from '../shared/try-schema.ts';
import type { Milliseconds } from '../shared/units.ts';
import { answerPanelRequest } from './security/app-protocol.ts';
import { chooseFolder } from './window/folder-dialog.ts';
import { followAutostart, wasStartedAtLogin } from './autostart/autostart.ts';
import { iconsFor } from './menu/icons.ts';
import { listenForPanels } from './ipc/ipc.ts';
import { type LaunchRequest, launchRequest, launchWords } from './security/launch-request.ts';
import { PANEL_SCHEME } from './security/panel-origin.ts';
import { systemSecretBox } from './security/secret-box.ts';
import { Shell } from './shell.ts';
import { guardWebContents } from './security/web-contents-rules.ts';
import { t } from './language.ts';
import { reasonOf } from './reason-of.ts';
import { followUpdates } from './update/updates.ts';
import { openFile } from './window/open-file.ts';
import { openRequest } from './window/open-request.ts';

/** The same as `appId` in electron-builder.config.ts: Windows shows notifications under it. */
const APP_ID = 'io.github.fifolio';

/** Quitting waits no longer than this for the server and the downloads to end. */
const END_LIMIT_MS: Milliseconds = 5000;

/** What a second instance sends to the first. Electron's own list of arguments is in no certain order. */
const sentSchema = z.object({ words: z.array(z.string()) });

let host: Host | undefined;
let shell: Shell | undefined;
let ended = false;

const words = launchWords(process.argv, process.defaultApp);
const launch = launchRequest(words, process.cwd());
/** What came before the app was ready for it. */
let waiting = launch;

// What follows up to `whenReady` has to happen before Electron is ready, so nothing here is awaited.
// `enableSandbox` takes `--no-sandbox` away again. Root on Linux needs it: without it, Chromium's
// processes end at once. The window is sandboxed by its own options wherever the switch is absent.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  {
    scheme: PANEL_SCHEME,
    privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
  },
]);
if (process.platform === 'win32') app.setAppUserModelId(APP_ID);

if (launch.kind === 'command') {
  process.stderr.write(`${notTheCommandLine(launch.word)}\n`);
  // As of the command line: wrong arguments.
  app.exit(2);
} else if (app.requestSingleInstanceLock({ words })) {
  app.on('second-instance', (_event, _argv, folder, sent) => {
    const parsed = trySchema(sentSchema, sent);
    open(launchRequest(parsed.success ? parsed.data.words : [], folder));
  });
  // Both come from macOS, which passes no arguments, and may come before the app is ready.
  app.on('open-url', (event, url) => {
    event.preventDefault();
    open(launchRequest([url], '/'));
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    open({ kind: 'folder', path });
  });
  app.on('activate', () => shell?.showWindow());
  app.on('window-all-closed', () => {
    if (shell?.staysWithoutWindow !== true) app.quit();
  });
  app.on('before-quit', (event) => {
    shell?.prepareToQuit();
    if (ended) return;
    event.preventDefault();
    void endThenQuit();
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => app.quit());
  }
  app.whenReady().then(start).catch(giveUp);
} else {
  // The first one gets the arguments, and shows its window.
  ended = true;
  app.quit();
}

function start(): void {
  // Waiting for the end would hold up the system's. Partial files are safe without it.
  powerMonitor.on('shutdown', () => {
    ended = true;
  });
  guardWebContents();
  const rendererDirectory = join(import.meta.dirname, '../renderer');
  protocol.handle(PANEL_SCHEME, (request) => answerPanelRequest(request, rendererDirectory));

  host = new Host({
    dataDirectory: app.getPath('userData'),
    shell: {
      kind: 'desktop',
      tray: true,
      // Otherwise it would be Electron that is started.
      autostart: app.isPackaged,
      notifications: Notification.isSupported(),
      chooseFolder: ({ purpose, startAt }) => chooseFolder(shell?.window, purpose, startAt),
      open: openFile,
      // Not `openPath`: it would run a program that lies there.
      reveal: (path) => desktop.showItemInFolder(path),
      secretBox: systemSecretBox,
    },
  });
  const opened = new Shell({
    host,
    icons: iconsFor(process.platform, join(import.meta.dirname, '../../resources/icons')),
  });
  shell = opened;
  listenForPanels((transport) => opened.attachPanel(transport));
  if (app.isPackaged) {
    followAutostart(host);
    followUpdates(host);
  }
  const { autostart, serveAtStart, serveDirectory } = host.settings;
  const isHidden = autostart === 'serve' && wasStartedAtLogin();
  // Without a folder the window is there to choose one.
  opened.open({ window: !isHidden, serving: isHidden || (serveAtStart && serveDirectory !== '') });
  if (waiting.kind !== 'window') open(waiting);
}

function open(request: LaunchRequest): void {
  if (shell === undefined || host === undefined) waiting = request;
  else void openRequest(request, shell, host);
}

async function endThenQuit(): Promise<void> {
  shell?.window?.hide();
  try {
    await Promise.race([
      host?.close({ now: true }),
      new Promise((resolve) => {
        setTimeout(resolve, END_LIMIT_MS);
      }),
    ]);
  } finally {
    ended = true;
    shell?.destroy();
    app.quit();
  }
}

function giveUp(error: unknown): void {
  ended = true;
  dialog.showErrorBox(t('cannotStart'), t('notStarted', { reason: reasonOf(error) }));
  app.exit(1);
}

/** For a terminal, and so in English, as the command line. */
function notTheCommandLine(word: string): string {
  return `fifolio-desktop: error: "${word}" is a command of fifolio, the command line, and this is the desktop app. Install the command line if it is not there, and run: fifolio ${word}`;
}
