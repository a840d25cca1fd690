import type { FirewallState } from '../observations.ts';

/**
 * What the zone of firewalld that networks are in by default does with a port.
 *
 * @param listing the output of `firewall-cmd --list-all`
 */
export function firewalldState(listing: string, port: number): FirewallState {
  const zone = /^(\S+)/.exec(listing)?.[1];
  const firewall = { firewall: 'firewalld', ...(zone === undefined ? {} : { zone }) } as const;
  const field = (name: string): string =>
    new RegExp(`^ *${name}: *(.*)$`, 'm').exec(listing)?.[1]?.trim() ?? '';
  const isOpen =
    field('target') === 'ACCEPT' ||
    field('ports')
      .split(' ')
      .some((range) => holds(range, port));
  if (isOpen) return { firewall, verdict: 'open' };
  const hasMore = /^ *rich rules: *\n[ \t]+\S/m.test(listing);
  return { firewall, verdict: hasMore ? 'unknown' : 'closed' };
}

/** `8080/tcp`, `1025-65535/tcp` */
function holds(range: string, port: number): boolean {
  const [, lowest, highest = lowest] = /^(\d+)(?:-(\d+))?\/tcp$/.exec(range) ?? [];
  return lowest !== undefined && Number(lowest) <= port && port <= Number(highest);
}
