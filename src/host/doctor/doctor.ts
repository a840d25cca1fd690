import type { DoctorReport } from '../../shared/contract-doctor.ts';
import type { Address } from '../../shared/contract-server.ts';
import { type Endpoint, formatEndpoint, isLoopback, LOOPBACK_HOST } from '../../shared/endpoint.ts';
import { listAddresses } from '../server/lan-addresses.ts';
import { findingsOf } from './find.ts';
import { lookAtFirewalls } from './firewalls/look.ts';
import type { OwnObservations } from './observations.ts';
import { portOwner } from './port-owner.ts';
import { reach } from './reach.ts';
import { runCommand } from './run-command.ts';

/** Why a server cannot be reached from here, or that it can. Never rejects. */
export async function examine(target: Endpoint): Promise<DoctorReport> {
  return examineFrom(await listAddresses(), target);
}

async function examineFrom(addresses: readonly Address[], target: Endpoint): Promise<DoctorReport> {
  const isOwn = isLoopback(target.host) || addresses.some(({ host }) => host === target.host);
  const [seen, own] = await Promise.all([
    reach(target),
    isOwn ? lookAtHome(target) : Promise.resolve(undefined),
  ]);
  return { address: formatEndpoint(target), findings: findingsOf({ target, ...seen, own }) };
}

/**
 * Whether others can reach a port of this computer, as far as can be seen from inside: at the address that is
 * the most useful to them.
 */
export async function examinePort(port: number): Promise<DoctorReport> {
  const addresses = await listAddresses();
  const outward = addresses.filter(({ kind }) => kind !== 'loopback');
  const best = outward.find(({ host }) => !host.includes(':')) ?? outward[0];
  if (best !== undefined) return examineFrom(addresses, { host: best.host, port });
  const report = await examineFrom(addresses, { host: LOOPBACK_HOST, port });
  return { ...report, findings: [{ code: 'no-network' }, ...report.findings] };
}

async function lookAtHome({ host, port }: Endpoint): Promise<OwnObservations> {
  const { platform, execPath: program } = process;
  const ipVersion = host.includes(':') ? 6 : 4;
  const [loopback, owner, firewalls] = await Promise.all([
    reach({ host: LOOPBACK_HOST, port }),
    portOwner(port, { platform, run: runCommand }),
    isLoopback(host)
      ? Promise.resolve([])
      : lookAtFirewalls({ run: runCommand, platform, program, port, ipVersion }),
  ]);
  return {
    loopbackGreeting: loopback.greeting,
    owner,
    firewalls,
  };
}
