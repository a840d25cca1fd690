import { countOmissions, describeOmissions, type Omission } from '../../shared/omissions.ts';
import { formatBytes } from '../../shared/units.ts';
import type { Bytes, EpochMilliseconds } from '../../shared/units.ts';
import { pageStart } from './frame.ts';
import { SIGN_OUT_FORM } from './sign-in-page.ts';
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
export function folderPageStart(path: string, { sort, order, filter }: PageView): string {
  const parts = path.split('/').slice(0, -1);
  const name = parts.at(-1) ?? 'Shared folder';
  const crumbs = ['Shared folder', ...parts]
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
    pageStart(`${name} – Fifolio`) +
    (crumbs === '' ? '' : `<nav aria-label="Folders above"><ol>\n${crumbs}\n</ol></nav>\n`) +
    `<main>\n<h1>${parts.length === 0 ? name : nameHtml(name)}</h1>\n` +
    `<form role="search">${kept}<input type="search" name="q" value="${escapeHtml(filter)}" ` +
    'aria-label="Show names that contain" placeholder="Filter by name">' +
    '<button>Filter</button></form>\n'
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
}): Generator<string> {
  yield `<div class="bar"><p>${summaryOf(folders, files)}</p>`;
  if (view.filter !== '')
    yield `<a class="button" href="${viewQuery({ ...view, filter: '' }) || './'}">Show all</a>`;
  else if (folders.length + files.length > 0) {
    yield '<a class="button" href="?archive=zip" download>Download all as ZIP</a>';
  }
  yield '</div>\n<div class="card">\n';
  if (folders.length + files.length === 0) {
    const why = view.filter === '' ? 'This folder is empty.' : 'No name here contains this text.';
    yield `<p class="none">${why}</p>\n`;
  } else {
    yield (
      '<table>\n<thead><tr>' +
      headerCell('name', 'Name', '', view) +
      headerCell('size', 'Size', 'size', view) +
      headerCell('modified', 'Modified', 'when', view) +
      '<th scope="col" class="get"><span class="hidden">Download</span></tr></thead>\n<tbody>\n'
    );
    for (const folder of folders) yield folderRow(folder);
    for (const file of files) yield fileRow(file);
    yield '</tbody>\n</table>\n';
  }
  yield '</div>\n';
  if (countOmissions(omitted) > 0) {
    yield `<p class="note">${escapeHtml(describeOmissions(omitted))}</p>\n`;
  }
  if (unshared > 0)
    yield `<p class="aside">${counted(unshared, 'hidden entry', 'hidden entries')} not shared.</p>\n`;
  if (truncated) yield '<p class="note">This folder has more files than a page can show.</p>\n';
  yield `</main>\n<footer>Shared with Fifolio. <a href="/.fifolio/cache">Files in its memory</a>${isSignedIn ? SIGN_OUT_FORM : ''}</footer>\n`;
}

function summaryOf(folders: readonly PageFolder[], files: readonly PageFile[]): string {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const parts = [
    ...(folders.length === 0 ? [] : [counted(folders.length, 'folder')]),
    ...(files.length === 0 ? [] : [counted(files.length, 'file'), formatBytes(bytes)]),
  ];
  return parts.join(', ');
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
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

function folderRow({ name, content }: PageFolder): string {
  const link = `./${encodeURIComponent(name)}/`;
  const size = content === undefined ? '' : formatBytes(content.bytes);
  const files = content === undefined ? '' : counted(content.files, 'file');
  return (
    `<tr class="folder"><td><a href="${link}">${nameHtml(name)}/</a><td class="size">${size}` +
    `<td class="when">${files}<td class="get">` +
    `<a href="${link}?archive=zip" download aria-label="Download the folder ${nameText(name)}">↓</a></tr>\n`
  );
}

function fileRow({ name, size, modifiedAtMs, isCached }: PageFile): string {
  const link = `./${encodeURIComponent(name)}`;
  return (
    `<tr><td><a href="${link}">${nameHtml(name)}</a>${isCached ? ' <span class="in">in memory</span>' : ''}` +
    `<td class="size">${formatBytes(size)}<td class="when">${timeHtml(modifiedAtMs)}<td class="get">` +
    `<a href="${link}?download" download aria-label="Download ${nameText(name)}">↓</a></tr>\n`
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
