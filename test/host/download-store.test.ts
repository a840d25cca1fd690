import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DownloadStore } from '../../src/host/download-store.ts';
import type { Download } from '../../src/shared/contract-downloads.ts';

const DOWNLOAD: Download = {
  ...{ id: 1, batch: 1, endpoint: { host: 'h', port: 1 }, name: 'a', directory: '/d' },
  ...{ receivedBytes: 5, resumedFromBytes: 0, bytesPerSecond: 0, state: 'paused' },
  ...{ verified: false, verifiedFromBytes: 0, leftOver: false, addedAtMs: 1, ifExists: 'replace' },
};

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
    expect(store.load()).toEqual([]);
    store.save([DOWNLOAD]);
    store.close();
    expect(new DownloadStore(folder, onError).load()).toEqual([DOWNLOAD]);
  });

  it('belongs to one program at a time', async () => {
    // The parent of this process lives, and is another one.
    await writeFile(join(folder, 'downloads.lock'), String(process.ppid));
    const store = new DownloadStore(folder, onError);
    store.save([DOWNLOAD]);
    store.close();
    expect(await readdir(folder)).toEqual(['downloads.lock']);
  });

  it.each(['', '-1', 'x', String(2 ** 22 + 1)])(
    'takes over the lock %j of a program that is gone',
    async (holder) => {
      await writeFile(join(folder, 'downloads.lock'), holder);
      const store = new DownloadStore(folder, onError);
      store.save([DOWNLOAD]);
      expect(store.load()).toEqual([DOWNLOAD]);
      expect(await readFile(join(folder, 'downloads.lock'), 'utf8')).toBe(String(process.pid));
    },
  );

  it.each(['{"downloads":[{}]}', '{"downl', '[]'])('sets %s aside', async (content) => {
    await writeFile(join(folder, 'downloads.json'), content);
    expect(new DownloadStore(folder, onError).load()).toEqual([]);
    expect(onError).toHaveBeenCalledOnce();
    const kept = (await readdir(folder)).find((name) => name.includes('damaged'));
    expect(await readFile(join(folder, kept!), 'utf8')).toBe(content);
  });
});
