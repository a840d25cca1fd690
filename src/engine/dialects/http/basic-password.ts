const BASIC = /^basic +([A-Za-z0-9+/]+={0,2})$/i;

/**
 * The password in the value of `Authorization` (RFC 7617, in UTF-8); `undefined` if it is of another
 * scheme, or malformed. The user name may be any.
 */
export function basicPassword(authorization: string | undefined): string | undefined {
  const encoded = BASIC.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  return colon === -1 ? undefined : pair.slice(colon + 1);
}
