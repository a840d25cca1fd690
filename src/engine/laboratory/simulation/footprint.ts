import type { Bytes } from '../../../shared/units.ts';
import { NONE, SlotTable } from '../policies/slot-table.ts';
import { readTrace, type TraceSource } from '../traces/read-trace.ts';

/**
 * The bytes of all objects of a trace, each with the size with which it comes first: a cache of so many bytes would
 * hold them all. Takes about 30 bytes of memory for each object.
 *
 * @throws as `readTrace`
 */
export async function footprintOf(source: TraceSource): Promise<Bytes> {
  const objects = new SlotTable(false);
  let bytes = 0;
  await readTrace(source, () => (key, size) => {
    if (objects.find(key) !== NONE) return;
    objects.add(key, size);
    bytes += size;
  });
  return bytes;
}
