import type { MenuItemConstructorOptions } from 'electron';
import type { Command } from '../../shared/contract-host.ts';
import { STRINGS } from '../strings.ts';

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  /** Whether reload and developer tools are offered: not in a packaged app. */
  readonly developing: boolean;
  /** Carries out what a person chose; opens the window first if there is none. */
  readonly onCommand: (command: Command) => void;
}

/** The native menu: everything in it that is Fifolio's own is a command to the panel. */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const { platform, developing, onCommand } = options;
  const isMac = platform === 'darwin';
  const item = (label: string, command: Command, accelerator?: string) => ({
    id: command,
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => onCommand(command),
  });
  const separator = { type: 'separator' } as const;
  const settings = item(STRINGS.settings, 'open-settings', 'CmdOrCtrl+,');

  const appMenu: MenuItemConstructorOptions = {
    label: STRINGS.appName,
    submenu: [
      { role: 'about' },
      separator,
      settings,
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  };
  const fileMenu: MenuItemConstructorOptions = {
    label: STRINGS.menuFile,
    submenu: [
      item(STRINGS.chooseFolder, 'choose-folder', 'CmdOrCtrl+O'),
      item(STRINGS.startOrStopServer, 'toggle-server', 'CmdOrCtrl+Shift+S'),
      item(STRINGS.clearCache, 'clear-cache'),
      separator,
      ...(isMac ? [] : [settings, separator]),
      { role: 'close' },
      ...(isMac ? [] : [{ role: 'quit' } as const]),
    ],
  };
  const viewMenu: MenuItemConstructorOptions = {
    label: STRINGS.menuView,
    submenu: [
      item(STRINGS.showServe, 'show-serve', 'CmdOrCtrl+1'),
      item(STRINGS.showFetch, 'show-fetch', 'CmdOrCtrl+2'),
      item(STRINGS.goToAddress, 'focus-address', 'CmdOrCtrl+L'),
      separator,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
      ...(developing
        ? [separator, { role: 'reload' } as const, { role: 'toggleDevTools' } as const]
        : []),
    ],
  };
  return [
    ...(isMac ? [appMenu] : []),
    fileMenu,
    { role: 'editMenu' },
    viewMenu,
    { role: 'windowMenu' },
    { role: 'help', submenu: [item(STRINGS.diagnostics, 'open-diagnostics')] },
  ];
}
