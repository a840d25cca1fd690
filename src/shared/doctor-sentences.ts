import type { Finding, Firewall, Stranger } from './contract-doctor.ts';
import { ENGLISH_FINDINGS } from './locales/english-findings.ts';
import type { SayFindings } from './locales/say.ts';
import { asReason } from './sentence.ts';

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

export function findingText(finding: Finding, say: SayFindings = ENGLISH_FINDINGS): FindingText {
  const { doctor: t } = say;
  switch (finding.code) {
    case 'reached': {
      const { address } = finding;
      return finding.encrypted
        ? { what: t('reached.whatEncrypted', { address }), advice: t('reached.adviceEncrypted') }
        : { what: t('reached.what', { address }), advice: '' };
    }
    case 'name-not-found': {
      const text = finding.temporary ? 'lookupFailed' : 'nameNotFound';
      return { what: t(`${text}.what`, { host: finding.host }), advice: t(`${text}.advice`) };
    }
    case 'no-route': {
      const text = finding.where === 'here' ? 'noRouteHere' : 'noRouteThere';
      return { what: t(`${text}.what`, { address: finding.address }), advice: t(`${text}.advice`) };
    }
    case 'refused':
      return {
        what: t('refused.what', { address: finding.address }),
        advice: t('refused.advice'),
      };
    case 'dropped': {
      const { address, timeoutMs } = finding;
      return {
        what: t('dropped.what', { address, seconds: timeoutMs / 1000 }),
        advice: t('dropped.advice'),
        command: 'fifolio doctor',
      };
    }
    case 'not-allowed':
      return {
        what: t('notAllowed.what', { address: finding.address }),
        advice: t('notAllowed.advice'),
      };
    case 'failed': {
      const { address, detail } = finding;
      return {
        what: t('failed.what', { address, detail: asReason(detail) }),
        advice: t('failed.advice'),
      };
    }
    case 'not-listening':
      return {
        what: t('notListening.what', { port: String(finding.port) }),
        advice: t('notListening.advice'),
      };
    case 'loopback-only':
      return {
        what: t('loopbackOnly.what', { port: String(finding.port) }),
        advice: t('loopbackOnly.advice'),
      };
    case 'other-program': {
      const { owner } = finding;
      const values = { port: String(finding.port), stranger: strangerText(finding.stranger, say) };
      return {
        what:
          owner === undefined
            ? t('otherProgram.what', values)
            : t('otherProgram.whatWithOwner', {
                ...values,
                program: owner.program,
                pid: String(owner.pid),
              }),
        advice: t('otherProgram.advice'),
      };
    }
    case 'other-server': {
      const { address, stranger } = finding;
      return {
        what: t('otherServer.what', { address, stranger: strangerText(stranger, say) }),
        advice: t('otherServer.advice'),
      };
    }
    case 'no-network':
      return { what: t('noNetwork.what'), advice: t('noNetwork.advice') };
    case 'no-firewall':
      return {
        what: t('noFirewall.what', { port: String(finding.port) }),
        advice: t('noFirewall.advice'),
      };
    case 'firewall':
      return firewallText(finding, say);
  }
}

function strangerText({ kind, words }: Stranger, { doctor: t }: SayFindings): string {
  const stranger = t(`strangers.${kind}`);
  return words === undefined ? stranger : t('strangerWithWords', { stranger, words });
}

function firewallText(
  finding: Extract<Finding, { readonly code: 'firewall' }>,
  say: SayFindings,
): FindingText {
  const { doctor: t } = say;
  const { firewall: found, verdict } = finding;
  const port = String(finding.port);
  const firewall = t(`firewalls.${found.firewall}`);
  if (verdict === 'open') {
    return { what: t('firewall.open', { firewall, port }), advice: t('firewallAdvice.open') };
  }
  const { advice, command } = opening(found, finding.port, say);
  if (verdict === 'closed') {
    return { what: t('firewall.closed', { firewall, port }), advice, command };
  }
  const isUnread = found.firewall !== 'macos' && !hasRules(found);
  return isUnread
    ? {
        what: t('firewall.rulesUnread', { firewall }),
        advice: t('firewallAdvice.rulesUnread', { opening: advice }),
        command,
      }
    : {
        what: t('firewall.dependsOnMore', { firewall }),
        advice: t('firewallAdvice.dependsOnMore', { port, opening: advice }),
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
  { doctor: t }: SayFindings,
): { readonly advice: string; readonly command: string } {
  switch (firewall.firewall) {
    case 'ufw':
      return { advice: t('openPort.plain'), command: `sudo ufw allow ${port}/tcp` };
    case 'firewalld':
      return {
        advice: t('openPort.plain'),
        command: `sudo firewall-cmd --permanent --add-port=${port}/tcp && sudo firewall-cmd --reload`,
      };
    case 'nftables': {
      const { family, table, chain } = firewall.chain ?? {
        family: 'inet',
        table: 'filter',
        chain: 'input',
      };
      return {
        advice: t('openPort.nftables'),
        command: `sudo nft insert rule ${family} ${table} ${chain} tcp dport ${port} accept`,
      };
    }
    case 'windows':
      return {
        advice: t('openPort.windows'),
        command: `New-NetFirewallRule -DisplayName "Fifolio ${port}" -Direction Inbound -Action Allow -Protocol TCP -LocalPort ${port} -Profile ${firewall.profiles.join(',')}`,
      };
    case 'macos':
      return firewall.blocksAll
        ? {
            advice: t('openPort.macosBlocksAll'),
            command: 'sudo /usr/libexec/ApplicationFirewall/socketfilterfw --setblockall off',
          }
        : {
            advice: t('openPort.macos'),
            command: `sudo /usr/libexec/ApplicationFirewall/socketfilterfw --add '${firewall.program}' --unblockapp '${firewall.program}'`,
          };
  }
}
