import { createHmac, timingSafeEqual } from 'node:crypto';
import type { EpochMilliseconds } from '../../shared/units.ts';

/** How long a browser stays signed in. */
export const SESSION_SECONDS = 12 * 60 * 60;

const NAME_BYTES = 6;
const VALUE = /^([0-9a-z]{1,10})\.([A-Za-z0-9_-]{43})$/;
/** How far ahead of ours the clock of a server that signed a cookie may be. */
const CLOCK_SKEW_SECONDS = 300;

/**
 * The cookie of those who have signed in (RFC 6265): its end, in seconds since 1970 in base 36, and an
 * HMAC-SHA-256. Nothing of it is kept, so it cannot be taken back but by another code.
 */
export class SessionCookie {
  readonly #key: Uint8Array;
  readonly #name: string;
  readonly #attributes: string;

  /**
   * Cookies are not kept apart by port (RFC 6265, section 8.5): servers with different codes on one
   * computer need different names. So do a port's two schemes, or one that was set under TLS would keep
   * the other from being set (RFC 6265bis, section 5.7).
   *
   * @param key of `AccessKeys`
   * @param isEncrypted whether it is for connections inside of TLS
   */
  constructor(key: Uint8Array, isEncrypted: boolean) {
    this.#key = key;
    const id = Buffer.from(hmac(key, 'name').subarray(0, NAME_BYTES)).toString('hex');
    this.#name = `${isEncrypted ? '__Host-' : ''}fifolio-${id}`;
    this.#attributes = `; Path=/; HttpOnly; SameSite=Strict${isEncrypted ? '; Secure' : ''}`;
  }

  /** The line of a head that signs a browser in. */
  setField(nowMs: EpochMilliseconds): string {
    const end = (Math.floor(nowMs / 1000) + SESSION_SECONDS).toString(36);
    const value = `${end}.${Buffer.from(this.#sign(end)).toString('base64url')}`;
    return this.#field(value, SESSION_SECONDS);
  }

  /** The line of a head that signs a browser out. */
  get clearField(): string {
    return this.#field('', 0);
  }

  /** Whether the value of a field `Cookie` has a cookie that was signed with this key and has not ended. */
  isIn(field: string, nowMs: EpochMilliseconds): boolean {
    const start = `${this.#name}=`;
    // RFC 6265, section 4.2.1: a space behind each semicolon, and no other.
    return field
      .split('; ')
      .some((pair) => pair.startsWith(start) && this.#isValid(pair.slice(start.length), nowMs));
  }

  #isValid(value: string, nowMs: EpochMilliseconds): boolean {
    const [, end, signature] = VALUE.exec(value) ?? [];
    if (end === undefined || signature === undefined) return false;
    if (!timingSafeEqual(Buffer.from(signature, 'base64url'), this.#sign(end))) return false;
    const leftSeconds = Number.parseInt(end, 36) - nowMs / 1000;
    return leftSeconds > 0 && leftSeconds <= SESSION_SECONDS + CLOCK_SKEW_SECONDS;
  }

  #sign(end: string): Uint8Array {
    return hmac(this.#key, `${this.#name} ${end}`);
  }

  #field(value: string, maxAge: number): string {
    return `Set-Cookie: ${this.#name}=${value}; Max-Age=${maxAge}${this.#attributes}\r\n`;
  }
}

function hmac(key: Uint8Array, text: string): Uint8Array {
  return createHmac('sha256', key).update(text).digest();
}
