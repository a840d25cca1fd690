import { app, Menu, nativeTheme, type BrowserWindow } from 'electron';
import type { Host } from '../host/host.ts';
import type { Command } from '../shared/contract-host.ts';
import type { Transport } from '../shared/transport.ts';
import type { Milliseconds } from '../shared/units.ts';
import { askHowToClose } from './window/close-dialog.ts';
import { decideClose, type Activity } from './window/close-rules.ts';
import { downloadNotice } from './transfers/download-notice.ts';
import type { ShellIcons } from './menu/icons.ts';
import { languageOf } from '../shared/locales/languages.ts';
import { sayIn } from './language.ts';
import { menuTemplate } from './menu/menu-template.ts';
import { notify } from './transfers/notifications.ts';
import { openPanelWindow } from './window/panel-window.ts';
import { SleepGuard } from './transfers/power-saving.ts';
import { TransferWatch } from './transfers/transfer-watch.ts';
import { StatusTray } from './menu/tray.ts';
import { trayContent } from './menu/tray-template.ts';
import { parsePlacement } from './window/window-placement.ts';

/** How often it is looked whether anything is being sent. */
const LOOK_MS: Milliseconds = 5000;

/** The name under which the host keeps the window's place for the shell. */
const PLACEMENT = 'window';

export interface ShellOptions {
  readonly host: Host;
  readonly icons: ShellIcons;
}

/** Everything of the desktop that is not the panel: window, menu, tray, notifications, closing. */
export class Shell {
  readonly #options: ShellOptions;
  readonly #sleepGuard = new SleepGuard();
  readonly #transferWatch = new TransferWatch();
  #window: BrowserWindow | undefined;
  #tray: StatusTray | undefined;
  #lookTimer: NodeJS.Timeout | undefined;
  /** Set once closing the window is to close it without asking again. */
  #closing: 'stay' | 'quit' | undefined;
  #asking = false;
  #panels = 0;
  /** What to tell the panel as soon as there is one. */
  #pending: (() => void) | undefined;

  constructor(options: ShellOptions) {
    this.#options = options;
  }

  /** The window, for a dialog to stand over. */
  get window(): BrowserWindow | undefined {
    return this.#window;
  }

  /** Call once the app is ready. With `serving`, the server of last time is started. */
  open(how: { readonly window: boolean; readonly serving: boolean }): void {
    const { language, theme } = this.#options.host.settings;
    nativeTheme.themeSource = theme;
    sayIn(languageOf(language, app.getPreferredSystemLanguages()));
    this.#setMenu();
    this.#openTray();
    this.#followHost();
    if (how.window) this.showWindow();
    if (how.serving) void this.#startServer();
  }

  /** Brings the window to the front; opens it if there is none. */
  showWindow(): void {
    this.#closing = undefined;
    if (this.#window === undefined) {
      const { host, icons } = this.#options;
      const window = openPanelWindow({
        placement: parsePlacement(host.getShellValue(PLACEMENT)),
        onPlaced: ({ bounds, maximized }) => {
          host.setShellValue(PLACEMENT, { bounds: { ...bounds }, maximized });
        },
        icon: icons.window,
        onCloseRequested: () => this.#mayClose(),
      });
      window.once('closed', () => {
        this.#window = undefined;
      });
      this.#window = window;
      return;
    }
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
  }

  /** Has the panel carry out what was chosen outside of it. */
  command(command: Command): void {
    this.tellPanel(() => this.#options.host.command(command));
  }

  /** Shows the window, and has its panel told of something: now, or once it has loaded. */
  tellPanel(tell: () => void): void {
    this.showWindow();
    if (this.#panels > 0) tell();
    else this.#pending = tell;
  }

  /** Serves the window's page, which has begun to speak. It is told what opened it. */
  attachPanel(panel: Transport): void {
    const { host } = this.#options;
    host.attach(panel);
    this.#panels += 1;
    panel.onClose(() => {
      this.#panels -= 1;
    });
    const tell = this.#pending;
    this.#pending = undefined;
    tell?.();
  }

  /** Whether the program goes on once its last window is closed. */
  get staysWithoutWindow(): boolean {
    return this.#closing === 'stay';
  }

  /** The program ends: nothing is asked any more. */
  prepareToQuit(): void {
    this.#closing = 'quit';
  }

  /** After the last window. */
  destroy(): void {
    clearInterval(this.#lookTimer);
    this.#sleepGuard.stop();
    this.#tray?.destroy();
    this.#tray = undefined;
  }

  #setMenu(): void {
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(
        menuTemplate({
          platform: process.platform,
          developing: !app.isPackaged,
          onCommand: (command) => this.command(command),
        }),
      ),
    );
  }

  #openTray(): void {
    try {
      this.#tray = new StatusTray(this.#options.icons.tray, () => this.showWindow());
    } catch {
      // No place for it here. The window, and starting the app again, do everything that it does.
    }
    this.#refreshTray();
  }

  #refreshTray(): void {
    this.#tray?.show(
      trayContent(this.#options.host.serverState, {
        open: () => this.showWindow(),
        start: () => void this.#startServer(),
        stop: () => void this.#stopServer(),
        quit: () => app.quit(),
      }),
    );
  }

  async #startServer(): Promise<void> {
    const { host } = this.#options;
    if (host.settings.serveDirectory === '') {
      this.command('choose-folder');
      return;
    }
    try {
      await host.startServer();
    } catch {
      // The panel shows why, with what to do.
      this.showWindow();
    }
  }

  async #stopServer(): Promise<void> {
    try {
      await this.#options.host.stopServer();
    } catch {
      this.showWindow();
    }
  }

  #followHost(): void {
    const { host } = this.#options;
    host.listen({
      onServerChange: () => this.#refreshTray(),
      onDownloadsActive: () => this.#refreshSleepGuard(),
      onSettingsChange: ({ language, theme }) => {
        nativeTheme.themeSource = theme;
        if (!sayIn(languageOf(language, app.getPreferredSystemLanguages()))) return;
        this.#setMenu();
        this.#refreshTray();
      },
      onBatchFinished: (batch) => {
        const isWanted = host.settings.notifyWhenDone && this.#window?.isFocused() !== true;
        const notice = isWanted ? downloadNotice(batch) : undefined;
        if (notice !== undefined) notify(notice, () => this.command('show-fetch'));
      },
    });
    this.#lookTimer = setInterval(() => this.#refreshSleepGuard(), LOOK_MS);
    this.#lookTimer.unref();
  }

  #refreshSleepGuard(): void {
    const { host } = this.#options;
    const sending = this.#transferWatch.hasMoved(host.serverState.counters.bytesSent);
    this.#sleepGuard.setActive(sending || host.activeDownloads > 0);
  }

  get #activity(): Activity {
    const { host } = this.#options;
    const { phase } = host.serverState;
    return {
      serving: phase === 'running' || phase === 'starting',
      downloading: host.activeDownloads > 0,
    };
  }

  #mayClose(): boolean {
    if (this.#closing !== undefined) return true;
    const { whenClosing } = this.#options.host.settings;
    const decision = decideClose(this.#activity, whenClosing, process.platform);
    if (decision === 'ask') {
      void this.#askAndClose();
      return false;
    }
    this.#closing = decision;
    return true;
  }

  async #askAndClose(): Promise<void> {
    const window = this.#window;
    if (window === undefined || this.#asking) return;
    this.#asking = true;
    try {
      const { choice, remember } = await askHowToClose(window, this.#activity);
      if (choice === 'cancel') return;
      if (remember) this.#options.host.setSettings({ whenClosing: choice });
      this.#closing = choice === 'stay' ? 'stay' : 'quit';
      if (!window.isDestroyed()) window.close();
    } finally {
      this.#asking = false;
    }
  }
}
