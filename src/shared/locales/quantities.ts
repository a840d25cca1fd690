import type { Translate } from './translator.ts';
import { type Bytes, type ByteUnit, inByteUnit } from '../units.ts';
import type { Language } from './languages.ts';

/** How quantities read in one language. */
export interface Quantities {
  /** A count with the separators of the language. */
  count(count: number): string;
  /** As `formatBytes`. */
  bytes(bytes: Bytes): string;
}

/** Where a number goes. */
const MARK = '\u0000';

/** @param t of the namespace `quantities`, in the same language */
export function createQuantities(language: Language, t: Translate<'quantities'>): Quantities {
  const counts = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const decimals = new Intl.NumberFormat(language, { minimumFractionDigits: 1 });
  const point = decimals.formatToParts(0).find(({ type }) => type === 'decimal')!.value;
  /** What stands before and behind a size. A page may have ten thousand: `Intl` would take most of its time. */
  const around = new Map<ByteUnit, string[]>();
  return {
    count: (count) => counts.format(count),
    bytes(size) {
      const { value, unit } = inByteUnit(size);
      let sides = around.get(unit);
      if (sides === undefined) {
        sides = t(`size.${unit}`, { value: MARK }).split(MARK);
        around.set(unit, sides);
      }
      return sides.join(value.replace('.', point));
    },
  };
}
