import { describe, expect, it } from 'vitest';
import { seeded } from '../../../../harness/random.ts';
import { keyOfName } from '../object-key.ts';
import type { TracedFile, TracedRequest } from './request-replay.ts';
import { RECENT_REQUESTS } from './score-board.ts';
import { ShadowCaches } from './shadow-caches.ts';

/** Well mixed, as the hashes of the cache's index are. */
function hashOf(at: number): number {
  let bits = Math.imul(at + 1, 0x9e3779b1);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

function fileOf(at: number, size: number, modifiedNs = 1n): TracedFile {
  const name = `${at}.bin`;
  const version = { size, modifiedNs, inode: 1n, device: 1n };
  return { name, key: keyOfName(name), nameHash: hashOf(at), version };
}

/** A server with a FIFO cache, and what it tells of a request. */
class NaiveServer {
  readonly #capacity: number;
  #cached: TracedFile[] = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  request(file: TracedFile): TracedRequest {
    const found = this.#cached.find(({ name }) => name === file.name);
    const outcome = found !== undefined ? 'hit' : this.#enter(file);
    return { file, atMs: 0, outcome, heldBytes: 0 };
  }

  leave({ name }: TracedFile): boolean {
    const before = this.#cached.length;
    this.#cached = this.#cached.filter((file) => file.name !== name);
    return this.#cached.length < before;
  }

  #enter(file: TracedFile): 'entered' | 'refused' {
    const { size } = file.version;
    if (size > this.#capacity) return 'refused';
    while (this.#used() + size > this.#capacity) this.#cached.shift();
    this.#cached.push(file);
    return 'entered';
  }

  #used(): number {
    return this.#cached.reduce((sum, { version }) => sum + version.size, 0);
  }
}

describe('every request replayed', () => {
  it('FIFO at its own size is the server, whatever files change', () => {
    const random = seeded(7);
    const server = new NaiveServer(1000);
    const shadows = new ShadowCaches(1000, 0);
    const files = Array.from({ length: 80 }, (_, at) => fileOf(at, Math.floor(random() * 120)));
    files.push(fileOf(80, 1001));
    for (let request = 0; request < 15_000; request++) {
      const at = Math.floor(files.length * random() ** 2);
      if (random() < 0.03) {
        const changed = fileOf(at, Math.floor(random() * 120), BigInt(request));
        if (server.leave(files[at]!)) shadows.left(changed.key);
        files[at] = changed;
      }
      shadows.request(server.request(files[at]!));
    }
    const { comparison, all, recent, sampledShare } = shadows.report();
    expect({ comparison, sampledShare }).toEqual({ comparison: 'exact', sampledShare: 1 });
    expect(all.requests).toBe(15_000);
    expect(recent.requests).toBe(RECENT_REQUESTS);
    for (const window of [all, recent]) {
      expect(window.differing).toBe(0);
      const own = window.shadows.find(({ policy, factor }) => policy === 'FIFO' && factor === 1);
      expect(own!.hitRatio).toBeCloseTo(window.real.hitRatio, 12);
      expect(own!.byteHitRatio).toBeCloseTo(window.real.byteHitRatio, 12);
      expect(own!.hitRatioError).toBe(0);
    }
  });

  it('a difference from the server is counted', () => {
    const shadows = new ShadowCaches(1000, 0);
    const file = fileOf(1, 10);
    shadows.request({ file, atMs: 0, outcome: 'entered', heldBytes: 0 });
    shadows.request({ file, atMs: 0, outcome: 'hit', heldBytes: 0 });
    expect(shadows.report().all.differing).toBe(0);
    shadows.request({ file, atMs: 0, outcome: 'entered', heldBytes: 0 });
    expect(shadows.report().all.differing).toBe(1);
  });

  it('what is missing is said until all caches are empty', () => {
    const shadows = new ShadowCaches(1000, 0);
    shadows.interrupted();
    expect(shadows.report().comparison).toBe('missing');
    shadows.cleared();
    expect(shadows.report()).toMatchObject({ comparison: 'exact', all: { requests: 0 } });
  });

  it('bytes held by readers leave less room', () => {
    const shadows = new ShadowCaches(100, 0);
    const [first, second] = [fileOf(1, 40), fileOf(2, 40)];
    shadows.request({ file: first, atMs: 0, outcome: 'entered', heldBytes: 0 });
    shadows.request({ file: second, atMs: 0, outcome: 'entered', heldBytes: 30 });
    // The server made room by evicting the first.
    shadows.request({ file: first, atMs: 0, outcome: 'entered', heldBytes: 0 });
    expect(shadows.report().all.differing).toBe(0);
  });
});

describe('a sample', () => {
  const FILES = 10_000;
  const REQUESTS = 60_000;

  /** Zipf's law with an exponent of 0.9, as the requests for web pages follow it. */
  function workload(seed: number): TracedFile[] {
    const random = seeded(seed);
    const weights = Array.from({ length: FILES }, (_, rank) => (rank + 1) ** -0.9);
    const sums: number[] = [];
    let sum = 0;
    for (const weight of weights) sums.push((sum += weight));
    const files = weights.map((_, at) => fileOf(at * 31 + seed, 500 + Math.floor(random() * 1000)));
    return Array.from({ length: REQUESTS }, () => {
      const wanted = random() * sum;
      let low = 0;
      let high = FILES - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (sums[middle]! < wanted) low = middle + 1;
        else high = middle;
      }
      return files[low]!;
    });
  }

  function replay(shadows: ShadowCaches, requests: readonly TracedFile[]): void {
    for (const file of requests)
      shadows.request({ file, atMs: 0, outcome: 'entered', heldBytes: 0 });
  }

  it.each([1, 2, 3])('is within its error of all requests (seed %i)', (seed) => {
    const requests = workload(seed);
    const exact = new ShadowCaches(2_000_000, 0);
    replay(exact, requests);
    const sampled = new ShadowCaches(2_000_000, 0);
    replay(sampled, requests.slice(0, 20_000));
    // 20,000 in a second: from now on a sample.
    sampled.tick(1000);
    replay(sampled, requests);
    const truth = exact.report();
    const estimate = sampled.report();
    expect(truth).toMatchObject({ comparison: 'exact', sampledShare: 1 });
    expect(estimate).toMatchObject({ comparison: 'sample', sampledShare: 1 / 8, sinceMs: 1000 });
    expect(estimate.all.requests).toBe(REQUESTS);
    for (const [index, score] of estimate.all.shadows.entries()) {
      const { hitRatio, byteHitRatio } = truth.all.shadows[index]!;
      const name = `${score.policy} × ${score.factor}`;
      expect(Math.abs(score.hitRatio - hitRatio), name).toBeLessThan(score.hitRatioError);
      expect(Math.abs(score.byteHitRatio - byteHitRatio), name).toBeLessThan(
        score.byteHitRatioError,
      );
      if (score.policy === 'FIFO') expect(score.hitRatioError, name).toBeLessThan(0.1);
    }
  });
});
