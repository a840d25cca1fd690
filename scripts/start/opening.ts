import { hasDisplay, type Surroundings } from './display.ts';

export interface BrowserSurroundings extends Surroundings {
  /** Whether a command of that name is on the path. */
  readonly isOnPath: (command: string) => boolean;
  readonly userName: string;
}

/** How a page gets opened: by a command, or by the person, with what they have to know for it. */
export type Opening =
  | { readonly by: 'command'; readonly command: readonly [string, ...string[]] }
  | { readonly by: 'person'; readonly hint?: string };

/** How to open a page of this computer, given where the program was started. */
export function chooseOpening(url: string, surroundings: BrowserSurroundings): Opening {
  const { platform, environment, isOnPath } = surroundings;
  // The browser of Windows reaches what listens on loopback in WSL.
  if (isWsl(surroundings) && isOnPath('wslview')) {
    return { by: 'command', command: ['wslview', url] };
  }
  if (!hasDisplay(surroundings)) {
    return environment['SSH_CONNECTION'] ? throughSsh(url, surroundings) : { by: 'person' };
  }
  if (platform === 'darwin') return { by: 'command', command: ['open', url] };
  if (platform === 'win32') {
    return { by: 'command', command: ['rundll32', 'url.dll,FileProtocolHandler', url] };
  }
  // Containers often see the display of their host, without a program to open anything with.
  return isOnPath('xdg-open') ? { by: 'command', command: ['xdg-open', url] } : { by: 'person' };
}

function isWsl({ platform, environment }: Surroundings): boolean {
  return platform === 'linux' && Boolean(environment['WSL_DISTRO_NAME']);
}

/** The panel listens on loopback alone, so whoever is on another computer needs a tunnel. */
function throughSsh(url: string, { environment, userName }: BrowserSurroundings): Opening {
  // "client's address, its port, the server's address, its port", see ssh(1).
  const [, , server = '', sshPort = '22'] = (environment['SSH_CONNECTION'] ?? '').split(' ');
  const { port } = new URL(url);
  const onPort = sshPort === '22' ? '' : ` -p ${sshPort}`;
  const command = `ssh -L ${port}:127.0.0.1:${port}${onPort} ${userName}@${server}`;
  return { by: 'person', hint: `From your own computer, first run: ${command}` };
}
