import { posix, win32 } from 'node:path';

export interface DataDirectoryOptions {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/**
 * Where a host without a window keeps its settings and its list of downloads, by the custom of the
 * system: `XDG_CONFIG_HOME` (XDG Base Directory Specification), Application Support, or `APPDATA`.
 * Apart from the desktop app's own folder, so that both can run at once.
 */
export function headlessDataDirectory({
  platform,
  environment,
  home,
}: DataDirectoryOptions): string {
  if (platform === 'win32') {
    const roaming = environment['APPDATA'] ?? win32.join(home, 'AppData', 'Roaming');
    return win32.join(roaming, 'Fifolio', 'headless');
  }
  if (platform === 'darwin') {
    return posix.join(home, 'Library', 'Application Support', 'Fifolio', 'headless');
  }
  const configured = environment['XDG_CONFIG_HOME'];
  // The specification has relative paths ignored.
  const config = configured?.startsWith('/') === true ? configured : posix.join(home, '.config');
  return posix.join(config, 'fifolio', 'headless');
}
