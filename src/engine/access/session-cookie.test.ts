import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { SESSION_SECONDS, SessionCookie } from './session-cookie.ts';

const KEY = new Uint8Array(32).fill(1);
const NOW_MS = 1_800_000_000_000;
const HOURS_MS = 3_600_000;

const cookies = new SessionCookie(KEY, false);

/** What a browser sends back after a line of a head. */
function sentBack(field: string): string {
  return /^Set-Cookie: ([^;]*);/.exec(field)?.[1] ?? '';
}

describe('a cookie', () => {
  it('is for this server alone, and no script', () => {
    expect(cookies.setField(NOW_MS)).toMatch(
      /^Set-Cookie: fifolio-[0-9a-f]{12}=[0-9a-z]+\.[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict\r\n$/,
    );
    expect(new SessionCookie(KEY, true).setField(NOW_MS)).toMatch(
      /^Set-Cookie: __Host-fifolio-[0-9a-f]{12}=.*; Path=\/; HttpOnly; SameSite=Strict; Secure\r\n$/,
    );
    expect(cookies.clearField).toMatch(/^Set-Cookie: fifolio-[0-9a-f]{12}=; Max-Age=0; /);
  });

  it('lets in for twelve hours', () => {
    const value = sentBack(cookies.setField(NOW_MS));
    expect(cookies.isIn(value, NOW_MS)).toBe(true);
    expect(cookies.isIn(`a=b; ${value}; c`, NOW_MS + 12 * HOURS_MS - 1000)).toBe(true);
    expect(cookies.isIn(value, NOW_MS + 12 * HOURS_MS)).toBe(false);
    // Signed by a clock that is ahead.
    expect(cookies.isIn(value, NOW_MS - 12 * HOURS_MS)).toBe(false);
  });

  it('is of one code and one scheme', () => {
    const value = sentBack(cookies.setField(NOW_MS));
    const [name = '', signed = ''] = value.split('=');
    const other = new SessionCookie(new Uint8Array(32).fill(2), false);
    const otherName = sentBack(other.setField(NOW_MS)).split('=')[0] ?? '';
    expect(otherName).not.toBe(name);
    expect(other.isIn(`${otherName}=${signed}`, NOW_MS)).toBe(false);
    expect(new SessionCookie(KEY, true).isIn(`__Host-${value}`, NOW_MS)).toBe(false);
  });

  const [name = '', signed = ''] = sentBack(cookies.setField(NOW_MS)).split('=');

  it.each([
    '',
    name,
    `${name}=`,
    `${name}=.`,
    `x${name}=${signed}`,
    `${name}=${signed}x`,
    `${name}=1${signed}`,
    `${name}="${signed}"`,
    `${name}=${signed.replace('.', '')}`,
  ])('%j is none', (field) => {
    expect(cookies.isIn(field, NOW_MS)).toBe(false);
  });

  test.prop([
    fc.nat(signed.length - 1),
    fc.constantFrom('0', 'a', 'A', 'z', 'Z', '9', '-', '_', '.'),
  ])('is none once a character of it is another', (at, character) => {
    fc.pre(signed[at] !== character);
    const changed = signed.slice(0, at) + character + signed.slice(at + 1);
    // The last character of base64url has two bits that say nothing.
    const isSame = Buffer.from(changed.split('.')[1] ?? '', 'base64url').equals(
      Buffer.from(signed.split('.')[1] ?? '', 'base64url'),
    );
    fc.pre(!(isSame && at === signed.length - 1));
    expect(cookies.isIn(`${name}=${changed}`, NOW_MS)).toBe(false);
  });

  it('has an end that cannot be moved', () => {
    const later = (Math.floor(NOW_MS / 1000) + SESSION_SECONDS + 1).toString(36);
    expect(cookies.isIn(`${name}=${later}.${signed.split('.')[1]}`, NOW_MS)).toBe(false);
  });
});
