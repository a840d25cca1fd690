/** The middle value; of an even number of values, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new Error('There is no median of no values.');
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Whether the ranges of the values have anything in common, so that another run may say the opposite. */
export function overlap(left: readonly number[], right: readonly number[]): boolean {
  return Math.min(...left) <= Math.max(...right) && Math.min(...right) <= Math.max(...left);
}

/** The middle value, with the lowest and highest: `1.58 (1.3–1.81)`. */
export function formatSpread(values: readonly number[]): string {
  const text = `${formatNumber(median(values))} (${formatNumber(Math.min(...values))}`;
  return `${text}–${formatNumber(Math.max(...values))})`;
}

/** Three significant digits; thousands are separated. */
export function formatNumber(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 3 });
}
