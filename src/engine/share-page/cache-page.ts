import type { CacheUsage } from '../../shared/server-state.ts';
import { pathOfName } from '../../shared/name-path.ts';
import { formatBytes } from '../../shared/units.ts';
import { pageStart } from './frame.ts';
import { nameHtml } from './html.ts';

/** One file of the cache as its page shows it. */
export interface CachedFile {
  readonly name: string;
  readonly size: number;
  readonly hits: number;
}

/** The page of what is in the cache, the next to leave first; in pieces. */
export function* cachePage(usage: CacheUsage, entries: Iterable<CachedFile>): Generator<string> {
  const { usedBytes, capacityBytes } = usage;
  const count = `${usage.entries.toLocaleString('en')} file${usage.entries === 1 ? '' : 's'}`;
  yield `${pageStart('Files in memory – Fifolio')}<nav aria-label="Folders above"><ol><li><a href="/">Shared folder</a></ol></nav>\n`;
  yield `<main>\n<h1>Files in memory</h1>\n<div class="bar"><p>${count}, ${formatBytes(usedBytes)} of ${formatBytes(capacityBytes)}. The first in the list is the next to leave.</p></div>\n<div class="card">\n`;
  let isEmpty = true;
  for (const { name, size, hits } of entries) {
    if (isEmpty) {
      yield '<table>\n<thead><tr><th scope="col">Name<th scope="col" class="size">Size<th scope="col" class="size">Hits</tr></thead>\n<tbody>\n';
    }
    isEmpty = false;
    yield `<tr><td><a href="${pathOfName(name)}">${nameHtml(name)}</a><td class="size">${formatBytes(size)}<td class="size">${hits.toLocaleString('en')}</tr>\n`;
  }
  yield isEmpty ? '<p class="none">Nothing is cached yet.</p>\n' : '</tbody>\n</table>\n';
  yield '</div>\n</main>\n';
}
