import { THROUGHPUT_SAMPLES, type ThroughputSample } from '../../../shared/contract-server.ts';

/** Seconds from now, which is 0, back to -119, and bytes per second; nothing where nothing was measured. */
export function throughputSeries(
  samples: readonly ThroughputSample[],
): [number[], (number | null)[]] {
  const seconds = Array.from(
    { length: THROUGHPUT_SAMPLES },
    (_, index) => index + 1 - THROUGHPUT_SAMPLES,
  );
  const rates = new Array<number | null>(THROUGHPUT_SAMPLES).fill(null);
  const latest = samples.at(-1);
  if (latest === undefined) return [seconds, rates];
  for (const sample of samples) {
    const back = Math.round((latest.atMs - sample.atMs) / 1000);
    const index = THROUGHPUT_SAMPLES - 1 - back;
    if (index >= 0) rates[index] = sample.bytesPerSecond;
  }
  return [seconds, rates];
}
