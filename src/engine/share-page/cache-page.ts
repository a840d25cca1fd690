import type { CacheUsage } from '../../shared/server-state.ts';
import { pathOfName } from '../../shared/name-path.ts';
import { pageStart } from './frame.ts';
import { escapeHtml, nameHtml } from './html.ts';
import type { PageTexts } from './page-texts.ts';

/** One file of the cache as its page shows it. */
export interface CachedFile {
  readonly name: string;
  readonly size: number;
  readonly hits: number;
}

/** The page of what is in the cache, the next to leave first; in pieces. */
export function* cachePage(
  usage: CacheUsage,
  entries: Iterable<CachedFile>,
  texts: PageTexts,
): Generator<string> {
  const { quantities, said, t } = texts;
  const summary = t('cacheSummary', {
    count: usage.entries,
    used: quantities.bytes(usage.usedBytes),
    capacity: quantities.bytes(usage.capacityBytes),
  });
  const title = t('cacheTitle');
  yield `${pageStart(title, texts)}<nav aria-label="${said('foldersAbove')}"><ol><li><a href="/">${said('sharedFolder')}</a></ol></nav>\n`;
  yield `<main>\n<h1>${escapeHtml(title)}</h1>\n<div class="bar"><p>${escapeHtml(summary)}</p></div>\n<div class="card">\n`;
  let isEmpty = true;
  for (const { name, size, hits } of entries) {
    if (isEmpty) {
      yield `<table>\n<thead><tr><th scope="col">${said('name')}<th scope="col" class="size">${said('size')}<th scope="col" class="size">${said('hits')}</tr></thead>\n<tbody>\n`;
    }
    isEmpty = false;
    yield `<tr><td><a href="${pathOfName(name)}">${nameHtml(name)}</a><td class="size">${escapeHtml(quantities.bytes(size))}<td class="size">${quantities.count(hits)}</tr>\n`;
  }
  yield isEmpty ? `<p class="none">${said('nothingCached')}</p>\n` : '</tbody>\n</table>\n';
  yield '</div>\n</main>\n';
}
