import { isIP } from 'node:net';
import { isLoopback, isWildcard, splitEndpoint } from '../../shared/endpoint.ts';

/** The panel's own names: what a browser that was sent here by its address puts into `Host`. */
export interface PanelNames {
  readonly scheme: 'http' | 'https';
  /** The address listened on. */
  readonly host: string;
  readonly port: number;
}

const DEFAULT_PORTS = { http: '80', https: '443' } as const;

/**
 * Whether a `Host` header names this panel. A page on another site can make its own name resolve to
 * this computer (DNS rebinding), but its name stays in the header: only addresses and `localhost`
 * are taken, and, on a panel for a network, any bare address.
 */
export function hostAllowed(header: string | undefined, panel: PanelNames): boolean {
  if (header === undefined) return false;
  const parts = splitEndpoint(header.toLowerCase());
  // Browsers leave out the scheme's own port.
  if (parts === undefined || (parts.port ?? DEFAULT_PORTS[panel.scheme]) !== String(panel.port))
    return false;
  const { host: name } = parts;
  if (name === panel.host.toLowerCase()) return true;
  if (isLoopback(panel.host)) return isLoopback(name);
  return isWildcard(panel.host) && (isIP(name) !== 0 || name === 'localhost');
}

/** Whether an `Origin` header is the panel's own page, as reached under the given `Host`. */
export function originAllowed(
  origin: string | undefined,
  host: string | undefined,
  scheme: 'http' | 'https',
): boolean {
  // Browsers send it with every WebSocket; who sends none is no browser and holds no cookie of one.
  return (
    origin !== undefined &&
    host !== undefined &&
    origin.toLowerCase() === `${scheme}://${host.toLowerCase()}`
  );
}
