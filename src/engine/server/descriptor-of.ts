import type { Server, Socket } from 'node:net';

/**
 * The descriptor of a socket; -1 where it has none, as on Windows and once it is closed. Node has no public
 * way to it, but has had this one for as long as it has sockets.
 */
export function descriptorOf(endpoint: Server | Socket): number {
  const { _handle: handle } = endpoint as { readonly _handle?: { readonly fd?: number } | null };
  return handle?.fd ?? -1;
}
