import type { RemoteFolder } from '../../shared/contract-downloads.ts';
import type { MethodParams } from '../../shared/contract.ts';
import type { DownloadsState } from '../../shared/deltas.ts';
import type { Host } from './host.ts';

/** All downloads in the list. Changes that follow the state's `sequence` may be in it already. */
export async function loadDownloads(host: Pick<Host, 'call'>): Promise<DownloadsState> {
  let page = await host.call('downloads.list', { after: 0 });
  const { sequence } = page;
  const batches = new Map(page.batches.map((batch) => [batch.id, batch]));
  const downloads = [...page.downloads];
  while (!page.isLast) {
    page = await host.call('downloads.list', { after: downloads.at(-1)?.id ?? 0 });
    for (const batch of page.batches) batches.set(batch.id, batch);
    downloads.push(...page.downloads);
  }
  return { sequence, batches: [...batches.values()], downloads };
}

/** A server's list of files with all its pages. */
export async function loadFolder(
  host: Pick<Host, 'call'>,
  request: MethodParams<'remote.files'>,
): Promise<RemoteFolder> {
  const first = await host.call('remote.files', request);
  const files = [...first.files];
  while (files.length < first.count) {
    const { listing } = first;
    const page = await host.call('remote.moreFiles', { listing, from: files.length });
    files.push(...page.files);
  }
  return { ...first, files };
}
