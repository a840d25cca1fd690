import type { Bytes } from '../../shared/units.ts';

/**
 * Copies a part of `source`, which may lie in shared memory, into a buffer from `at` on.
 *
 * `TypedArray.set`, and `Buffer.copy` of a whole buffer, copy shared memory byte by byte with relaxed
 * atomic loads (8.8 µs for 16 KiB, where the addresses are not aligned); `Buffer.copy` of a part is one
 * `memmove` (0.2 µs), and needs no view. What others write to the source meanwhile is copied or not: the
 * caller has pinned it, or finds out afterwards that the copy is worthless.
 */
export function copyShared(
  source: Buffer,
  { start, length }: { readonly start: Bytes; readonly length: Bytes },
  { target, at }: { readonly target: Buffer; readonly at: Bytes },
): void {
  source.copy(target, at, start, start + length);
}
