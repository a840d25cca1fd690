import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { RemoteFile } from '../../src/engine/client/remote/remote.ts';
import { Host } from '../../src/host/host.ts';
import { loadDownloads, loadFolder } from '../../src/renderer/state/load-pages.ts';
import type { EventPayload } from '../../src/shared/contract.ts';
import { PAGE_ITEMS } from '../../src/shared/contract-downloads.ts';
import {
  applyDownloadsChange,
  judgeSequence,
  type DownloadsState,
} from '../../src/shared/deltas.ts';
import type { RpcClient } from '../../src/shared/rpc-client.ts';
import { MIB } from '../../src/shared/units.ts';
import { strictClient } from '../../doubles/contract/fixtures.ts';
import { createMemoryPair } from '../../doubles/contract/transports.ts';
import { FakeBatch } from '../../doubles/host/fake-downloads.ts';

/** Twenty thousand show as much as more would, in a fifth of the time; one test takes all. */
const MANY = 20_000;
const VERY_MANY = 100_000;
const ENDPOINT = { host: 'far', port: 9000 };

/** As many files as a photo collection may have. */
function fileAt(index: number): RemoteFile {
  const name = `photos/${2000 + (index % 26)}/IMG_${String(index).padStart(6, '0')}.jpg`;
  return { name, size: 10, modifiedAtMs: 0, cached: false };
}

describe('a folder of very many files', () => {
  let folder: string;
  let host: Host;
  let panel: RpcClient;
  let batches: FakeBatch[];
  /** Whether batches of the engine end as soon as they were started. */
  let completes: boolean;
  let longestMessage: number;
  let filesThere: number;

  function createHost(): Host {
    return new Host({
      dataDirectory: join(folder, 'data'),
      shell: { kind: 'browser', tray: false, autostart: false, notifications: false },
      engine: {
        connectRemote: () =>
          Promise.resolve({
            ...{ dialect: 'native', address: 'far:9000', close: () => undefined },
            ping: () => Promise.resolve(),
            files: () =>
              Promise.resolve({
                files: Array.from({ length: filesThere }, (_, index) => fileAt(index)),
                ...{ folders: [], truncated: false, unshared: 0 },
                omitted: [{ kind: 'device-name', count: 2, names: ['con', 'aux.txt'] }],
              }),
          } as never),
        startDownloads: (options) => {
          const batch = new FakeBatch(options);
          batches.push(batch);
          if (completes) {
            queueMicrotask(() => {
              for (const item of batch.names.keys()) batch.complete(item);
            });
          }
          return batch;
        },
      },
    });
  }

  async function attachPanel(): Promise<RpcClient> {
    const pair = await createMemoryPair();
    for (const end of [pair.host, pair.panel]) {
      const send = end.send.bind(end);
      end.send = (message) => {
        longestMessage = Math.max(longestMessage, JSON.stringify(message).length);
        send(message);
      };
    }
    host.attach(pair.host);
    return strictClient(pair.panel);
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fifolio-many-'));
    await mkdir(join(folder, 'target'));
    [batches, completes, longestMessage, filesThere] = [[], false, 0, MANY];
    // The changes of many files come ten times a second.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    host = createHost();
    panel = await attachPanel();
  });
  afterEach(async () => {
    vi.useRealTimers();
    await host.close({ now: true });
    await rm(folder, { recursive: true });
  });

  const addAll = () =>
    panel.call('downloads.add', {
      ...{ endpoint: ENDPOINT, files: [], folders: [''], directory: join(folder, 'target') },
    });

  it('is listed whole, in messages of bounded size', async () => {
    const { remote } = await panel.call('remote.connect', { tab: 1, ...ENDPOINT });
    const request = { remote, prefix: '', recursive: true, limit: 1_000_000 };
    const { files, count, omitted } = await loadFolder(panel, request);
    expect([files.length, count]).toEqual([MANY, MANY]);
    expect(new Set(files.map(({ name }) => name)).size).toBe(MANY);
    expect(omitted).toEqual([{ kind: 'device-name', count: 2, names: ['con', 'aux.txt'] }]);
    expect(longestMessage).toBeLessThan(MIB);
    // Nothing is kept of a list that was fetched whole.
    await expect(panel.call('remote.moreFiles', { listing: 1, from: 0 })).rejects.toMatchObject({
      failure: { code: 'listing-gone' },
    });
  });

  /** Keeps the list as a panel does, from the changes that it receives. */
  function follow(): () => DownloadsState {
    let state: DownloadsState = { sequence: 0, batches: [], downloads: [] };
    panel.on('downloadsChanged', (change) => {
      expect(judgeSequence(state, change)).toBe('apply');
      state = applyDownloadsChange(state, change);
    });
    return () => state;
  }

  it('of 100,000 is one batch, with its total from the start and a bounded part under way', async () => {
    filesThere = VERY_MANY;
    const heapBefore = heapUsed();
    const state = follow();
    expect(await addAll()).toMatchObject({ outcome: 'added', batch: 1, count: VERY_MANY });
    await vi.advanceTimersByTimeAsync(100);
    expect(state().downloads).toHaveLength(PAGE_ITEMS);
    expect(state().batches).toMatchObject([
      {
        totals: { count: VERY_MANY, size: 10 * VERY_MANY, receivedBytes: 0, done: 0 },
        omitted: [{ kind: 'device-name', count: 2 }],
      },
    ]);
    // A part of the batch at a time, and a place is left for others.
    expect(batches.map(({ names }) => names.length)).toEqual([1000, 1000]);
    await vi.advanceTimersByTimeAsync(6000);
    expect(state().downloads).toHaveLength(VERY_MANY);
    // The host's list and the panel's.
    expect(heapUsed() - heapBefore).toBeLessThan(150 * MIB);
    // A panel that comes in the middle sees the same.
    const late = await loadDownloads(panel);
    expect(JSON.stringify(late.downloads) === JSON.stringify(state().downloads)).toBe(true);
    expect(longestMessage).toBeLessThan(MIB);
  }, 120_000);

  it('is fetched to the last file, which is reported once', async () => {
    const state = follow();
    const finished: EventPayload<'downloadsFinished'>[] = [];
    panel.on('downloadsFinished', (batch) => finished.push(batch));
    completes = true;
    await addAll();
    await vi.advanceTimersByTimeAsync(5000);
    expect(finished).toEqual([
      {
        ...{ batch: 1, done: MANY, failed: 0, canceled: 0, skipped: 0, omitted: 2 },
        verified: true,
      },
    ]);
    expect(state().batches).toMatchObject([
      { totals: { done: MANY, size: 10 * MANY, receivedBytes: 10 * MANY } },
    ]);
    expect(state().downloads).toHaveLength(MANY);
    expect(state().downloads.every((one) => one.state === 'done')).toBe(true);
    expect(longestMessage).toBeLessThan(MIB);
  });

  it('is canceled with one message, and is not done then', async () => {
    await addAll();
    await panel.call('downloads.cancel', { batch: 1 });
    const { batches: reported, downloads } = await loadDownloads(panel);
    expect(reported).toMatchObject([{ totals: { count: MANY, done: 0, canceled: MANY } }]);
    expect(downloads.every((one) => one.state === 'canceled')).toBe(true);
    await panel.call('downloads.remove', { states: ['canceled'] });
    expect(await loadDownloads(panel)).toMatchObject({ batches: [], downloads: [] });
  });

  it('is left over after a restart, and continued with one message', async () => {
    await addAll();
    await host.close();
    host = createHost();
    panel = await attachPanel();
    const left = await loadDownloads(panel);
    expect(left.downloads).toHaveLength(MANY);
    expect(left.batches).toMatchObject([
      { endpoint: ENDPOINT, totals: { count: MANY, paused: MANY, size: 10 * MANY } },
    ]);
    await panel.call('downloads.retry', { leftOver: true });
    expect((await loadDownloads(panel)).batches).toMatchObject([{ totals: { paused: 0 } }]);
  });

  it('can be chosen file by file, too', async () => {
    let selection: { selection?: number } = {};
    for (let from = 0; from < MANY; from += PAGE_ITEMS) {
      const files = Array.from({ length: PAGE_ITEMS }, (_, index) => {
        const { name, size } = fileAt(from + index);
        return { name, size };
      });
      selection = await panel.call('downloads.select', { files, folders: [], ...selection });
    }
    const request = {
      ...{ endpoint: ENDPOINT, files: [{ name: 'one-more' }], folders: [] },
      ...{ directory: join(folder, 'target'), ...selection },
    };
    expect(await panel.call('downloads.add', request)).toMatchObject({ count: MANY + 1 });
    // It was of use once.
    await expect(panel.call('downloads.add', request)).rejects.toMatchObject({
      failure: { code: 'selection-gone' },
    });
    expect(longestMessage).toBeLessThan(MIB);
  });
});

/** What is in use after everything else was thrown away. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
