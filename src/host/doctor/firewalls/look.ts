import { readFileSync } from 'node:fs';
import type { FirewallState } from '../observations.ts';
import { runPowerShell, type RunCommand } from '../run-command.ts';
import { firewalldState } from './firewalld.ts';
import { macosState, SOCKET_FILTER } from './macos.ts';
import { nftablesState } from './nftables.ts';
import type { NftPacket } from './nft-match.ts';
import { ufwState } from './ufw.ts';
import { windowsScript, windowsState } from './windows.ts';

/** What is looked at, and as whom. */
export interface FirewallLook extends NftPacket {
  readonly run: RunCommand;
  readonly platform: NodeJS.Platform;
  /** The executable that listens. */
  readonly program: string;
}

/**
 * The firewalls of this computer that are on, and what they do with a port; none where nothing filters. Of
 * those that make rules for another, only the one that a person would change. Never rejects.
 */
export async function lookAtFirewalls(look: FirewallLook): Promise<readonly FirewallState[]> {
  try {
    const state = await stateOn(look);
    return state === undefined ? [] : [state];
  } catch {
    // An answer in a form that is not known says nothing.
    return [];
  }
}

async function stateOn(look: FirewallLook): Promise<FirewallState | undefined> {
  switch (look.platform) {
    case 'linux':
      return stateOnLinux(look);
    case 'win32': {
      const script = windowsScript(look.port, look.program);
      const { end, stdout } = await runPowerShell(look.run, script);
      return end === 'done' ? windowsState(stdout) : undefined;
    }
    case 'darwin': {
      const ask = async (...args: string[]): Promise<string> =>
        (await look.run(SOCKET_FILTER, args)).stdout;
      const state = await ask('--getglobalstate');
      const blockAll = await ask('--getblockall');
      const app = await ask('--getappblocked', look.program);
      return macosState({ state, blockAll, app }, look.program);
    }
    default:
      return undefined;
  }
}

async function stateOnLinux(look: FirewallLook): Promise<FirewallState | undefined> {
  const { run, port } = look;
  const ufw = await run('ufw', ['status', 'verbose']);
  if (ufw.end === 'done') {
    const state = ufwState(ufw.stdout, port);
    if (state !== undefined) return state;
  }
  // Its status is for root; whether it is on is for everybody.
  if (ufw.end === 'failed' && isUfwOn()) {
    return { firewall: { firewall: 'ufw' }, verdict: 'unknown' };
  }
  if ((await run('firewall-cmd', ['--state'])).end === 'done') {
    const listing = await run('firewall-cmd', ['--list-all']);
    if (listing.end === 'done') return firewalldState(listing.stdout, port);
    return { firewall: { firewall: 'firewalld' }, verdict: 'unknown' };
  }
  const nft = await run('nft', ['--json', 'list', 'ruleset']);
  if (nft.end === 'done') return nftablesState(nft.stdout, look);
  return nft.end === 'failed'
    ? { firewall: { firewall: 'nftables' }, verdict: 'unknown' }
    : undefined;
}

/** As its file says that everybody can read (ufw(8), "FILES"). */
function isUfwOn(): boolean {
  try {
    return /^ENABLED=yes/m.test(readFileSync('/etc/ufw/ufw.conf', 'utf8'));
  } catch {
    return false;
  }
}
