import type { FirewallState } from '../observations.ts';

/**
 * What ufw does with a port. `undefined` when it is off.
 *
 * @param status the output of `ufw status verbose`, in English
 */
export function ufwState(status: string, port: number): FirewallState | undefined {
  if (!/^Status: active$/m.test(status)) return undefined;
  const firewall = { firewall: 'ufw' } as const;
  const isOpenByDefault = /^Default: allow \(incoming\)/m.test(status);
  // The first rule that matches counts.
  for (const line of status.split('\n')) {
    const [, to, action, from] = /^(\S.*?) {2,}(ALLOW|LIMIT|DENY|REJECT)(?: IN)? {2,}(\S.*?)\s*$/.exec(line) ?? []; // prettier-ignore
    if (to === undefined || to.includes('(v6)')) continue;
    const concerns = isFor(to, port);
    if (concerns === false) continue;
    const isCertain = concerns === true && from === 'Anywhere';
    if (!isCertain) return { firewall, verdict: 'unknown' };
    return { firewall, verdict: action === 'ALLOW' || action === 'LIMIT' ? 'open' : 'closed' };
  }
  return { firewall, verdict: isOpenByDefault ? 'open' : 'closed' };
}

/** `8080`, `8080/tcp`, `8000:8100/tcp`, `80,443/tcp`, `Anywhere`; `undefined` for the name of an application. */
function isFor(to: string, port: number): boolean | undefined {
  if (to === 'Anywhere') return true;
  const [, ports, protocol] = /^([\d:,]+)(?:\/(\w+))?$/.exec(to) ?? [];
  if (ports === undefined) return undefined;
  if (protocol === 'udp') return false;
  return ports.split(',').some((range) => {
    const [lowest, highest = lowest] = range.split(':').map(Number);
    return lowest! <= port && port <= highest!;
  });
}
