import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What decides whether Chromium's sandbox can work. */
export interface SandboxFacts {
  readonly platform: NodeJS.Platform;
  readonly asRoot: boolean;
  /** Linux: whether programs without rights of their own may make user namespaces. */
  readonly namespacesRestricted: boolean;
  /** `chrome-sandbox` beside Electron's binary, which is used where namespaces are restricted. */
  readonly helper: string;
  /** Its owner and mode; undefined when it is not there. */
  readonly helperStatus: { readonly uid: number; readonly mode: number } | undefined;
}

/** Whether Chromium's sandbox can work. */
export function hasSandbox(facts: SandboxFacts): boolean {
  const { platform, asRoot, namespacesRestricted, helperStatus } = facts;
  if (platform !== 'linux') return true;
  // Root runs without the sandbox, as Chromium demands it.
  if (asRoot) return false;
  if (!namespacesRestricted) return true;
  // Chromium's own condition: of root, with the bit that runs it as root, executable by all.
  return helperStatus?.uid === 0 && (helperStatus.mode & 0o4001) === 0o4001;
}

/**
 * The command that lets Chromium's sandbox work, where it cannot: Ubuntu since 23.10, and systems that
 * were hardened by hand. Undefined where it works, or where this would not mend it.
 */
export function sandboxRemedy(facts: SandboxFacts): string | undefined {
  const { asRoot, helper, helperStatus } = facts;
  if (asRoot || helperStatus === undefined || hasSandbox(facts)) return undefined;
  const file = `'${helper.replaceAll("'", String.raw`'\''`)}'`;
  return `sudo chown root:root ${file} && sudo chmod 4755 ${file}`;
}

/** @param electron - the path of Electron's binary */
export function readSandboxFacts(electron: string): SandboxFacts {
  const helper = join(dirname(electron), 'chrome-sandbox');
  return {
    platform: process.platform,
    asRoot: process.getuid?.() === 0,
    // The first is Ubuntu's, the second Debian's; with the third anyone can limit or forbid them.
    namespacesRestricted:
      kernelSetting('kernel/apparmor_restrict_unprivileged_userns') === '1' ||
      kernelSetting('kernel/unprivileged_userns_clone') === '0' ||
      kernelSetting('user/max_user_namespaces') === '0',
    helper,
    helperStatus: statSync(helper, { throwIfNoEntry: false }),
  };
}

/** Undefined where the system has no such setting. */
function kernelSetting(name: string): string | undefined {
  try {
    return readFileSync(`/proc/sys/${name}`, 'utf8').trim();
  } catch {
    return undefined;
  }
}
