/**
 * Endings of files that a system would run, or that change how it works, rather than show. What was fetched
 * from somewhere is not to be run by a slip: a person can, in the file manager, which warns.
 */
const RUN: ReadonlySet<string> = new Set([
  // Windows: programs, installers, scripts, shortcuts, settings.
  ...['exe', 'com', 'scr', 'pif', 'bat', 'cmd', 'ps1', 'psm1', 'vbs', 'vbe', 'js', 'jse', 'wsf'],
  ...['wsh', 'hta', 'msi', 'msp', 'msix', 'appx', 'appinstaller', 'application', 'cpl', 'msc'],
  ...['lnk', 'url', 'reg', 'inf', 'scf', 'chm', 'gadget', 'settingcontent-ms', 'library-ms'],
  ...['search-ms', 'jar', 'iso', 'img', 'vhd', 'vhdx'],
  // macOS: programs, installers, what a terminal runs.
  ...['app', 'command', 'tool', 'terminal', 'pkg', 'mpkg', 'dmg', 'workflow', 'action', 'scpt'],
  ...['applescript', 'fileloc', 'webloc', 'inetloc', 'mobileconfig', 'prefpane'],
  // Linux: programs, launchers, packages.
  ...['appimage', 'desktop', 'run', 'sh', 'bash', 'zsh', 'fish', 'csh', 'py', 'pl', 'rb', 'deb'],
  ...['rpm', 'flatpakref', 'flatpakrepo', 'snap', 'bin', 'out'],
]);

/** Whether the system's program for a file only shows it. Without an ending nobody can tell. */
export function isOnlyShown(path: string): boolean {
  const name = path.split(/[/\\]/).at(-1) ?? '';
  // Windows drops dots and spaces at the end of a name.
  const ending = /\.([^.]+)$/.exec(name.replace(/[. ]+$/, ''))?.[1];
  return ending !== undefined && !RUN.has(ending.toLowerCase());
}
