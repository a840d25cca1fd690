import { seeded } from './random.ts';

export interface SizedRequest {
  readonly key: number;
  readonly size: number;
}

export interface FutureRequest extends SizedRequest {
  readonly nextAccess: number;
}

/** What MIN has to know: when each request's object is asked for again. */
export function withNextAccesses(requests: readonly SizedRequest[]): FutureRequest[] {
  const next = new Map<number, number>();
  return requests
    .map(({ key, size }, index) => ({ key, size, index }))
    .toReversed()
    .map(({ key, size, index }) => {
      const nextAccess = next.get(key) ?? Infinity;
      next.set(key, index);
      return { key, size, nextAccess };
    })
    .toReversed();
}

interface ZipfOptions {
  readonly objects: number;
  readonly requests: number;
  /** The exponent of the popularity: 0 is none. */
  readonly skew: number;
  /** Sizes are spread evenly from 1 to this, and belong to the object. */
  readonly largest?: number;
}

/** Requests that do not depend on each other, for objects whose popularity falls with a power of their rank. */
export function zipfTrace({ objects, requests, skew, largest = 1 }: ZipfOptions): SizedRequest[] {
  const random = seeded(20_241_128);
  const reach = cumulative(zipfWeights(objects, skew));
  const sizes = Array.from({ length: objects }, () => 1 + Math.floor(random() * largest));
  return Array.from({ length: requests }, () => {
    const key = firstAbove(reach, random());
    return { key, size: sizes[key]! };
  });
}

/** The probability of each object, the most popular first. */
export function zipfWeights(objects: number, skew: number): number[] {
  const weights = Array.from({ length: objects }, (_, index) => (index + 1) ** -skew);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function cumulative(weights: readonly number[]): number[] {
  let sum = 0;
  return weights.map((weight) => (sum += weight));
}

function firstAbove(reach: readonly number[], value: number): number {
  let low = 0;
  let high = reach.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reach[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
