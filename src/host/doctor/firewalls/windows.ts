import type { FirewallState } from '../observations.ts';

/**
 * Asks Windows Defender Firewall for its profiles, for those of the networks that the computer is in, and for
 * the rules that let TCP in to a port or to the program itself. The answer is JSON, as words are translated.
 */
export function windowsScript(port: number, program: string): string {
  const quoted = `'${program.replaceAll("'", "''")}'`;
  return [
    "$ErrorActionPreference = 'SilentlyContinue'",
    '$profiles = @(Get-NetFirewallProfile | ForEach-Object { @{ name = $_.Name; enabled = [int]$_.Enabled; inbound = [int]$_.DefaultInboundAction } })',
    '$networks = @(Get-NetConnectionProfile | ForEach-Object { [int]$_.NetworkCategory })',
    `$ports = @(Get-NetFirewallPortFilter -Protocol TCP | Where-Object { $_.LocalPort -contains '${port}' } | Get-NetFirewallRule)`,
    `$programs = @(Get-NetFirewallApplicationFilter -Program ${quoted} | Get-NetFirewallRule)`,
    '$rules = @($ports + $programs | Where-Object { $_.Direction -eq 1 -and $_.Enabled -eq 1 } | ForEach-Object { @{ action = [int]$_.Action; profile = [int]$_.Profile } })',
    'ConvertTo-Json -Compress -Depth 4 @{ profiles = $profiles; networks = $networks; rules = $rules }',
  ].join('; ');
}

interface Answer {
  /** `enabled`: 1 for on. `inbound`, the default action: 2 allow, 4 block, 0 not configured, which blocks. */
  readonly profiles: readonly { name: string; enabled: number; inbound: number }[];
  /** 0 public, 1 private, 2 domain. */
  readonly networks: readonly number[];
  /** `action`: 2 allow, 4 block. `profile`: a sum of 1 domain, 2 private, 4 public; 0 is any. */
  readonly rules: readonly { action: number; profile: number }[];
}

const NETWORKS = [
  { name: 'Public', bit: 4 },
  { name: 'Private', bit: 2 },
  { name: 'Domain', bit: 1 },
] as const;

/**
 * What Windows Defender Firewall does with a port, in the networks that this computer is in. `undefined`
 * when it is off there. A rule that blocks comes before one that allows.
 *
 * @param answer the output of {@link windowsScript}
 * @throws Error for what is no such output
 */
export function windowsState(answer: string): FirewallState | undefined {
  const { profiles, networks, rules } = JSON.parse(answer) as Answer;
  const used = NETWORKS.filter((_, index) => networks.length === 0 || networks.includes(index));
  const on = used.filter(({ name }) => {
    const profile = profiles.find((each) => each.name === name);
    return profile?.enabled === 1 && profile.inbound !== 2;
  });
  if (on.length === 0) return undefined;
  const closed = on.filter(({ bit }) => {
    const here = rules.filter(({ profile }) => profile === 0 || (profile & bit) !== 0);
    return here.some(({ action }) => action === 4) || !here.some(({ action }) => action === 2);
  });
  const shown = closed.length > 0 ? closed : on;
  return {
    firewall: { firewall: 'windows', profiles: shown.map(({ name }) => name) },
    verdict: closed.length > 0 ? 'closed' : 'open',
  };
}
