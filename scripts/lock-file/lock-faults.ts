/** What is read of `package-lock.json` (version 3, see npm's documentation of the file). */
export interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

export interface LockedPackage {
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * Packages whose install script cannot fail on any of the platforms: it copies a file that the package
 * has for each processor. Of electron-builder, which asks for it though the project makes no such package.
 */
const HARMLESS_SCRIPTS: readonly string[] = ['node_modules/electron-winstaller'];

interface Platform {
  readonly os: string;
  readonly cpu: string;
  readonly libc?: string;
}

/** Where the project has to install. Linux stands for the one with glibc. */
const PLATFORMS: readonly Platform[] = [
  { os: 'linux', cpu: 'x64', libc: 'glibc' },
  { os: 'linux', cpu: 'arm64', libc: 'glibc' },
  { os: 'darwin', cpu: 'x64' },
  { os: 'darwin', cpu: 'arm64' },
  { os: 'win32', cpu: 'x64' },
  { os: 'win32', cpu: 'arm64' },
];

/**
 * Why `npm ci` could fail on one of the platforms, a sentence each; empty when it cannot.
 *
 * npm skips an optional package that is for another platform or whose install script fails, and ends
 * with an error at any other. So only optional packages may be restricted or run a script. Where a
 * package has a part for each platform, those parts are optional dependencies of it, and none for a
 * platform means that the package does not run there.
 */
export function lockFaults(lock: Lock): string[] {
  return Object.entries(lock.packages).flatMap(([path, locked]) => [
    ...scriptFaults(path, locked),
    ...restrictionFaults(path, locked),
    ...optionalDependencyFaults(lock, path, locked),
  ]);
}

function scriptFaults(path: string, locked: LockedPackage): string[] {
  if (locked.optional === true || locked.hasInstallScript !== true) return [];
  if (HARMLESS_SCRIPTS.includes(path)) return [];
  return [
    `${path} runs a script when it is installed, and the installation fails where the script does; make it optional.`,
  ];
}

function restrictionFaults(path: string, locked: LockedPackage): string[] {
  if (locked.optional === true) return [];
  return PLATFORMS.filter((platform) => !installsOn(locked, platform)).map(
    (platform) =>
      `${path} cannot be installed on ${nameOf(platform)}, so nothing can; make it optional.`,
  );
}

function optionalDependencyFaults(lock: Lock, path: string, locked: LockedPackage): string[] {
  const faults: string[] = [];
  const parts: LockedPackage[] = [];
  for (const name of Object.keys(locked.optionalDependencies ?? {})) {
    const found = resolve(lock, path, name);
    if (found === undefined) {
      faults.push(
        `${name}, an optional dependency of ${path === '' ? 'the project' : path}, is not in the lock file, so \`npm ci\` never installs it; make the lock file anew.`,
      );
    } else if (found.os !== undefined || found.cpu !== undefined) parts.push(found);
  }
  // A single one, like `fsevents`, is an extra for its platform and not one part of several.
  if (parts.length < 2) return faults;
  for (const platform of PLATFORMS) {
    if (parts.some((part) => installsOn(part, platform))) continue;
    faults.push(`${path} has no part for ${nameOf(platform)}, so it does not run there.`);
  }
  return faults;
}

/** As Node resolves: in the package's own `node_modules`, then in those of the folders above it. */
function resolve(lock: Lock, path: string, name: string): LockedPackage | undefined {
  for (let folder = path; ;) {
    const found = lock.packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`];
    if (found !== undefined || folder === '') return found;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')));
  }
}

function installsOn(locked: LockedPackage, { os, cpu, libc }: Platform): boolean {
  return (
    allows(locked.os, os) &&
    allows(locked.cpu, cpu) &&
    (libc === undefined || allows(locked.libc, libc))
  );
}

/** npm's rule: none of the refused (`!name`), and one of the named, if any is named. */
function allows(list: readonly string[] | undefined, name: string): boolean {
  if (list === undefined || list.length === 0) return true;
  if (list.includes(`!${name}`)) return false;
  const named = list.filter((entry) => !entry.startsWith('!'));
  return named.length === 0 || named.includes(name) || named.includes('any');
}

function nameOf({ os, cpu }: Platform): string {
  return `${os}-${cpu}`;
}
