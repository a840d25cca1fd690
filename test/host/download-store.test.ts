import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  rmdir,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  DownloadStore,
  type SavedBatch,
  type SavedDownload,
} from '../../src/host/downloads/download-store.ts';

const BATCH: SavedBatch = {
  ...{ id: 1, rank: 1, endpoint: { host: 'h', port: 1 }, directory: '/d', ifExists: 'replace' },
  ...{ addedAtMs: 1, omitted: [], truncated: false },
};
const DOWNLOAD: SavedDownload = {
  ...{ id: 1, batch: 1, rank: 1, name: 'a', size: 9, receivedBytes: 5, state: 'paused' },
};
const ONE = { batches: [BATCH], downloads: [DOWNLOAD], gone: [] };
const LOADED = { batches: [BATCH], downloads: [DOWNLOAD] };
const NOTHING = { batches: [], downloads: [] };

/** A download without its batch. */
const ORPHAN = `${JSON.stringify({ download: DOWNLOAD })}\n`;

describe('DownloadStore', () => {
  let folder: string;
  const onError = vi.fn();

  beforeEach(async () => {
    onError.mockReset();
    folder = await mkdtemp(join(tmpdir(), 'fifolio-downloads-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('gives back what it was given, to the next that opens it', () => {
    const store = new DownloadStore(folder, onError);
    expect(store.load()).toEqual(NOTHING);
    store.save(ONE, () => ONE);
    store.close();
    expect(new DownloadStore(folder, onError).load()).toEqual(LOADED);
  });

  it('gives those of a file without ranks the order of adding', async () => {
    const store = new DownloadStore(folder, onError);
    const lines = [{ batch: BATCH }, { download: DOWNLOAD }];
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    await writeFile(store.path, text.replaceAll('"rank":1,', ''));
    expect(store.load()).toEqual(LOADED);
  });

  it('appends what changes, and forgets what is gone', async () => {
    const store = new DownloadStore(folder, onError);
    store.save(ONE, () => ONE);
    const second = { ...DOWNLOAD, id: 2, name: 'b' };
    const all = vi.fn(() => ONE);
    store.save({ batches: [BATCH], downloads: [second], gone: [] }, all);
    const before = await readFile(store.path, 'utf8');
    const failed = { ...second, state: 'failed' as const, receivedBytes: 7 };
    store.save({ batches: [], downloads: [failed], gone: [1] }, all);
    expect((await readFile(store.path, 'utf8')).startsWith(before)).toBe(true);
    expect(store.load()).toEqual({ batches: [BATCH], downloads: [failed] });
    expect(all).not.toHaveBeenCalled();
  });

  it('reads what a program left that was killed while it wrote', async () => {
    const store = new DownloadStore(folder, onError);
    store.save(ONE, () => ONE);
    await appendFile(store.path, '{"download":{"id":2,"ba');
    expect(store.load()).toEqual(LOADED);
    expect(onError).not.toHaveBeenCalled();
  });

  it('keeps a download whose problem another version wrote', async () => {
    const store = new DownloadStore(folder, onError);
    store.save(ONE, () => ONE);
    const problem = { code: 'connection-lost', message: 'The connection was lost.' };
    const failed = { ...DOWNLOAD, state: 'failed', problem };
    await appendFile(store.path, `${JSON.stringify({ download: failed })}\n`);
    store.close();
    expect(new DownloadStore(folder, onError).load()).toEqual({
      batches: [BATCH],
      downloads: [{ ...DOWNLOAD, state: 'failed' }],
    });
    expect(onError).not.toHaveBeenCalled();
  });

  it('writes the file anew before it has many times the lines that it needs', async () => {
    const store = new DownloadStore(folder, onError);
    store.save(ONE, () => ONE);
    const downloads = Array.from({ length: 500 }, () => DOWNLOAD);
    for (let round = 0; round < 30; round += 1) {
      store.save({ batches: [], downloads, gone: [] }, () => ONE);
    }
    const lines = (await readFile(store.path, 'utf8')).split('\n').length;
    expect(lines).toBeLessThan(10_600);
    expect(store.load()).toEqual(LOADED);
  });

  it('writes all of it again after a change that could not be written', async () => {
    const store = new DownloadStore(folder, onError);
    store.save(ONE, () => ONE);
    await rm(store.path);
    await mkdir(store.path);
    store.save({ batches: [], downloads: [], gone: [1] }, () => ONE);
    expect(onError).toHaveBeenCalled();
    await rmdir(store.path);
    store.save({ batches: [], downloads: [], gone: [7] }, () => ONE);
    expect(store.load()).toEqual(LOADED);
  });

  it('belongs to one program at a time', async () => {
    // The parent of this process lives, and is another one.
    await writeFile(join(folder, 'downloads.lock'), String(process.ppid));
    const store = new DownloadStore(folder, onError);
    store.save(ONE, () => ONE);
    store.close();
    expect(await readdir(folder)).toEqual(['downloads.lock']);
  });

  it.each(['', '-1', 'x', String(2 ** 22 + 1)])(
    'takes over the lock %j of a program that is gone',
    async (holder) => {
      await writeFile(join(folder, 'downloads.lock'), holder);
      const store = new DownloadStore(folder, onError);
      store.save(ONE, () => ONE);
      expect(store.load()).toEqual(LOADED);
      expect(await readFile(join(folder, 'downloads.lock'), 'utf8')).toBe(String(process.pid));
    },
  );

  it.each(['{"downloads":[{}]}\n', '{"downl\n', '[]\n', ORPHAN])(
    'sets %s aside',
    async (content) => {
      await writeFile(join(folder, 'downloads.jsonl'), content);
      expect(new DownloadStore(folder, onError).load()).toEqual(NOTHING);
      expect(onError).toHaveBeenCalledOnce();
      const kept = (await readdir(folder)).find((name) => name.includes('damaged'));
      expect(await readFile(join(folder, kept!), 'utf8')).toBe(content);
    },
  );
});
