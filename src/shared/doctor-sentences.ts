import type { Finding, Firewall, Stranger } from './contract-doctor.ts';
import { asSentence } from './sentence.ts';

/** A finding for a person. Names are in it as they came. */
export interface FindingText {
  /** What was found: one sentence. */
  readonly what: string;
  /** What to do: sentences, or ''. */
  readonly advice: string;
  /** What to type for it into a terminal of the computer that serves. */
  readonly command?: string;
}

const TONES = { open: 'good', unknown: 'perhaps', closed: 'bad' } as const;

/** Whether a finding stands in the way, may do so, or is as it should be. */
export function findingTone(finding: Finding): 'good' | 'perhaps' | 'bad' {
  switch (finding.code) {
    case 'reached':
    case 'no-firewall':
      return 'good';
    case 'firewall':
      return TONES[finding.verdict];
    default:
      return 'bad';
  }
}

export function findingText(finding: Finding): FindingText {
  switch (finding.code) {
    case 'reached':
      return {
        what: `A file server answers at ${finding.address}${finding.encrypted ? ', encrypted' : ''}.`,
        advice: finding.encrypted ? 'Connect with encryption (--tls).' : '',
      };
    case 'name-not-found':
      return finding.temporary
        ? {
            what: `The name ${finding.host} could not be looked up: no name server answered.`,
            advice: 'Check the network, or use the IP address.',
          }
        : {
            what: `There is no computer called ${finding.host}.`,
            advice: 'Check the spelling, or use the IP address.',
          };
    case 'no-route':
      return finding.where === 'here'
        ? {
            what: `This computer has no route to ${finding.address}.`,
            advice: 'Check that it is connected to a network from which that address is reached.',
          }
        : {
            what: `No computer answers to the address of ${finding.address}.`,
            advice:
              'Check the address, that the computer is on, and that both are in the same network. A firewall may answer so, too.',
          };
    case 'refused':
      return {
        what: `The computer of ${finding.address} is there and refuses the connection: nothing listens on that port for others.`,
        advice:
          'Check the port. If the server is running, it may be open to its own computer only: there, choose "My network", or start it with --host 0.0.0.0.',
      };
    case 'dropped':
      return {
        what: `Nothing came back from ${finding.address} within ${finding.timeoutMs / 1000} s, as when a firewall drops what arrives.`,
        advice:
          'On the computer that serves, run this, which names its firewall and how to open the port. If that is in order, check that it is on, and any firewall in between.',
        command: 'fifolio doctor',
      };
    case 'not-allowed':
      return {
        what: `The system of this computer does not let the connection to ${finding.address} out.`,
        advice: 'Check the outgoing rules of its firewall.',
      };
    case 'failed':
      return {
        what: asSentence(`The connection to ${finding.address} failed: ${finding.detail}`),
        advice: 'Try again.',
      };
    case 'not-listening':
      return {
        what: `Nothing on this computer listens on port ${finding.port}.`,
        advice: 'Start the server, or check the port.',
      };
    case 'loopback-only':
      return {
        what: `The server on port ${finding.port} is open to this computer only.`,
        advice: 'Choose "My network", or start it with --host 0.0.0.0.',
      };
    case 'other-program': {
      const { port, stranger, owner } = finding;
      const by = owner === undefined ? '' : ` (${owner.program}, process ${owner.pid})`;
      return {
        what: `Another program has port ${port} of this computer${by}: ${strangerText(stranger)}.`,
        advice: 'End it, or serve on another port.',
      };
    }
    case 'other-server':
      return {
        what: `What answers at ${finding.address} is no file server of this kind: ${strangerText(finding.stranger)}.`,
        advice: 'Check the port.',
      };
    case 'no-network':
      return {
        what: 'This computer is in no network.',
        advice: 'Connect it to the one that the others are in.',
      };
    case 'no-firewall':
      return {
        what: `No firewall of this computer was found to keep others from port ${finding.port}.`,
        advice: 'If they cannot reach it, check the router or firewall in between.',
      };
    case 'firewall':
      return firewallText(finding);
  }
}

const KINDS: Readonly<Record<Stranger['kind'], string>> = {
  http: 'it is a web server',
  ssh: 'it is an SSH server',
  ftp: 'it is an FTP server',
  smtp: 'it is a mail server',
  mail: 'it is a mail server',
  vnc: 'it shares a screen (VNC)',
  tls: 'it speaks TLS, and no file server is inside',
  unknown: 'it said something else',
  silent: 'it took the connection and said nothing',
  closed: 'it took the connection and closed it without a word',
};

function strangerText({ kind, words }: Stranger): string {
  return words === undefined ? KINDS[kind] : `${KINDS[kind]}, "${words}"`;
}

const FIREWALLS: Readonly<Record<Firewall['firewall'], string>> = {
  ufw: 'ufw',
  firewalld: 'firewalld',
  nftables: 'nftables',
  windows: 'Windows Defender Firewall',
  macos: 'The firewall of macOS',
};

function firewallText({
  port,
  firewall,
  verdict,
}: Extract<Finding, { readonly code: 'firewall' }>): FindingText {
  const name = `${FIREWALLS[firewall.firewall]} is on`;
  if (verdict === 'open') {
    const what = `${name} and lets others in to port ${port}.`;
    const advice = 'If they cannot reach it, check the router or firewall in between.';
    return { what, advice };
  }
  const { advice, command } = opening(firewall, port);
  if (verdict === 'closed') {
    return { what: `${name} and keeps others from port ${port}.`, advice, command };
  }
  const isUnread = firewall.firewall !== 'macos' && !hasRules(firewall);
  return {
    what: `${name}, and ${isUnread ? 'its rules could not be read' : 'it depends on more than the port whom it lets in'}.`,
    advice: isUnread
      ? `As administrator, this command says more. ${advice}`
      : `If others cannot reach port ${port}: ${advice}`,
    command,
  };
}

function hasRules(firewall: Firewall): boolean {
  return firewall.firewall === 'nftables'
    ? firewall.chain !== undefined
    : firewall.firewall === 'firewalld' && firewall.zone !== undefined;
}

/** How a port is opened: what to do, and the command. */
function opening(
  firewall: Firewall,
  port: number,
): { readonly advice: string; readonly command: string } {
  const open = 'Open the port:';
  switch (firewall.firewall) {
    case 'ufw':
      return { advice: open, command: `sudo ufw allow ${port}/tcp` };
    case 'firewalld':
      return {
        advice: open,
        command: `sudo firewall-cmd --permanent --add-port=${port}/tcp && sudo firewall-cmd --reload`,
      };
    case 'nftables': {
      const { family, table, chain } = firewall.chain ?? {
        family: 'inet',
        table: 'filter',
        chain: 'input',
      };
      return {
        advice: `${open} put the rule into /etc/nftables.conf as well, or it is gone after a restart.`,
        command: `sudo nft insert rule ${family} ${table} ${chain} tcp dport ${port} accept`,
      };
    }
    case 'windows':
      return {
        advice: `Open the port in a PowerShell of an administrator:`,
        command: `New-NetFirewallRule -DisplayName "Fifolio ${port}" -Direction Inbound -Action Allow -Protocol TCP -LocalPort ${port} -Profile ${firewall.profiles.join(',')}`,
      };
    case 'macos':
      return firewall.blocksAll
        ? {
            advice:
              'Allow incoming connections in System Settings, Network, Firewall, Options, or so:',
            command: 'sudo /usr/libexec/ApplicationFirewall/socketfilterfw --setblockall off',
          }
        : {
            advice: 'Allow it in System Settings, Network, Firewall, Options, or so:',
            command: `sudo /usr/libexec/ApplicationFirewall/socketfilterfw --add '${firewall.program}' --unblockapp '${firewall.program}'`,
          };
  }
}
