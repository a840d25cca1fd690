import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { FailureError } from '../../../shared/failure.ts';

/**
 * What the descriptors of this process are spent on, so that it always has one left to accept with. Where
 * it had none, libuv would accept and close the connection (`uv__emfile_trick`): an ordinary end, which is a
 * whole, empty file in the plain dialect.
 *
 * The system gives out the lowest number that is free. So the number of a new descriptor tells how many are
 * in use, whoever opened them, without anybody counting.
 */
export interface DescriptorBudget {
  /** How many connections may be open unless more are asked for. */
  readonly maxConnections: number;
  /** A connection whose descriptor has this number or a higher one is one too many. */
  readonly connectionCeiling: number;
  /** A file whose descriptor has this number or a higher one is one too many. */
  readonly fileCeiling: number;
}

/** A thread's event loop. */
const PER_THREAD = 5;
/** Between its opening and the look at its number: a connection and a file; and two listings of folders. */
const UNCOUNTED_PER_THREAD = 1 + 1 + 2 * 2;
/** For whatever else is in the process: a panel's connections, for one, or a thread that replaces another. */
const SPARE = 12;
const FEWEST_FOR_CLIENTS = 4;

/**
 * Half of what is left besides the server's own is for connections, a quarter for those that are being
 * refused, and the rest for files; files take what the others leave.
 *
 * @throws FailureError `too-few-descriptors`, where that is too little
 */
export function budgetDescriptors({
  limit,
  open,
  threads,
  ports,
}: {
  readonly limit: number;
  /** In use before the threads are started. */
  readonly open: number;
  readonly threads: number;
  readonly ports: number;
}): DescriptorBudget {
  const own = open + threads * (PER_THREAD + ports);
  const kept = threads * UNCOUNTED_PER_THREAD + SPARE;
  const forClients = limit - own - kept;
  if (forClients < FEWEST_FOR_CLIENTS) {
    const needed = own + kept + FEWEST_FOR_CLIENTS;
    throw new FailureError({
      ...{ code: 'too-few-descriptors', limit, threads },
      ...(Number.isFinite(needed) ? { needed } : {}),
    });
  }
  return {
    maxConnections: Math.floor(forClients / 2),
    connectionCeiling: own + Math.ceil((forClients * 3) / 4),
    fileCeiling: own + forClients,
  };
}

/** How many descriptors are in use now, at least; 0 on Windows, which numbers nothing. */
export function openDescriptors(): number {
  if (process.platform === 'win32') return 0;
  try {
    const next = openSync(devNull, 'r');
    closeSync(next);
    return next;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EMFILE') return Infinity;
    throw error;
  }
}
