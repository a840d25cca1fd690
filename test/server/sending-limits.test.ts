import { describe, expect, it } from 'vitest';
import { contentOf } from '../../doubles/content.ts';
import { LOWEST_RATE } from '../../src/shared/server-values.ts';
import type { RateOptions } from '../../src/engine/server/server-handle.ts';
import { eventually, TestFolder, TestServer } from './test-server.ts';

const KIB = 1024;
const MIB = 1024 * KIB;

async function serverWith(rates: RateOptions): Promise<TestServer> {
  const folder = new TestFolder();
  folder.write('large.bin', contentOf('large', MIB));
  folder.write('small.bin', contentOf('small', 40 * KIB));
  return TestServer.start(folder, { rates });
}

describe.each([
  ['for all clients together', { all: LOWEST_RATE }],
  ['for each client', { perClient: LOWEST_RATE }],
  ['for all and for each', { all: 100 * MIB, perClient: LOWEST_RATE }],
] as const)('a limit %s', (_, rates) => {
  it('holds an answer back that the system would have taken at once', async () => {
    const server = await serverWith(rates);
    const client = await server.connect();
    client.ask({ op: 'get', name: 'large.bin' });
    await client.readJson();
    await client.readBytes(KIB);
    expect(await server.handle.transfers()).toMatchObject([{ name: 'large.bin', size: MIB }]);
    client.close();
    await eventually(() => server.handle.transfers()).toEqual([]);
    await server.expectEmptyAfterClear();
  });

  it('counts all connections of all threads together', async () => {
    const server = await serverWith(rates);
    const [one, other] = await server.connectToEveryThread();
    one!.ask({ op: 'get', name: 'large.bin' });
    await one!.readJson();
    await one!.readBytes(KIB);
    // It would fit into what a limit lets pass at once, were it not used up.
    other!.ask({ op: 'get', name: 'large.bin' });
    await eventually(() => server.handle.transfers()).toHaveLength(2);
    one!.close();
    other!.close();
    await eventually(() => server.handle.transfers()).toEqual([]);
  });
});

describe('what is sent at a limited speed', () => {
  it.each(['large.bin', 'small.bin'])('arrives whole: %s', async (name) => {
    const server = await serverWith({ all: 4 * MIB, perClient: 3 * MIB });
    const client = await server.connect();
    const content = contentOf(name.split('.')[0]!, name === 'large.bin' ? MIB : 40 * KIB);
    for (let round = 0; round < 2; round++) {
      expect((await client.get(name)).body.equals(content)).toBe(true);
    }
  });

  it('does not keep a server that stops', async () => {
    const server = await serverWith({ all: LOWEST_RATE });
    const client = await server.connect();
    client.ask({ op: 'get', name: 'large.bin' });
    await client.readJson();
    await server.handle.stop({ graceMs: 0 });
    expect(server.handle.status().phase).toBe('stopped');
  });

  it('refuses a limit at which nothing would get through', async () => {
    await expect(serverWith({ all: LOWEST_RATE - 1 })).rejects.toThrow(RangeError);
    await expect(serverWith({ perClient: 0 })).rejects.toThrow(RangeError);
  });
});
