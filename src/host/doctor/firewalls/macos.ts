import type { FirewallState } from '../observations.ts';

/** Where macOS keeps the command of its application firewall. */
export const SOCKET_FILTER = '/usr/libexec/ApplicationFirewall/socketfilterfw';

/**
 * What the application firewall of macOS does with connections to a program. `undefined` when it is off.
 *
 * @param answers the outputs of `--getglobalstate`, `--getblockall` and `--getappblocked PROGRAM`
 */
export function macosState(
  answers: { readonly state: string; readonly blockAll: string; readonly app: string },
  program: string,
): FirewallState | undefined {
  if (!/State = [12]/.test(answers.state)) return undefined;
  const blocksAll = /State = 2/.test(answers.state) || /block all.*(enabled|ENABLED)/i.test(answers.blockAll); // prettier-ignore
  const firewall = { firewall: 'macos', program, blocksAll } as const;
  if (blocksAll) return { firewall, verdict: 'closed' };
  if (/is permitted|are permitted/i.test(answers.app)) return { firewall, verdict: 'open' };
  if (/is blocked|are blocked/i.test(answers.app)) return { firewall, verdict: 'closed' };
  // In no list: a person is asked when somebody connects, and signed programs are let in.
  return { firewall, verdict: 'unknown' };
}
