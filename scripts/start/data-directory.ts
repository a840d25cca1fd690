import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder that the desktop app remembers things in, so that the panel in a browser knows them too. */
export function defaultDataDirectory(): string {
  const home = homedir();
  switch (process.platform) {
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'fifolio');
    case 'win32':
      return join(process.env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'fifolio');
    default:
      return join(process.env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'fifolio');
  }
}
