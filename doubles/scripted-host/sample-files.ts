import { seeded } from '../../harness/random.ts';
import type { CachedFile } from '../../src/shared/contract-cache.ts';

const STEMS = [
  'photos/2026/lake',
  'photos/2026/harbour',
  'photos/2025/garden',
  'reports/quarter',
  'reports/audit',
  'music/side-a',
  'music/nocturne',
  'scans/contract',
  'scans/letter',
  'video/clip',
  'docs/manual',
  'docs/notes',
  'data/measurements',
  'data/export',
  'slides/kick-off',
  'fonts/serif',
];
const EXTENSIONS = [
  'jpg',
  'jpg',
  'jpg',
  'pdf',
  'pdf',
  'flac',
  'flac',
  'tif',
  'pdf',
  'mp4',
  'pdf',
  'md',
  'csv',
  'parquet',
  'key',
  'woff2',
];

export function someFiles(
  count: number,
  totalBytes: number,
  nowMs: number,
  seed = 7,
): CachedFile[] {
  const random = seeded(seed);
  const weights = Array.from({ length: count }, () => 0.04 + random() ** 5 * 9);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight, index) => {
    const kind = Math.floor(random() * STEMS.length);
    return {
      name: `${STEMS[kind]!}-${(index + 1).toFixed(0).padStart(3, '0')}.${EXTENSIONS[kind]!}`,
      size: Math.floor((weight / sum) * totalBytes),
      cachedAtMs: nowMs - (count - index) * 27_000 - random() * 20_000,
      hits: Math.floor(random() ** 3 * 60),
      state: index === count - 1 ? 'loading' : 'ready',
    };
  });
}
