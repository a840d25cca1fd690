import type { Translate } from './translator.ts';
import { durationParts, type DurationParts, secondsParts } from '../format.ts';
import { type Bytes, type ByteUnit, inByteUnit, MIB, type Milliseconds } from '../units.ts';
import type { Language } from './languages.ts';

/** How quantities read in one language. */
export interface Quantities {
  /** A count with the separators of the language. */
  count(count: number): string;
  /** As `formatBytes`. */
  bytes(bytes: Bytes): string;
  /** `38.2 of 64 MiB`: the unit once. */
  usage(used: Bytes, capacity: Bytes): string;
  rate(bytesPerSecond: number): string;
  /** As `formatDuration`. */
  duration(durationMs: Milliseconds): string;
  /** As `formatSeconds`. */
  seconds(durationMs: Milliseconds): string;
  /** A part of 1 in percent, with two significant digits. */
  smallShare(part: number): string;
  /** For what has just been. */
  readonly now: string;
  /** `12 s ago`: as `formatSeconds`. */
  ago(durationMs: Milliseconds): string;
  /** A part of a whole in percent; `–` when there is no whole. */
  share(part: number, whole: number, decimals?: 0 | 1): string;
}

/** Where a number goes. */
const MARK = '\u0000';

/** @param t of the namespace `quantities`, in the same language */
export function createQuantities(language: Language, t: Translate<'quantities'>): Quantities {
  const numbers = [0, 1].map(
    (maximumFractionDigits) => new Intl.NumberFormat(language, { maximumFractionDigits }),
  );
  const fixed = [0, 1].map(
    (digits) =>
      new Intl.NumberFormat(language, {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }),
  ) as [Intl.NumberFormat, Intl.NumberFormat];
  const significant = new Intl.NumberFormat(language, { maximumSignificantDigits: 2 });
  const number = (value: number, decimals: number): string => numbers[decimals]!.format(value);

  const point = numbers[1]!.formatToParts(0.5).find(({ type }) => type === 'decimal')!.value;
  /** What stands before and behind a size. A page may have ten thousand: `Intl` would take most of its time. */
  const around = new Map<ByteUnit, string[]>();

  function bytes(size: Bytes): string {
    const { value, unit } = inByteUnit(size);
    let sides = around.get(unit);
    if (sides === undefined) {
      sides = t(`size.${unit}`, { value: MARK }).split(MARK);
      around.set(unit, sides);
    }
    return sides.join(value.replace('.', point));
  }

  function inWords(parts: DurationParts): string {
    const [large, small] = parts.map(({ value, decimals, unit }) =>
      t(`duration.${unit}`, { value: number(value, decimals) }),
    );
    if (large === undefined) return t('duration.none');
    return small === undefined ? large : t('duration.two', { large, small });
  }

  return {
    count: (count) => number(count, 0),
    bytes,
    usage(used, capacity) {
      const capacityText = bytes(capacity);
      const usedText = capacity < MIB ? bytes(used) : number(used / MIB, 1);
      return t('usage', { used: usedText, capacity: capacityText });
    },
    rate: (bytesPerSecond) => t('rate', { size: bytes(bytesPerSecond) }),
    duration: (durationMs) => inWords(durationParts(durationMs)),
    seconds: (durationMs) => inWords(secondsParts(durationMs)),
    smallShare: (part) => t('share', { value: significant.format(part * 100) }),
    now: t('now'),
    ago: (durationMs) => t('ago', { duration: inWords(secondsParts(durationMs)) }),
    share: (part, whole, decimals = 1) =>
      whole > 0 ? t('share', { value: fixed[decimals].format((part / whole) * 100) }) : '–',
  };
}
