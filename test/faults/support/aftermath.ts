import { WireClient, checksumOf } from '../../../harness/wire-client.ts';
import { USAGE_IS_KNOWN, openDescriptors, residentBytes } from '../../../harness/process-usage.ts';
import { eventually, promised } from './loss.ts';
import type { ServedFolder } from './served-folder.ts';

/** What a server occupies; `undefined` where the system does not tell. */
export interface Footprint {
  readonly residentBytes: number;
  readonly descriptors: number;
}

const MIB = 1 << 20;
/**
 * What the server may have grown by after all rounds of a fault. Freed memory goes back to the system late
 * and in part: 5,000 connections, opened and ended again and again, leave it 105 MiB larger from the eighth
 * time on, and no larger after that.
 */
const TOLERATED_GROWTH_BYTES = 128 * MIB;
const SETTLED_SAMPLES = 10;

/** The footprint of a server at rest, once its descriptors do not change any more. */
export async function footprintOf(pid: number): Promise<Footprint | undefined> {
  if (!USAGE_IS_KNOWN) return undefined;
  let descriptors = -1;
  for (let same = 0; same < SETTLED_SAMPLES;) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    const now = openDescriptors(pid);
    same = now === descriptors ? same + 1 : 0;
    descriptors = now;
  }
  return { residentBytes: residentBytes(pid), descriptors };
}

/**
 * After a fault: nobody else is connected, nothing is held for anybody, descriptors are as many as before,
 * and a file is fetched as it is.
 *
 * @throws LossError
 */
export async function requireRecovered(
  server: { readonly port: number; readonly pid: number },
  served: ServedFolder,
  expected: {
    readonly name: string;
    readonly before: Footprint | undefined;
    readonly patienceMs?: number | undefined;
  },
): Promise<void> {
  const { name, before, patienceMs } = expected;
  // The server may not have seen yet that a crowd has left.
  const client = await eventually(
    () => tryToGreet(server.port),
    (greeted) => greeted !== undefined,
    () => 'afterwards, nobody is let in',
    patienceMs,
  );
  try {
    const { header, body, closing } = await client.get(name);
    promised(served.latest(name).equals(body), `afterwards, ${name} has other bytes`);
    promised(closing['crc32'] === checksumOf(body), `afterwards, ${name} has another checksum`);
    promised(header['size'] === body.length, `afterwards, ${name} has another size`);
    await eventually(
      () => client.askFor({ op: 'stats' }),
      ({ counters, transfers }) =>
        (counters as { connectionsOpen: number }).connectionsOpen === 1 &&
        (transfers as unknown[]).length === 0,
      ({ counters, transfers }) =>
        `afterwards remain ${(counters as { connectionsOpen: number }).connectionsOpen - 1} connections, ${(transfers as unknown[]).length} transfers`,
      patienceMs,
    );
    await eventually(
      async () =>
        ((await client.askFor({ op: 'stats' }))['cache'] as { heldBytes: number }).heldBytes,
      (heldBytes) => heldBytes === 0,
      (heldBytes) => `afterwards, ${heldBytes} bytes of evicted files are still held`,
      patienceMs,
    );
  } finally {
    client.close();
  }
  if (before === undefined) return;
  await eventually(
    () => openDescriptors(server.pid),
    (descriptors) => descriptors === before.descriptors,
    (descriptors) => `afterwards, ${descriptors} descriptors are open, not ${before.descriptors}`,
    patienceMs,
  );
}

/** A connection that was greeted; `undefined` if it was refused. */
export async function tryToGreet(port: number): Promise<WireClient | undefined> {
  const client = await WireClient.connect(port).catch(() => undefined);
  const answer = await client?.askFor({ op: 'hello' }).catch(() => undefined);
  if (answer?.['ok'] === true) return client;
  client?.close();
  return undefined;
}

/**
 * Waits until the server's memory is near to where it was.
 *
 * @returns what it is then
 * @throws LossError if it stays above the tolerated growth
 */
export async function requireMemoryBack(pid: number, before: Footprint): Promise<number> {
  return eventually(
    () => residentBytes(pid),
    (now) => now <= before.residentBytes + TOLERATED_GROWTH_BYTES,
    (now) =>
      `memory grew from ${Math.round(before.residentBytes / MIB)} to ${Math.round(now / MIB)} MiB`,
  );
}
