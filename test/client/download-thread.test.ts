import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { DownloadBatch, DownloadEvent } from '../../src/engine/client/download-types.ts';
import { startDownloads } from '../../src/engine/client/downloads.ts';
import { MIB } from '../../src/shared/units.ts';
import {
  completed,
  failed,
  sampleBytes,
  startNativeDouble,
  temporaryFolder,
  treeOf,
  reportedBy,
} from './download-setup.ts';
import { fileAnswer } from '../../doubles/servers/native-double.ts';
import type { NativeDouble } from '../../doubles/servers/native-double.ts';

const host = '127.0.0.1';

function collect(batch: DownloadBatch): DownloadEvent[] {
  const events: DownloadEvent[] = [];
  batch.onEvents((more) => events.push(...more));
  return events;
}

/** A server that stops in the middle of `a`, unless it is continued. */
async function startHalfServer(content: Uint8Array): Promise<NativeDouble> {
  return startNativeDouble({
    files: new Map([
      ['a', content],
      ['b', content],
    ]),
    stallAt: ({ name, from }) => name === 'a' && from === undefined,
  });
}

/** Only a failing test needs so long. */
const WAIT = { timeout: 20_000 };

describe('the download thread', () => {
  it('fetches files and tells of it', async () => {
    const content = sampleBytes(5 * MIB);
    const server = await startNativeDouble({ files: new Map([['a', content]]) });
    const directory = await temporaryFolder();
    const batch = startDownloads({ host, port: server.port, names: ['a'], directory });
    const events = collect(batch);
    const [outcome] = await batch.done;
    expect(content.equals(await readFile(completed(outcome).path))).toBe(true);
    expect(events[0]).toEqual({ type: 'connected', dialect: 'native' });
    expect(events.at(-1)).toEqual({ type: 'downloadEnded', outcome });
  });

  it('rejects with the error where nothing could begin', async () => {
    const server = await startNativeDouble();
    const { port } = server;
    await server.close();
    const directory = await temporaryFolder();
    const batch = startDownloads({ host, port, names: ['a'], directory });
    await expect(reportedBy(batch.done)).resolves.toMatchObject({
      code: 'no-connection',
      systemCode: 'ECONNREFUSED',
    });
  });

  it('keeps what has arrived of a canceled download, to be continued', async () => {
    const content = sampleBytes(3 * MIB);
    const server = await startHalfServer(content);
    const directory = await temporaryFolder();
    const options = { host, port: server.port, names: ['a'], directory };
    const batch = startDownloads(options);
    const part = join(directory, 'a.part');
    const arrived = fileAnswer({ name: 'a', content }).length / 2 - 1000;
    await vi.waitFor(async () => {
      expect((await stat(part)).size).toBeGreaterThan(arrived);
    }, WAIT);
    batch.cancel();
    const outcome = failed((await batch.done)[0]);
    expect(outcome).toMatchObject({ status: 'canceled', error: { code: 'canceled' } });
    expect(outcome.resumableBytes).toBe((await stat(part)).size);
    expect(await treeOf(directory)).toEqual(['a.part', 'a.part.json']);

    const again = completed((await startDownloads(options).done)[0]);
    expect(again.start).toEqual({ kind: 'resumed', fromBytes: outcome.resumableBytes });
    expect(content.equals(await readFile(again.path))).toBe(true);
    expect(await treeOf(directory)).toEqual(['a']);
  });

  it('cancels one file of several, and the others arrive', async () => {
    const content = sampleBytes(12 * MIB);
    const server = await startHalfServer(content);
    const directory = await temporaryFolder();
    const batch = startDownloads({ host, port: server.port, names: ['a', 'b'], directory });
    await vi.waitFor(async () => {
      expect((await stat(join(directory, 'a.part'))).size).toBeGreaterThan(MIB);
    }, WAIT);
    batch.cancel(0);
    const [first, second] = await batch.done;
    expect(failed(first).status).toBe('canceled');
    expect(content.equals(await readFile(completed(second).path))).toBe(true);
  });

  it('cancels one batch, and the one beside it goes on', async () => {
    const content = sampleBytes(2 * MIB);
    const server = await startHalfServer(content);
    const directory = await temporaryFolder();
    const stuck = startDownloads({ host, port: server.port, names: ['a'], directory });
    const other = startDownloads({ host, port: server.port, names: ['b'], directory });
    expect(completed((await other.done)[0]).size).toBe(content.length);
    await vi.waitFor(async () => {
      expect((await stat(join(directory, 'a.part'))).size).toBeGreaterThan(0);
    }, WAIT);
    stuck.cancel();
    expect(failed((await stuck.done)[0]).status).toBe('canceled');
  });

  it('rejects with an error that says so where the thread died', async () => {
    const server = await startNativeDouble();
    const directory = await temporaryFolder();
    const { done } = startDownloads({ host, port: server.port, names: 1 as never, directory });
    await expect(reportedBy(done)).resolves.toMatchObject({
      code: 'local',
      message: expect.stringContaining('The download thread ended unexpectedly') as string,
    });
  });

  it('lets only one of two downloads of the same file write it', async () => {
    const content = sampleBytes(3 * MIB);
    const server = await startHalfServer(content);
    const directory = await temporaryFolder();
    const options = { host, port: server.port, names: ['a'], directory };
    const first = startDownloads(options);
    await vi.waitFor(async () => {
      expect((await stat(join(directory, 'a.part'))).size).toBeGreaterThan(0);
    }, WAIT);
    const [second] = await startDownloads(options).done;
    expect(failed(second).error).toMatchObject({ code: 'local', systemCode: 'EBUSY' });
    first.cancel();
    await first.done;
  });

  it.each([
    { port: 0 },
    { port: 65_536 },
    { port: 1, retries: -1 },
    { port: 1, idleTimeoutMs: 0 },
    { port: 1, connectTimeoutMs: Number.NaN },
  ])('refuses options out of bounds: %j', (options) => {
    expect(() => startDownloads({ host, names: [], directory: '.', ...options })).toThrow(
      RangeError,
    );
  });
});
