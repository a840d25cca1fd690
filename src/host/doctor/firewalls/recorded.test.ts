import { describe, expect, it } from 'vitest';
import { firewalldState } from './firewalld.ts';
import { lookAtFirewalls } from './look.ts';
import { macosState } from './macos.ts';
import { ufwState } from './ufw.ts';
import { windowsScript, windowsState } from './windows.ts';
import type { CommandResult } from '../run-command.ts';

/*
 * These firewalls are not run by any test: what follows was written down after what their programs print, by
 * their manuals and sources.
 */

const UFW = `Status: active
Logging: on (low)
Default: deny (incoming), allow (outgoing), disabled (routed)
New profiles: skip

To                         Action      From
--                         ------      ----
22/tcp                     LIMIT IN    Anywhere
8000:8100/tcp              ALLOW IN    Anywhere
80,443/tcp                 DENY IN     Anywhere
9000                       ALLOW IN    192.168.1.0/24
9001/udp                   ALLOW IN    Anywhere
OpenSSH                    ALLOW IN    Anywhere
8000:8100/tcp (v6)         ALLOW IN    Anywhere (v6)
`;

describe('ufw, as written down', () => {
  it.each([
    [22, 'open'],
    [8080, 'open'],
    [443, 'closed'],
    [9000, 'unknown'],
  ] as const)('port %i is %s', (port, verdict) => {
    expect(ufwState(UFW, port)).toEqual({ firewall: { firewall: 'ufw' }, verdict });
  });

  it('closes all others by default', () => {
    const plain = UFW.replace(/^OpenSSH.*\n/m, '');
    expect(ufwState(plain, 9001)?.verdict).toBe('closed');
    expect(ufwState(plain.replace('deny (incoming)', 'allow (incoming)'), 1)?.verdict).toBe('open');
  });

  it('is off', () => {
    expect(ufwState('Status: inactive\n', 8080)).toBeUndefined();
  });
});

const FIREWALLD = `public (default, active)
  target: default
  ingress-priority: 0
  interfaces: enp1s0
  services: dhcpv6-client mdns ssh
  ports: 8000-8100/tcp 9000/udp
  rich rules: 
`;

describe('firewalld, as written down', () => {
  it.each([
    [8080, 'open'],
    [9000, 'closed'],
  ] as const)('port %i is %s', (port, verdict) => {
    const firewall = { firewall: 'firewalld', zone: 'public' };
    expect(firewalldState(FIREWALLD, port)).toEqual({ firewall, verdict });
  });

  it('lets all in by its target, and by rich rules perhaps', () => {
    expect(firewalldState(FIREWALLD.replace('default\n', 'ACCEPT\n'), 1).verdict).toBe('open');
    const rich = `${FIREWALLD}\trule family="ipv4" port port="1" protocol="tcp" accept\n`;
    expect(firewalldState(rich, 1).verdict).toBe('unknown');
  });
});

describe('Windows Defender Firewall, as written down', () => {
  const on = { enabled: 1, inbound: 0 };
  const profiles = ['Domain', 'Private', 'Public'].map((name) => ({ name, ...on }));
  const answer = (networks: number[], rules: { action: number; profile: number }[]): string =>
    JSON.stringify({ profiles, networks, rules });

  it('is closed in the networks that the computer is in, unless a rule lets in', () => {
    const closed = { firewall: { firewall: 'windows', profiles: ['Private'] }, verdict: 'closed' };
    expect(windowsState(answer([1], []))).toEqual(closed);
    expect(windowsState(answer([1], [{ action: 2, profile: 4 }]))).toEqual(closed);
    expect(windowsState(answer([1], [{ action: 2, profile: 6 }]))?.verdict).toBe('open');
    expect(windowsState(answer([1], [{ action: 2, profile: 0 }]))?.verdict).toBe('open');
  });

  it('lets a rule that blocks come first', () => {
    const rules = [
      { action: 2, profile: 0 },
      { action: 4, profile: 2 },
    ];
    expect(windowsState(answer([1], rules))?.verdict).toBe('closed');
  });

  it('is off', () => {
    const off = profiles.map((profile) => ({ ...profile, enabled: 0 }));
    expect(
      windowsState(JSON.stringify({ profiles: off, networks: [1], rules: [] })),
    ).toBeUndefined();
  });

  it('is asked for a program with a quote in its path', () => {
    expect(windowsScript(8080, "C:\\O'Neil\\node.exe")).toContain("'C:\\O''Neil\\node.exe'");
  });
});

describe('the application firewall of macOS, as written down', () => {
  const program = '/usr/local/bin/node';
  const state = 'Firewall is enabled. (State = 1) \n';
  const blockAll = 'Block all DISABLED! \n';
  const firewall = { firewall: 'macos', program, blocksAll: false };

  it.each([
    [`Incoming connection to the application is permitted \n`, 'open'],
    [`Incoming connection to the application is blocked \n`, 'closed'],
    ['The application is not part of the firewall. \n', 'unknown'],
  ] as const)('%j is %s', (app, verdict) => {
    expect(macosState({ state, blockAll, app }, program)).toEqual({ firewall, verdict });
  });

  it('blocks all', () => {
    const all = { state: 'Firewall is enabled. (State = 2) \n', blockAll, app: '' };
    const blocked = { ...firewall, blocksAll: true };
    expect(macosState(all, program)).toEqual({ firewall: blocked, verdict: 'closed' });
  });

  it('is off', () => {
    const off = { state: 'Firewall is disabled. (State = 0) \n', blockAll, app: '' };
    expect(macosState(off, program)).toBeUndefined();
  });
});

describe('which firewall is looked at', () => {
  const look = { platform: 'linux', program: 'node', port: 8080, ipVersion: 4 } as const;
  const said = (end: CommandResult['end'], stdout = ''): CommandResult => ({ end, stdout });

  it('is the one that a person would change', async () => {
    const answers: Record<string, CommandResult> = {
      ufw: said('done', 'Status: inactive\n'),
      'firewall-cmd': said('done', FIREWALLD),
    };
    const run = (program: string) => Promise.resolve(answers[program] ?? said('missing'));
    expect(await lookAtFirewalls({ ...look, run })).toMatchObject([
      { firewall: { firewall: 'firewalld' }, verdict: 'open' },
    ]);
  });

  it('is one whose rules are for root, without a verdict', async () => {
    const run = (program: string) =>
      Promise.resolve(said(program === 'nft' ? 'failed' : 'missing'));
    expect(await lookAtFirewalls({ ...look, run })).toEqual([
      { firewall: { firewall: 'nftables' }, verdict: 'unknown' },
    ]);
  });

  it('is none where there is none, or where its answer is not understood', async () => {
    const none = () => Promise.resolve(said('missing'));
    expect(await lookAtFirewalls({ ...look, run: none })).toEqual([]);
    const odd = (program: string) =>
      Promise.resolve(said(program === 'nft' ? 'done' : 'missing', '?'));
    expect(await lookAtFirewalls({ ...look, run: odd })).toEqual([]);
  });
});
