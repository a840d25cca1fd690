import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** The cookie that a browser holds instead of the token's address. */
const COOKIE_PREFIX = 'fifolio_panel_';

/** A token that a person gives must be at least this long. */
export const MIN_TOKEN_LENGTH = 16;

/** Whether a text can be a token: long enough, and fit for an address and a cookie. */
export function isToken(text: string): boolean {
  return text.length >= MIN_TOKEN_LENGTH && /^[\w.~-]+$/.test(text);
}

/** 256 random bits, fit for an address. */
export function createToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Whether what somebody presents is the token; takes as long for a near miss as for any other. */
export function tokenMatches(token: string, presented: string | undefined): boolean {
  if (presented === undefined) return false;
  // Digests have one length, which the comparison needs, and hide where the difference is.
  return timingSafeEqual(digest(token), digest(presented));
}

/** Browsers keep cookies by host and not by port: each panel needs a name of its own. */
export function cookieName(port: number): string {
  return `${COOKIE_PREFIX}${port}`;
}

/** The `Set-Cookie` value. It ends with the browser; no script can read it; no other site can send it. */
export function cookieFor(
  token: string,
  { port, scheme }: { readonly port: number; readonly scheme: 'http' | 'https' },
): string {
  const secure = scheme === 'https' ? '; Secure' : '';
  return `${cookieName(port)}=${token}; HttpOnly; SameSite=Strict; Path=/${secure}`;
}

/** A cookie's value out of a `Cookie` header. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const equals = part.indexOf('=');
    if (equals > 0 && part.slice(0, equals).trim() === name) return part.slice(equals + 1).trim();
  }
  return undefined;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
