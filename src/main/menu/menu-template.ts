import type { MenuItemConstructorOptions } from 'electron';
import type { Command } from '../../shared/contract-host.ts';
import { t } from '../language.ts';

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
  const settings = item(t('settings'), 'open-settings', 'CmdOrCtrl+,');

  const appMenu: MenuItemConstructorOptions = {
    label: t('appName'),
    submenu: [
      { role: 'about', label: t('about') },
      separator,
      settings,
      separator,
      { role: 'services', label: t('services') },
      separator,
      { role: 'hide', label: t('hide') },
      { role: 'hideOthers', label: t('hideOthers') },
      { role: 'unhide', label: t('showAll') },
      separator,
      { role: 'quit', label: t('quit') },
    ],
  };
  const fileMenu: MenuItemConstructorOptions = {
    label: t('menuFile'),
    submenu: [
      item(t('chooseFolder'), 'choose-folder', 'CmdOrCtrl+O'),
      item(t('startOrStopServer'), 'toggle-server', 'CmdOrCtrl+Shift+S'),
      item(t('clearCache'), 'clear-cache'),
      separator,
      ...(isMac ? [] : [settings, separator]),
      { role: 'close', label: t('closeWindow') },
      ...(isMac ? [] : [{ role: 'quit', label: t('quit') } as const]),
    ],
  };
  const viewMenu: MenuItemConstructorOptions = {
    label: t('menuView'),
    submenu: [
      item(t('showServe'), 'show-serve', 'CmdOrCtrl+1'),
      item(t('showFetch'), 'show-fetch', 'CmdOrCtrl+2'),
      item(t('goToAddress'), 'focus-address', 'CmdOrCtrl+L'),
      separator,
      { role: 'resetZoom', label: t('actualSize') },
      { role: 'zoomIn', label: t('zoomIn') },
      { role: 'zoomOut', label: t('zoomOut') },
      separator,
      { role: 'togglefullscreen', label: t('fullScreen') },
      ...(developing
        ? [separator, { role: 'reload' } as const, { role: 'toggleDevTools' } as const]
        : []),
    ],
  };
  const editMenu: MenuItemConstructorOptions = {
    role: 'editMenu',
    label: t('menuEdit'),
    submenu: [
      { role: 'undo', label: t('undo') },
      { role: 'redo', label: t('redo') },
      separator,
      { role: 'cut', label: t('cut') },
      { role: 'copy', label: t('copy') },
      { role: 'paste', label: t('paste') },
      separator,
      { role: 'selectAll', label: t('selectAll') },
    ],
  };
  const windowMenu: MenuItemConstructorOptions = {
    role: 'windowMenu',
    label: t('menuWindow'),
    submenu: [
      { role: 'minimize', label: t('minimize') },
      ...(isMac ? [{ role: 'zoom', label: t('zoomWindow') } as const] : []),
    ],
  };
  return [
    ...(isMac ? [appMenu] : []),
    fileMenu,
    editMenu,
    viewMenu,
    windowMenu,
    { role: 'help', label: t('menuHelp'), submenu: [item(t('diagnostics'), 'open-diagnostics')] },
  ];
}
