/** A port in decimal digits, from 0 to 65535; `undefined` for any other text. Nothing is left out of it. */
export function portNumber(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65_535 ? port : undefined;
}

/** Whether a text can be the name or the address of a computer: no spaces, no brackets, none of `/ \ @ ? #`. */
export function isComputerName(text: string): boolean {
  return /^[^\s/\\@?#[\]\p{Control}]{1,255}$/u.test(text);
}

/** Whether a text with colons looks like an IPv6 address without brackets, with or without its zone. */
export function isBareIpv6(text: string): boolean {
  return /^[\da-f:.]+(%.+)?$/i.test(text);
}
