import { posix } from 'node:path';

/** Tells the app that the system started it, and not a person. */
export const AT_LOGIN = '--at-login';

export interface AutostartOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** Where a desktop of Linux looks for what it starts (freedesktop.org, Desktop Application Autostart). */
export function autostartFile({ environment, home }: AutostartOptions): string {
  const configured = environment['XDG_CONFIG_HOME'];
  // The specification has relative paths ignored.
  const config = configured?.startsWith('/') === true ? configured : posix.join(home, '.config');
  return posix.join(config, 'autostart', 'fifolio-desktop.desktop');
}

/**
 * The content of that file (Desktop Entry Specification, "The Exec key").
 *
 * @param executable - absolute path
 * @throws Error for a path with a control character, which the format cannot hold
 */
export function autostartEntry(executable: string): string {
  if (/\p{Control}/u.test(executable)) {
    throw new Error('The path of the program has a control character in it.');
  }
  // Quoted as an argument, and then once more as every text in such a file.
  const argument = `"${executable.replaceAll('%', '%%').replace(/["`$\\]/g, '\\$&')}"`;
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Fifolio',
    `Exec=${argument.replaceAll('\\', '\\\\')} ${AT_LOGIN}`,
    'Icon=fifolio-desktop',
    'Terminal=false',
    '',
  ].join('\n');
}
