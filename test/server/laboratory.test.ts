import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { contentOf } from '../../doubles/content.ts';
import { seeded } from '../../harness/random.ts';
import type { WireClient } from '../../harness/wire-client.ts';
import {
  type LaboratoryReport,
  laboratoryReportSchema,
} from '../../src/shared/contract-laboratory.ts';
import { eventually, TestFolder, TestServer } from './test-server.ts';

const CAPACITY = 1_000_000;
const FILES = 60;

/** The report once it has all requests that the server has counted. */
async function settled({ handle }: TestServer): Promise<LaboratoryReport> {
  await eventually(async () => {
    const { cacheHits, cacheMisses } = handle.status().counters;
    const report = await handle.laboratoryReport();
    return report!.all.requests - cacheHits - cacheMisses;
  }).toBe(0);
  return laboratoryReportSchema.parse(await handle.laboratoryReport());
}

function ownSize(report: LaboratoryReport) {
  return report.all.shadows.find(({ policy, factor }) => policy === 'FIFO' && factor === 1)!;
}

/** Reads until the answer's end, whatever it is. */
async function fetch(client: WireClient, name: string): Promise<void> {
  client.ask({ op: 'get', name });
  const header = await client.readJson();
  if (header['error'] !== undefined) return;
  await client.readBytes(header['length'] as number);
  await client.readLine();
}

it.each([1, 2, 3])(
  'replays the cache to the request, whatever happens to it at once (seed %i)',
  async (seed) => {
    const random = seeded(seed);
    const pick = (bound: number): number => Math.floor(random() * bound);
    const folder = new TestFolder();
    const write = (at: number): void => {
      // One in twenty is larger than the cache.
      const size = pick(20) === 0 ? CAPACITY + 1 + pick(1000) : pick(90_000);
      folder.write(`${at}.bin`, contentOf(`${at} ${random()}`, size));
    };
    for (let at = 0; at < FILES; at++) write(at);
    const server = await TestServer.start(folder, {
      threads: 3,
      cacheCapacityBytes: CAPACITY,
      laboratory: true,
    });
    const clients = await server.connectToEveryThread();
    while (clients.length < 6) clients.push(await server.connect());
    await Promise.all(
      clients.map(async (first, number) => {
        let client = first;
        for (let round = 0; round < 150; round++) {
          // The lower ones are asked for more often.
          const at = Math.floor(FILES * random() ** 2);
          const chance = pick(100);
          if (chance < 4) write(at);
          else if (chance < 6) rmSync(folder.pathOf(`${at}.bin`), { force: true });
          else if (chance < 9) await server.handle.evict([`${at}.bin`, `${pick(FILES)}.bin`]);
          else if (chance === 9 && number === 0) await server.handle.clear();
          else {
            // An answer is cut when its file changes under it.
            await fetch(client, `${at}.bin`).catch(async () => (client = await server.connect()));
          }
        }
      }),
    );
    const report = await settled(server);
    const { cacheHits, cacheMisses } = server.handle.status().counters;
    expect(cacheHits).toBeGreaterThan(50);
    expect(cacheMisses).toBeGreaterThan(50);
    expect(report.comparison).toBe('exact');
    expect(report.all.differing).toBe(0);
    expect(report.all.real.hitRatio).toBe(cacheHits / (cacheHits + cacheMisses));
    expect(ownSize(report).hitRatio).toBeCloseTo(report.all.real.hitRatio, 12);
    expect(ownSize(report).byteHitRatio).toBeCloseTo(report.all.real.byteHitRatio, 12);
  },
);

it('counts what slow readers keep from the cache', async () => {
  const folder = new TestFolder();
  for (let at = 0; at < 12; at++) folder.write(`${at}.bin`, contentOf(`${at}`, 3 << 20));
  const server = await TestServer.start(folder, {
    threads: 2,
    cacheCapacityBytes: 8 << 20,
    laboratory: true,
  });
  const slow = await server.connect();
  await fetch(slow, '0.bin');
  slow.ask({ op: 'get', name: '0.bin' });
  await slow.readJson();
  const client = await server.connect();
  for (let at = 1; at < 40; at++) await fetch(client, `${(at * 5) % 12}.bin`);
  const report = await settled(server);
  expect(report).toMatchObject({ comparison: 'exact', all: { differing: 0 } });
});

it('says that requests are missing when a thread has died, until the cache is cleared', async () => {
  const folder = new TestFolder();
  folder.write('a.bin', contentOf('a', 1000));
  const server = await TestServer.start(folder, { threads: 2, laboratory: true });
  const [client] = await server.connectToEveryThread();
  await fetch(client!, 'a.bin');
  expect((await settled(server)).comparison).toBe('exact');
  await server.threads[0]!.terminate();
  await eventually(async () => (await server.handle.laboratoryReport())!.comparison).toBe(
    'missing',
  );
  await server.handle.clear();
  await eventually(async () => (await server.handle.laboratoryReport())!.comparison).toBe('exact');
});

it('follows nothing unless it was asked to, and where there is no cache', async () => {
  const folder = new TestFolder();
  const server = await TestServer.start(folder);
  expect(await server.handle.laboratoryReport()).toBeUndefined();
  const uncached = await TestServer.start(folder, { cacheCapacityBytes: 0, laboratory: true });
  expect(await uncached.handle.laboratoryReport()).toBeUndefined();
});
