import { describe, expect, it } from 'vitest';
import type { CacheWindowRequest } from '../../src/shared/contract-cache.ts';
import type { Supervisor } from '../../src/engine/server/supervisor/supervisor.ts';
import { TestFolder, TestServer } from './test-server.ts';

const ALL: CacheWindowRequest = {
  ...{ column: 'place', direction: 'ascending', filter: '', from: 0, count: 512, watched: [] },
};

async function serverWith(...names: string[]): Promise<TestServer> {
  const folder = new TestFolder();
  for (const name of names) folder.write(name, name);
  const server = await TestServer.start(folder);
  const client = await server.connect();
  for (const name of names) await client.get(name);
  return server;
}

describe('the view of a cache', () => {
  it('answers with the rows that are asked for, sorted and filtered', async () => {
    const server = await serverWith('c.txt', 'a.txt', 'b.md', 'd.txt');
    const { cacheView } = server.handle;
    const window = await cacheView.window({
      ...ALL,
      ...{ column: 'name', filter: 'TXT', from: 1, count: 2, watched: ['b.md', 'x'] },
    });
    expect(window).toMatchObject({
      ...{ matching: 3, from: 1, gone: ['x'], isStale: false },
      rows: [
        { index: 1, place: 1, file: { name: 'c.txt', size: 5, hits: 0, state: 'ready' } },
        { index: 2, place: 4, file: { name: 'd.txt' } },
      ],
    });
    expect(window.usage).toEqual(server.handle.cacheUsage());
    expect(await cacheView.find({ ...query('name', 'txt'), name: 'd.txt' })).toBe(2);
    expect(await cacheView.find({ ...query('name', 'txt'), name: 'b.md' })).toBeUndefined();
    expect(await cacheView.names({ ...query('size', ''), from: 0, count: 9 })).toEqual([
      ...['b.md', 'c.txt', 'a.txt', 'd.txt'],
    ]);
    const { blocks } = await cacheView.belt({ widthPx: 500 });
    expect(blocks).toMatchObject([{ kind: 'group', name: 'c.txt', count: 4, bytes: 19 }]);
  });

  it('can be ended at any moment, and the cache keeps what it has', async () => {
    const server = await serverWith('a', 'b', 'c');
    // The public handle cannot end it.
    const { cacheView } = server.handle as unknown as Supervisor;
    for (let round = 0; round < 5; round++) {
      const asked = Array.from({ length: 40 }, () => cacheView.window(ALL).catch(() => 'ended'));
      await Promise.race(asked);
      await cacheView.end();
      await Promise.all(asked);
      expect((await cacheView.window(ALL)).rows).toHaveLength(3);
    }
    expect(await server.cachedNames()).toEqual(['a', 'b', 'c']);
  });

  it('refuses when the server has stopped', async () => {
    const server = await serverWith('a');
    await server.handle.stop({ graceMs: 0 });
    await expect(server.handle.cacheView.window(ALL)).rejects.toThrow('The server has stopped.');
    expect(server.handle.cacheUsage().entries).toBe(0);
  });
});

function query(column: 'name' | 'size', filter: string) {
  return { column, direction: 'ascending' as const, filter };
}
