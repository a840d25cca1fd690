import type { HttpFields } from './request-head.ts';

/**
 * Whether a form may have come from a page of this server, or from no page at all. What another site has a
 * browser send says so in one of these fields: `Sec-Fetch-Site` (Fetch Metadata, section 2.3) where the
 * connection is trustworthy, and `Origin` (RFC 6454, section 7) everywhere.
 *
 * @param authority as the client calls this server
 */
export function isOwnForm(fields: HttpFields, authority: string | undefined): boolean {
  const site = fields.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = fields.get('origin');
  if (origin === undefined) return true;
  return origin.replace(/^https?:\/\//, '').toLowerCase() === authority?.toLowerCase();
}
