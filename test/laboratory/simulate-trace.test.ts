import { Readable } from 'node:stream';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { footprintOf, simulateTrace } from '../../src/engine/index.ts';
import { NextAccesses } from '../../src/engine/laboratory/simulation/next-accesses.ts';
import { POLICY_NAMES } from '../../src/shared/laboratory-names.ts';
import { TraceError } from '../../src/shared/trace-failure.ts';
import { withNextAccesses, zipfTrace } from '../../harness/traces.ts';

const REQUESTS = zipfTrace({ objects: 800, requests: 6000, skew: 0.9, largest: 30 });
const CSV = Buffer.from(REQUESTS.map(({ key, size }) => `0,${key},${size}`).join('\n'));
const CACHES = POLICY_NAMES.flatMap((policy) =>
  [2500, 8000].map((capacity) => ({ policy, capacity })),
);

function oracleTrace(): Buffer {
  const bytes = Buffer.alloc(REQUESTS.length * 24);
  for (const [index, { key, size, nextAccess }] of withNextAccesses(REQUESTS).entries()) {
    bytes.writeBigUInt64LE(BigInt(key), index * 24 + 4);
    bytes.writeUInt32LE(size, index * 24 + 12);
    const next = Number.isFinite(nextAccess) ? BigInt(nextAccess) : -1n;
    bytes.writeBigInt64LE(next, index * 24 + 16);
  }
  return bytes;
}

function inPieces(bytes: Buffer, length: number): Readable {
  const pieces = Array.from({ length: Math.ceil(bytes.length / length) }, (_, index) =>
    bytes.subarray(index * length, (index + 1) * length),
  );
  return Readable.from(pieces);
}

describe('a whole trace', () => {
  it('gives the same for MIN whether the trace tells the future or not', async () => {
    const told = await simulateTrace({ from: inPieces(oracleTrace(), 1000) }, CACHES);
    const found = await simulateTrace({ from: inPieces(CSV, 777) }, CACHES);
    expect(found).toEqual(told);
    expect(told.map(({ policy, capacity }) => ({ policy, capacity }))).toEqual(CACHES);
    for (const result of told) {
      expect(result.requests).toBe(6000);
      expect(result.hitRatio + result.missRatio).toBeCloseTo(1, 12);
      expect(result.byteHitRatio + result.byteMissRatio).toBeCloseTo(1, 12);
      expect(result.hitRatio).toBeGreaterThan(0.05);
    }
  });

  it('is unpacked, whatever its name and however it is cut', async () => {
    const plain = await simulateTrace({ from: Readable.from([CSV]) }, CACHES);
    for (const packed of [gzipSync(CSV), zstdCompressSync(CSV)]) {
      expect(await simulateTrace({ from: inPieces(packed, 3) }, CACHES)).toEqual(plain);
    }
    const half = CSV.indexOf('\n', 9000) + 1;
    const parts = [CSV.subarray(0, half), CSV.subarray(half)];
    for (const pack of [gzipSync, zstdCompressSync]) {
      const twice = Buffer.concat(parts.map((part) => pack(part)));
      expect(await simulateTrace({ from: inPieces(twice, 500) }, CACHES)).toEqual(plain);
    }
  });

  it.each([
    ['gzip', gzipSync(CSV)],
    ['zstandard', zstdCompressSync(CSV)],
  ])('is refused if its packing (%s) was cut off or damaged', async (_, packed) => {
    for (const length of [9, packed.length - 5, packed.length - 1]) {
      const cut = inPieces(packed.subarray(0, length), 100);
      await expect(simulateTrace({ from: cut }, CACHES)).rejects.toThrow(TraceError);
    }
    const damaged = Buffer.from(packed);
    damaged.fill(0xff, 200, 260);
    await expect(simulateTrace({ from: inPieces(damaged, 100) }, CACHES)).rejects.toThrow(
      TraceError,
    );
  });

  it('is refused if it holds nothing', async () => {
    for (const text of ['', 'time,name,size\n', '\n\n']) {
      await expect(
        simulateTrace({ from: Readable.from([Buffer.from(text)]) }, CACHES),
      ).rejects.toThrow('no-request');
    }
  });

  it('asks for as many bytes as its objects have', async () => {
    const sizes = new Map(REQUESTS.map(({ key, size }) => [key, size]));
    const expected = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    expect(await footprintOf({ from: Readable.from([CSV]) })).toBe(expected);
  });
});

it('finds the next request of each object over many blocks of its file', () => {
  const requests = Array.from({ length: 80_000 }, (_, index) => ({
    key: (index * index) % 9973,
    size: index,
  }));
  const nextAccesses = new NextAccesses();
  for (const { key, size } of requests) nextAccesses.add(key, size);
  const replayed: unknown[] = [];
  nextAccesses.replay((key, size, nextAccess) => replayed.push({ key, size, nextAccess }));
  nextAccesses.close();
  expect(replayed).toEqual(withNextAccesses(requests));
});
