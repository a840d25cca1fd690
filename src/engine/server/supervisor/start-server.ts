import { availableParallelism } from 'node:os';
import {
  DEFAULT_LIMITS,
  MOST_CONNECTIONS,
  MOST_CONNECTIONS_PER_ADDRESS,
} from '../../../shared/server-values.ts';
import { MAX_CACHE_CAPACITY } from '../../../shared/units.ts';
import { resolveDirectory } from '../../files/folder-set.ts';
import { type AcceptingSystem, findAccepting, PORT_PER_THREAD } from './accepting.ts';
import { budgetDescriptors, openDescriptors } from './descriptor-budget.ts';
import { descriptorLimit } from './descriptor-limit.ts';
import { createRateMemory } from '../../rate/rate-limit.ts';
import { ADDRESS_BUCKETS } from '../address-table.ts';
import type { RateOptions, ServerHandle, ServerLimits, ServerOptions } from '../server-handle.ts';
import type { RateSetup } from '../thread-messages.ts';
import { checkPortNumber } from './port-probe.ts';
import { SharedAccess } from './shared-access.ts';
import { SharedTls } from './shared-tls.ts';
import { Supervisor } from './supervisor.ts';

const MAX_THREADS = 64;

/**
 * Starts a file server: its threads, its cache and its ports. Resolves when every port is either
 * listening or known to have failed (`status().ports` says which and why); the server runs even when
 * none could be had, so that its owner can offer another.
 *
 * @param system how threads accept; default: the best that this system has
 * @throws RangeError for an option out of its bounds; FailureError `unusable-access-code`.
 * @throws FailureError when this computer has not enough of what a server needs, or for a descriptor
 *   that is no listening TCP socket.
 * @throws FailureError when a folder is missing, not one or unreadable, or names of several are impossible.
 */
export async function startServer(
  options: ServerOptions,
  system?: AcceptingSystem,
): Promise<ServerHandle> {
  const threads = checkRange(
    'threads',
    options.threads ?? Math.min(MAX_THREADS, Math.max(2, availableParallelism())),
    [1, MAX_THREADS],
  );
  const cacheCapacityBytes = checkRange(
    'cacheCapacityBytes',
    options.cacheCapacityBytes ?? MAX_CACHE_CAPACITY,
    [0, MAX_CACHE_CAPACITY],
  );
  const descriptors = budgetDescriptors({
    limit: descriptorLimit(),
    open: openDescriptors(),
    threads,
    ports: options.ports.length,
  });
  const maxConnections = Math.min(DEFAULT_LIMITS.maxConnections, descriptors.maxConnections);
  const limits: ServerLimits = { ...DEFAULT_LIMITS, maxConnections, ...options.limits };
  checkRange('maxConnections', limits.maxConnections, [1, MOST_CONNECTIONS]);
  checkRange('maxConnectionsPerAddress', limits.maxConnectionsPerAddress, [
    1,
    MOST_CONNECTIONS_PER_ADDRESS,
  ]);
  checkRange('requestTimeoutMs', limits.requestTimeoutMs, [1, 2 ** 31 - 1]);
  checkRange('idleTimeoutMs', limits.idleTimeoutMs, [1, 2 ** 31 - 1]);

  for (const { port } of options.ports) checkPortNumber(port);
  const rates = shareRates(options.rates);

  const access = await SharedAccess.create(options.access);
  const given = options.descriptors ?? [];
  const directory = resolveDirectory(options.directory);
  const supervisor = new Supervisor({
    directory,
    threads,
    cacheCapacityBytes,
    limits,
    share: { hidden: false, exclude: [], ...options.share },
    http: { allowHosts: [], metrics: false, ...options.http },
    rates,
    access,
    tls: options.tls && new SharedTls(options.tls),
    hasLaboratory: options.laboratory === true && cacheCapacityBytes > 0,
    record: options.record,
    descriptors,
    system: given.length > 0 ? PORT_PER_THREAD : (system ?? (await findAccepting())),
  });
  await supervisor.start();
  for (const fd of given) {
    await supervisor.adoptDescriptor(fd).catch(async (error: unknown) => {
      await supervisor.stop({ graceMs: 0 });
      throw error;
    });
  }
  // One after the other: a suggestion for one port must know which ports the others take.
  for (const request of options.ports) await supervisor.addPort(request);
  return supervisor;
}

function shareRates({ all, perClient }: RateOptions = {}): RateSetup | undefined {
  if (all === undefined && perClient === undefined) return undefined;
  return {
    all: all === undefined ? undefined : createRateMemory(all),
    perClient: perClient === undefined ? undefined : createRateMemory(perClient, ADDRESS_BUCKETS),
  };
}

function checkRange(name: string, value: number, [least, most]: [number, number]): number {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(`${name} must be a whole number from ${least} to ${most}, not ${value}`);
  }
  return value;
}
