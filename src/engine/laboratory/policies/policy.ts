import type { LivePolicyName, PolicyName } from '../../../shared/laboratory-names.ts';
import type { ObjectKey } from '../object-key.ts';

/**
 * A cache of metadata: which objects a cache of `capacity` bytes would hold under one rule. It holds no content.
 *
 * As in libCacheSim, an object larger than the capacity is never admitted, and a hit leaves the size with which the
 * object came in. Sizes are whole numbers of bytes from 0 to 2^53 − 1.
 */
export interface Policy {
  readonly name: PolicyName;
  /** In bytes; never exceeded by `usedBytes`. */
  readonly capacity: number;
  /** The bytes of the objects that it holds. */
  readonly usedBytes: number;
  /** How many objects it holds, without those that it only remembers. */
  readonly objectCount: number;
  /** The memory that it takes for all it knows, in bytes. */
  readonly memoryBytes: number;

  /**
   * One request: a hit, or a miss after which the object is held, if the policy admits it.
   *
   * @param nextAccess - the number of the next request for this object, counted as the trace counts; `Infinity` if
   * there is none. Read by MIN alone.
   * @returns whether it was a hit
   */
  request(key: ObjectKey, size: number, nextAccess: number): boolean;
}

/** A policy that knows only the past. */
export interface LivePolicy extends Policy {
  readonly name: LivePolicyName;
  request(key: ObjectKey, size: number): boolean;

  /** Forgets an object whose file is gone, so that it is neither held nor remembered; false if it was neither. */
  remove(key: ObjectKey): boolean;

  /** Forgets all, as when it was made. */
  clear(): void;
}

/** What is the same for every policy. */
export interface PolicyBounds {
  /** In bytes, a whole number from 0. */
  readonly capacity: number;
  /** How many objects it holds at most, since objects of no bytes fill no capacity; 2^30 by default. */
  readonly maxObjects?: number;
}
