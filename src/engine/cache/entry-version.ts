import type { Bytes } from '../../shared/units.ts';

/**
 * What tells one version of a file from another. The integers are 64 bits wide and signed, as
 * `fs.stat` with `bigint: true` gives them; anything wider is cut to that.
 */
export interface EntryVersion {
  readonly size: Bytes;
  readonly modifiedNs: bigint;
  readonly inode: bigint;
  readonly device: bigint;
}
