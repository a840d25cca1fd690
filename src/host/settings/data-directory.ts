import { posix, win32 } from 'node:path';

export interface DataDirectoryOptions {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/**
 * Where the desktop app keeps what it knows, by the custom of the system: `XDG_CONFIG_HOME` (XDG Base
 * Directory Specification), Application Support, or `APPDATA`.
 */
function dataDirectory({ platform, environment, home }: DataDirectoryOptions): string {
  if (platform === 'win32') {
    const roaming = environment['APPDATA'] ?? win32.join(home, 'AppData', 'Roaming');
    return win32.join(roaming, 'Fifolio');
  }
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Fifolio');
  const configured = environment['XDG_CONFIG_HOME'];
  // The specification has relative paths ignored.
  const config = configured?.startsWith('/') === true ? configured : posix.join(home, '.config');
  return posix.join(config, 'fifolio');
}

/**
 * Where a host without a window keeps its settings and its list of downloads: apart from the desktop app's
 * own folder, so that both can run at once.
 */
export function headlessDataDirectory(options: DataDirectoryOptions): string {
  return pathOf(options).join(dataDirectory(options), 'headless');
}

/** The list of the servers whose keys were accepted: one for the desktop app, the panel and the command line. */
export function trustListPath(options: DataDirectoryOptions): string {
  return pathOf(options).join(dataDirectory(options), 'trusted-servers.json');
}

function pathOf({ platform }: DataDirectoryOptions): typeof posix {
  return platform === 'win32' ? win32 : posix;
}
