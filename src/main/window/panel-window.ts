import { join } from 'node:path';
import { BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import { CrashPolicy } from './crash-policy.ts';
import { PANEL_URL } from '../security/panel-origin.ts';
import { MINIMUM_SIZE, placeWindow, type WindowPlacement } from './window-bounds.ts';
import { t } from '../language.ts';
import { reasonOf } from '../reason-of.ts';

/** The page's own background in both themes, so that the window does not flash before it is painted. */
const BACKGROUND = { light: '#f6f7f9', dark: '#16181d' } as const;

export interface PanelWindowOptions {
  /** How it stood last. */
  readonly placement: WindowPlacement | undefined;
  /** How it stands, when it is about to close. */
  readonly onPlaced: (placement: WindowPlacement) => void;
  readonly icon: string | undefined;
  /** Asked before the window closes. `false` keeps it open. */
  readonly onCloseRequested: () => boolean;
}

/** The only place that makes a window. */
export function openPanelWindow(options: PanelWindowOptions): BrowserWindow {
  const { placement, onPlaced, icon, onCloseRequested } = options;
  const workAreas = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...placeWindow(placement, workAreas),
    minWidth: MINIMUM_SIZE.width,
    minHeight: MINIMUM_SIZE.height,
    title: t('appName'),
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    ...(icon === undefined ? {} : { icon }),
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
    },
  });
  if (placement?.maximized === true) window.maximize();

  window.on('close', (event) => {
    onPlaced({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });
    if (!onCloseRequested()) event.preventDefault();
  });
  reloadAfterCrashes(window);
  void load(window);
  return window;
}

/** A page that crashed leaves an empty window; loading it again brings the panel back. */
function reloadAfterCrashes(window: BrowserWindow): void {
  const policy = new CrashPolicy(() => performance.now());
  let reload: NodeJS.Timeout | undefined;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    const decision = policy.decide(reason);
    if (decision.kind === 'reload') reload = setTimeout(() => void load(window), decision.afterMs);
    if (decision.kind === 'give-up') {
      dialog.showErrorBox(t('cannotShowPanel'), t('panelGone', { reason }));
    }
  });
  window.once('closed', () => clearTimeout(reload));
}

async function load(window: BrowserWindow): Promise<void> {
  try {
    await window.loadURL(PANEL_URL);
  } catch (error) {
    // Closed while it was loading: nobody waits for it any more. Crashed: that is handled elsewhere.
    if (window.isDestroyed() || window.webContents.isCrashed()) return;
    dialog.showErrorBox(t('cannotShowPanel'), t('panelNotLoaded', { reason: reasonOf(error) }));
  }
}
