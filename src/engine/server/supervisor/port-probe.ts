import { createServer } from 'node:net';
import type { AddressInfo, ListenOptions } from 'node:net';
import { HIGHEST_PORT, isPort, LOOPBACK_HOST } from '../../../shared/endpoint.ts';

const SUGGESTION_ATTEMPTS = 64;

/** @throws RangeError when no port can have this number; 0 stands for any. */
export function checkPortNumber(port: number): void {
  if (!isPort(port, 0)) {
    throw new RangeError(`a port is a whole number from 0 to ${HIGHEST_PORT}, not ${port}`);
  }
}

/** A port that can be listened on, or the system's reason why not. */
export type ProbeResult = { readonly port: number } | { readonly error: NodeJS.ErrnoException };

/**
 * Listens on a port for a moment, exclusively: `SO_REUSEPORT` alone would let two servers share a
 * port without either noticing. Port 0 resolves to one that the system chose.
 */
export function probePort(host: string, port: number): Promise<ProbeResult> {
  return listenBriefly({ host, port, exclusive: true });
}

async function listenBriefly(options: ListenOptions): Promise<ProbeResult> {
  const server = createServer();
  try {
    return await new Promise<ProbeResult>((resolve) => {
      server.once('error', (error) => resolve({ error }));
      server.listen(options, () => {
        resolve({ port: (server.address() as AddressInfo).port });
      });
    });
  } finally {
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
  }
}

/** How a system says that it has no `SO_REUSEPORT` that spreads connections; libuv's word is the first. */
const NO_REUSE_PORT: readonly (string | undefined)[] = ['ENOTSUP', 'ENOPROTOOPT', 'EINVAL'];

/** Whether several threads may listen on one port here, by listening so for a moment. */
export async function probeReusePort(): Promise<boolean> {
  const probed = await listenBriefly({ host: LOOPBACK_HOST, port: 0, reusePort: true });
  // Anything else that is wrong, such as no descriptor left, says nothing about the option.
  return 'port' in probed || !NO_REUSE_PORT.includes(probed.error.code);
}

/** A free port to use instead of `port`: the next higher one that is neither taken nor in `avoid`. */
export async function suggestPort(
  host: string,
  port: number,
  avoid: ReadonlySet<number>,
): Promise<number | undefined> {
  const last = Math.min(HIGHEST_PORT, port + SUGGESTION_ATTEMPTS);
  for (let candidate = port + 1; candidate <= last; candidate++) {
    if (!avoid.has(candidate) && 'port' in (await probePort(host, candidate))) return candidate;
  }
  const anywhere = await probePort(host, 0);
  return 'port' in anywhere ? anywhere.port : undefined;
}
