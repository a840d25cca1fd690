import { isIP } from 'node:net';

/** The panel's own names: what a browser that was sent here by its address puts into `Host`. */
export interface PanelIdentity {
  /** The address listened on. */
  readonly host: string;
  readonly port: number;
}

const WILDCARDS: readonly string[] = ['0.0.0.0', '::'];

/**
 * Whether a `Host` header names this panel. A page on another site can make its own name resolve to
 * this computer (DNS rebinding), but its name stays in the header: only addresses and `localhost`
 * are taken, and, on a panel for a network, any bare address.
 */
export function hostAllowed(header: string | undefined, panel: PanelIdentity): boolean {
  if (header === undefined) return false;
  const { name, port } = splitHost(header.toLowerCase());
  if (port !== String(panel.port) && !(port === '' && panel.port === 80)) return false;
  if (name === panel.host.toLowerCase()) return true;
  if (isLoopbackHost(panel.host)) return isLoopbackHost(name);
  return WILDCARDS.includes(panel.host) && (isIP(name) !== 0 || name === 'localhost');
}

/** Whether an `Origin` header is the panel's own page, as reached under the given `Host`. */
export function originAllowed(origin: string | undefined, host: string | undefined): boolean {
  // Browsers send it with every WebSocket; who sends none is no browser and holds no cookie of one.
  return (
    origin !== undefined &&
    host !== undefined &&
    origin.toLowerCase() === `http://${host.toLowerCase()}`
  );
}

/** Whether an address or name always means this computer. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function splitHost(header: string): { readonly name: string; readonly port: string } {
  const bracketed = /^\[([0-9a-f:.]+)\](?::(\d{1,5}))?$/.exec(header);
  const plain = bracketed ?? /^([^:[\]]+)(?::(\d{1,5}))?$/.exec(header);
  return { name: plain?.[1] ?? '', port: plain?.[2] ?? '' };
}
