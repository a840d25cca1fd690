import { join } from 'node:path';

/** Image files the shell shows. */
export interface ShellIcons {
  /** Undefined where the system takes it from the packaged app. */
  readonly window: string | undefined;
  readonly tray: string;
}

/** @param directory - the app's `resources/icons`. */
export function iconsFor(platform: NodeJS.Platform, directory: string): ShellIcons {
  return {
    window:
      platform === 'darwin'
        ? undefined
        : join(directory, platform === 'win32' ? 'fifolio.ico' : 'fifolio.png'),
    tray: join(directory, trayIconName(platform)),
  };
}

function trayIconName(platform: NodeJS.Platform): string {
  // macOS colours an image whose name ends in "Template" as the menu bar needs it.
  if (platform === 'darwin') return 'trayTemplate.png';
  return platform === 'win32' ? 'tray.ico' : 'tray.png';
}
