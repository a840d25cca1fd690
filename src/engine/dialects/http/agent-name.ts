import { MAX_AGENT_CHARACTERS } from '../../../shared/server-values.ts';

/** What tells common programs apart, the more special first: nearly every browser claims to be others, too. */
const KNOWN: readonly (readonly [sign: RegExp, name: string])[] = [
  [/\bEdg(?:A|iOS)?\//, 'Edge'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:HeadlessChrome|Chrome|Chromium|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
  [/^curl\//, 'curl'],
  [/^Wget\//, 'Wget'],
  [/^aria2\//, 'aria2'],
  [/^python\b/i, 'Python'],
];

/** RFC 9110 section 5.6.2; the product of section 10.1.5 begins with one. */
const FIRST_TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+/;

/**
 * A short name for the program that a `User-Agent` field speaks of: of a common one its own, else the
 * first product, cut to {@link MAX_AGENT_CHARACTERS}. ASCII without spaces. `undefined` if it names none.
 */
export function agentName(userAgent: string): string | undefined {
  const known = KNOWN.find(([sign]) => sign.test(userAgent));
  return known?.[1] ?? FIRST_TOKEN.exec(userAgent)?.[0].slice(0, MAX_AGENT_CHARACTERS);
}
