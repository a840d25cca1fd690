import { GIB, KIB, MIB, type Bytes } from './units.ts';

const SIZE_UNITS: Readonly<Record<string, Bytes>> = {
  '': 1,
  b: 1,
  k: KIB,
  kib: KIB,
  kb: 1000,
  m: MIB,
  mib: MIB,
  mb: 1_000_000,
  g: GIB,
  gib: GIB,
  gb: 1_000_000_000,
  t: 1024 * GIB,
  tib: 1024 * GIB,
  tb: 1_000_000_000_000,
};

/** A size as a person writes it: bytes, or a number with a unit (`32MiB`, `500 kB`). `NaN` for what is none. */
export function readSize(text: string): Bytes {
  const [, digits, unit = ''] = /^(\d{1,15}(?:\.\d{1,6})?)\s*([a-z]*)$/i.exec(text.trim()) ?? [];
  const factor = SIZE_UNITS[unit.toLowerCase()];
  return digits === undefined || factor === undefined
    ? Number.NaN
    : Math.floor(Number(digits) * factor);
}
