import type { SimulationResult } from '../../engine/index.ts';
import { formatShare } from '../../shared/format.ts';
import { formatBytes } from '../../shared/units.ts';
import { formatTable } from '../output/table.ts';
import type { OutputStream } from '../output/terminal.ts';
import { formatCount } from '../output/formats.ts';

/** What caches would have done, for a person. */
export function simulationTable(results: readonly SimulationResult[], out: OutputStream): string[] {
  const table = formatTable({
    columns: [
      { heading: 'Policy' },
      { heading: 'Size', align: 'right' },
      { heading: 'Hits', align: 'right' },
      { heading: 'Bytes hit', align: 'right' },
      { heading: 'Misses', align: 'right' },
      { heading: 'Bytes missed', align: 'right' },
    ],
    rows: results.map(({ policy, capacity, hitRatio, byteHitRatio, missRatio, byteMissRatio }) => [
      policy,
      formatBytes(capacity),
      ...[hitRatio, byteHitRatio, missRatio, byteMissRatio].map((ratio) =>
        formatShare(ratio, 1, 2),
      ),
    ]),
    width: out.columns(),
    styleHeading: out.colors.bold,
  });
  const [{ requests }] = results as [SimulationResult];
  return [...table, out.colors.dim(formatCount(requests, 'request'))];
}

/** The same for a program, between tabs: policy, bytes, requests, and the ratios of hits, bytes hit, misses, bytes missed. */
export function simulationLines(results: readonly SimulationResult[]): string[] {
  return results.map(
    ({ policy, capacity, requests, hitRatio, byteHitRatio, missRatio, byteMissRatio }) =>
      [
        policy,
        capacity,
        requests,
        ...[hitRatio, byteHitRatio, missRatio, byteMissRatio].map((ratio) => ratio.toFixed(6)),
      ].join('\t'),
  );
}
