import { countOmissions, describeOmissions, type Omission } from '../../shared/omissions.ts';
import type { Bytes, EpochMilliseconds } from '../../shared/units.ts';
import { visibleText } from '../../shared/visible-text.ts';
import { pageStart } from './frame.ts';
import type { PageTexts } from './page-texts.ts';
import { signOutForm } from './sign-in-page.ts';
import { escapeHtml, nameHtml, nameText } from './html.ts';

export interface PageFolder {
  /** Its own name, without those of the folders around it. */
  readonly name: string;
  /** Missing where there was too much to count. */
  readonly content?: { readonly files: number; readonly bytes: Bytes };
}

export interface PageFile {
  readonly name: string;
  readonly size: Bytes;
  readonly modifiedAtMs: EpochMilliseconds;
  readonly isCached: boolean;
}

/** Where a name goes, in a text that is used for each row: no name holds it. */
const MARK = '\u0000';

export const SORT_KEYS = ['name', 'size', 'modified'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** What the reader of a page has chosen. */
export interface PageView {
  readonly sort: SortKey;
  readonly order: 'asc' | 'desc';
  /** Text that names have to contain; empty for all. */
  readonly filter: string;
}

/** How a page is asked for that is not as usual: `?sort=size&order=desc`; empty where all is as usual. */
export function viewQuery({ sort, order, filter }: PageView): string {
  const query = new URLSearchParams();
  if (sort !== 'name') query.set('sort', sort);
  if (order !== 'asc') query.set('order', order);
  if (filter !== '') query.set('q', filter);
  return query.size === 0 ? '' : `?${query.toString()}`;
}

/** The beginning of a folder's page, which needs no look into the folder. `path`: with `/` behind it, empty for the root. */
export function folderPageStart(
  path: string,
  { sort, order, filter }: PageView,
  texts: PageTexts,
): string {
  const { said } = texts;
  const parts = path.split('/').slice(0, -1);
  const name = parts.at(-1) ?? texts.t('sharedFolder');
  const crumbs = [said('sharedFolder'), ...parts]
    .slice(0, -1)
    .map((part, index) => {
      const text = index === 0 ? part : nameHtml(part);
      // Relative, so that the page works behind a proxy that adds a path of its own.
      return `<li><a href="${'../'.repeat(parts.length - index)}">${text}</a>`;
    })
    .join('\n');
  const kept =
    (sort === 'name' ? '' : `<input type="hidden" name="sort" value="${sort}">`) +
    (order === 'asc' ? '' : `<input type="hidden" name="order" value="${order}">`);
  return (
    pageStart(name, texts) +
    (crumbs === ''
      ? ''
      : `<nav aria-label="${said('foldersAbove')}"><ol>\n${crumbs}\n</ol></nav>\n`) +
    `<main>\n<h1>${parts.length === 0 ? said('sharedFolder') : nameHtml(name)}</h1>\n` +
    `<form role="search">${kept}<input type="search" name="q" value="${escapeHtml(filter)}" ` +
    `aria-label="${said('filterLabel')}" placeholder="${said('filterPlaceholder')}">` +
    `<button>${said('filter')}</button></form>\n`
  );
}

/** The rest of a folder's page, in pieces of a row each. The folders and files are those to show, in order. */
export function* folderPageRest({
  folders,
  files,
  view,
  truncated,
  omitted,
  unshared,
  isSignedIn,
  texts,
}: {
  readonly folders: readonly PageFolder[];
  readonly files: readonly PageFile[];
  readonly view: PageView;
  readonly truncated: boolean;
  readonly omitted: readonly Omission[];
  /** How many entries are hidden or excluded on purpose. */
  readonly unshared: number;
  /** Whether the reader has signed in, and may want to sign out. */
  readonly isSignedIn: boolean;
  readonly texts: PageTexts;
}): Generator<string> {
  const { said } = texts;
  yield `<div class="bar"><p>${escapeHtml(summaryOf(folders, files, texts))}</p>`;
  if (view.filter !== '')
    yield `<a class="button" href="${viewQuery({ ...view, filter: '' }) || './'}">${said('showAll')}</a>`;
  else if (folders.length + files.length > 0) {
    yield `<a class="button" href="?archive=zip" download>${said('downloadAll')}</a>`;
  }
  yield '</div>\n<div class="card">\n';
  if (folders.length + files.length === 0) {
    const why = view.filter === '' ? said('emptyFolder') : said('noMatch');
    yield `<p class="none">${why}</p>\n`;
  } else {
    yield (
      '<table>\n<thead><tr>' +
      headerCell('name', said('name'), '', view) +
      headerCell('size', said('size'), 'size', view) +
      headerCell('modified', said('modified'), 'when', view) +
      `<th scope="col" class="get"><span class="hidden">${said('download')}</span></tr></thead>\n<tbody>\n`
    );
    for (const folder of folders) yield folderRow(folder, texts);
    const mark = ` <span class="in">${said('inMemory')}</span>`;
    const label = texts.t('downloadFile', { name: MARK }).split(MARK).map(escapeHtml);
    for (const file of files) yield fileRow(file, { mark, label }, texts);
    yield '</tbody>\n</table>\n';
  }
  yield '</div>\n';
  if (countOmissions(omitted) > 0) {
    yield `<p class="note">${escapeHtml(describeOmissions(omitted, texts.omissions))}</p>\n`;
  }
  if (unshared > 0)
    yield `<p class="aside">${escapeHtml(texts.t('unshared', { count: unshared }))}</p>\n`;
  if (truncated) yield `<p class="note">${said('truncated')}</p>\n`;
  yield `</main>\n<footer>${said('sharedWith')} <a href="/.fifolio/cache">${said('filesInItsMemory')}</a>${isSignedIn ? signOutForm(texts) : ''}</footer>\n`;
}

function summaryOf(
  folders: readonly PageFolder[],
  files: readonly PageFile[],
  { t, quantities, list }: PageTexts,
): string {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return list.format([
    ...(folders.length === 0 ? [] : [t('folders', { count: folders.length })]),
    ...(files.length === 0 ? [] : [t('files', { count: files.length }), quantities.bytes(bytes)]),
  ]);
}

function headerCell(key: SortKey, label: string, style: string, view: PageView): string {
  const isSorted = view.sort === key;
  const order = isSorted && view.order === 'asc' ? 'desc' : 'asc';
  const query = viewQuery({ ...view, sort: key, order });
  const mark = isSorted ? (view.order === 'asc' ? ' ↑' : ' ↓') : '';
  const sorted = isSorted ? ` aria-sort="${view.order}ending"` : '';
  const styled = style === '' ? '' : ` class="${style}"`;
  return `<th scope="col"${styled}${sorted}><a href="${query === '' ? './' : escapeHtml(query)}">${label}${mark}</a>`;
}

function folderRow({ name, content }: PageFolder, { t, quantities }: PageTexts): string {
  const link = `./${encodeURIComponent(name)}/`;
  const size = content === undefined ? '' : escapeHtml(quantities.bytes(content.bytes));
  const files = content === undefined ? '' : escapeHtml(t('files', { count: content.files }));
  const label = escapeHtml(t('downloadFolder', { name: visibleText(name) }));
  return (
    `<tr class="folder"><td><a href="${link}">${nameHtml(name)}/</a><td class="size">${size}` +
    `<td class="when">${files}<td class="get">` +
    `<a href="${link}?archive=zip" download aria-label="${label}">↓</a></tr>\n`
  );
}

/** `mark`: of those that are cached; `label`: what stands before and behind a name that can be downloaded. */
function fileRow(
  { name, size, modifiedAtMs, isCached }: PageFile,
  { mark, label }: { readonly mark: string; readonly label: readonly string[] },
  { quantities }: PageTexts,
): string {
  const link = `./${encodeURIComponent(name)}`;
  return (
    `<tr><td><a href="${link}">${nameHtml(name)}</a>${isCached ? mark : ''}` +
    `<td class="size">${escapeHtml(quantities.bytes(size))}<td class="when">${timeHtml(modifiedAtMs)}<td class="get">` +
    `<a href="${link}?download" download aria-label="${label.join(nameText(name))}">↓</a></tr>\n`
  );
}

/** In the time zone of the server, to the minute. */
function timeHtml(ms: EpochMilliseconds): string {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return '';
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `<time datetime="${date.toISOString()}">${day} ${two(date.getHours())}:${two(date.getMinutes())}</time>`;
}
