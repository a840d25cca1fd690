import { RunningTotals } from '../../src/host/downloads/batch-totals.ts';
import type { Download, DownloadBatch } from '../../src/shared/contract-downloads.ts';
import type { Failure } from '../../src/shared/contract-failure.ts';
import { MIB } from '../../src/shared/units.ts';

function download(id: number, change: Partial<Download>): Download {
  const plain: Download = {
    id,
    batch: 2,
    rank: id,
    name: `photos/2026/lake-${id.toFixed(0).padStart(3, '0')}.jpg`,
    size: 12 * MIB,
    receivedBytes: 0,
    resumedFromBytes: 0,
    bytesPerSecond: 0,
    state: 'waiting',
    verified: false,
    verifiedFromBytes: 0,
    leftOver: false,
  };
  return Object.assign(plain, change);
}

export function someDownloads(): Download[] {
  const path = '/home/ada/Downloads/';
  return [
    download(1, {
      batch: 1,
      name: 'docs/manual-014.pdf',
      state: 'done',
      verified: true,
      receivedBytes: (3.1 * MIB) | 0,
      size: (3.1 * MIB) | 0,
      path: `${path}docs/manual-014.pdf`,
    }),
    download(2, {
      state: 'done',
      verified: true,
      receivedBytes: 12 * MIB,
      path: `${path}photos/2026/lake-002.jpg`,
    }),
    download(3, { state: 'verifying', receivedBytes: 12 * MIB }),
    download(4, {
      state: 'downloading',
      receivedBytes: (7.4 * MIB) | 0,
      bytesPerSecond: 24.6 * MIB,
      resumedFromBytes: 2 * MIB,
    }),
    download(5, {
      name: 'video/clip-041.mp4',
      size: 48 * MIB,
      state: 'downloading',
      receivedBytes: 11 * MIB,
      bytesPerSecond: 18.2 * MIB,
    }),
    download(6, {}),
    download(7, { state: 'paused', receivedBytes: 4 * MIB }),
  ];
}

export function failedDownloads(): Download[] {
  const lost: Failure = {
    ...{ code: 'connection-lost', address: '192.168.1.20:8080', when: 'in-answer' },
  };
  const diskFull: Failure = {
    ...{ code: 'file-system', action: 'write', path: '/home/ada/Downloads/renders.tar' },
    ...{ systemCode: 'ENOSPC', detail: 'no space left on device, write' },
  };
  return [
    download(1, {
      batch: 1,
      name: 'notes.txt',
      state: 'done',
      verified: false,
      size: 18_204,
      receivedBytes: 18_204,
      path: '/home/ada/Downloads/notes.txt',
    }),
    download(2, { state: 'failed', receivedBytes: 5 * MIB, problem: lost }),
    download(3, { state: 'failed', receivedBytes: 9 * MIB, problem: diskFull }),
    download(4, { state: 'canceled' }),
    download(5, { state: 'skipped' }),
  ];
}

/** Ten thousand of one batch, under way, and what failed of another. */
export function manyDownloads(): Download[] {
  const many = Array.from({ length: 10_000 }, (_, index): Download => {
    const change: Partial<Download> =
      index < 3000
        ? { state: 'done', verified: true, receivedBytes: 12 * MIB, path: `/home/ada/${index}` }
        : index < 3004
          ? { state: 'downloading', receivedBytes: 5 * MIB, bytesPerSecond: 8 * MIB }
          : {};
    return download(100 + index, { batch: 3, ...change });
  });
  return [...failedDownloads(), ...many];
}

/** The batches that downloads belong to. */
export function batchesOf(downloads: readonly Download[]): DownloadBatch[] {
  return [...new Set(downloads.map(({ batch }) => batch))].map((id) => {
    const totals = new RunningTotals();
    let bytesPerSecond = 0;
    for (const download of downloads) {
      if (download.batch !== id) continue;
      totals.add(download);
      bytesPerSecond += download.bytesPerSecond;
    }
    return {
      ...{
        id,
        rank: id,
        endpoint: { host: 'nas.local', port: 8080 },
        directory: '/home/ada/Downloads',
      },
      ...{ ifExists: 'keep-both', addedAtMs: 0, omitted: [], truncated: false },
      totals: { ...totals.snapshot(), bytesPerSecond },
    };
  });
}
