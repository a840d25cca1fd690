import type { BeltSpan } from '../../../shared/belt-layout.ts';

/** Nothing is zoomed in further, in bytes: a file of one byte is a block then. */
export const LEAST_SPAN_BYTES = 64;

/** The nearest that is within the cache and neither too small nor too large. */
export function withinCache({ from, bytes }: BeltSpan, capacityBytes: number): BeltSpan {
  const least = Math.min(LEAST_SPAN_BYTES, capacityBytes);
  const fitting = Math.min(capacityBytes, Math.max(least, bytes));
  return { from: Math.max(0, Math.min(capacityBytes - fitting, from)), bytes: fitting };
}

/**
 * What is seen after zooming.
 *
 * @param factor more than 1 to see less, larger
 * @param at what stays where it is: from 0, the left edge, to 1, the right one
 */
export function zoomed(
  span: BeltSpan,
  factor: number,
  at: number,
  capacityBytes: number,
): BeltSpan {
  const { bytes } = withinCache({ from: 0, bytes: span.bytes / factor }, capacityBytes);
  return withinCache({ from: span.from + (span.bytes - bytes) * at, bytes }, capacityBytes);
}

/** What is seen after moving right by so many of its widths. */
export function panned(span: BeltSpan, widths: number, capacityBytes: number): BeltSpan {
  return withinCache({ from: span.from + span.bytes * widths, bytes: span.bytes }, capacityBytes);
}

/** What is seen after moving no further than needed for something to be in sight, or its beginning. */
export function showing(span: BeltSpan, wanted: BeltSpan, capacityBytes: number): BeltSpan {
  const last = wanted.from + wanted.bytes - span.bytes;
  const from = Math.min(wanted.from, Math.max(span.from, last));
  return withinCache({ from, bytes: span.bytes }, capacityBytes);
}
