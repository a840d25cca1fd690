import { encodeFilesFields } from '../../../../dialects/native-answer-encoder.ts';
import type { FileListing } from '../../../../files/listing.ts';
import { listShared } from '../../../../files/set-listing.ts';
import {
  folderPageRest,
  folderPageStart,
  type PageView,
  SORT_KEYS,
} from '../../../../share-page/folder-page.ts';
import { type PageTexts, pageTexts } from '../../../../share-page/page-texts.ts';
import { CutError } from '../../sending/cut-error.ts';
import type { LoggedRequest } from '../../request-log.ts';
import type { Step } from '../answer-loop.ts';
import { folderLines } from '../native-listings.ts';
import type { SessionServices } from '../session.ts';
import { type HttpExchange, pageFields, VARY } from './http-exchange.ts';
import { refuse } from './refusals.ts';
import { jsonWithList, StreamedText } from './streamed-text.ts';

type Format = 'html' | 'json' | 'text';

const TYPES: Readonly<Record<Format, string>> = {
  html: 'text/html',
  json: 'application/json',
  text: 'text/plain',
};

/** Answers GET and HEAD of a folder: as the share page, as JSON or as plain text. */
export function answerFolder(services: SessionServices, exchange: HttpExchange): Step {
  const { path } = exchange.target;
  const request = exchange.begin('files');
  const refusal = services.root.refuseFolder(path.slice(0, -1));
  if (refusal !== undefined) return refuse(exchange, request, refusal);
  const format = formatOf(exchange);
  return exchange.later(sendFolder(services, exchange, request, format));
}

async function sendFolder(
  services: SessionServices,
  exchange: HttpExchange,
  request: LoggedRequest,
  format: Format,
): Promise<void> {
  const { path } = exchange.target;
  const text = new StreamedText(exchange);
  const texts = format === 'html' ? await pageTexts(exchange.language) : undefined;
  const fields =
    `Content-Type: ${TYPES[format]}; charset=utf-8\r\nCache-Control: no-cache\r\n${VARY}` +
    (texts === undefined ? '' : pageFields(texts.language));
  const view = viewOf(exchange);
  // A large folder takes long to list; its reader should see something at once.
  text.begin(fields, texts === undefined ? '' : folderPageStart(path, view, texts));
  if (exchange.isHead) {
    request.answered();
    return;
  }
  const { root, listings } = services;
  const listing = await listings.use(() => listShared(root, { prefix: path, folders: true }));
  if (!listing.ok) throw new CutError(listing.why);
  await text.end(
    texts !== undefined
      ? pageOf(services, listing, exchange, view, texts)
      : format === 'json'
        ? jsonOf(services, listing)
        : textOf(listing),
  );
  request.answered();
}

function formatOf(exchange: HttpExchange): Format {
  const wanted = exchange.target.query.get('format');
  if (wanted === 'json' || wanted === 'text' || wanted === 'html') return wanted;
  if (exchange.accepts('text/html')) return 'html';
  return exchange.accepts('application/json') ? 'json' : 'text';
}

function viewOf({ target: { query } }: HttpExchange): PageView {
  return {
    sort: SORT_KEYS.find((key) => key === query.get('sort')) ?? 'name',
    order: query.get('order') === 'desc' ? 'desc' : 'asc',
    filter: query.get('q') ?? '',
  };
}

function pageOf(
  { cache }: SessionServices,
  listing: FileListing,
  { target: { path }, isSignedIn }: HttpExchange,
  view: PageView,
  texts: PageTexts,
): Generator<string> {
  const { truncated, omitted, unshared } = listing;
  const isShown = filterOf(view);
  const folders = listing.folders.map(({ name, ...rest }) => ({
    name: name.slice(path.length),
    ...rest,
  }));
  const files = listing.files.map(({ name, key, size, modifiedMs }) => ({
    name: name.slice(path.length),
    size,
    modifiedAtMs: modifiedMs,
    // Asked when its row is written: for all of a large folder at once it would take long.
    get isCached() {
      return cache.lookUp(key) !== undefined;
    },
  }));
  const direction = view.order === 'asc' ? 1 : -1;
  const sorted = <Entry>(entries: Entry[], valueOf: (entry: Entry) => number): Entry[] => {
    if (view.sort !== 'name') entries.sort((a, b) => direction * (valueOf(a) - valueOf(b)));
    else if (direction === -1) entries.reverse();
    return entries;
  };
  return folderPageRest({
    folders: sorted(folders.filter(isShown), ({ content }) => content?.bytes ?? 0),
    files: sorted(files.filter(isShown), (file) =>
      view.sort === 'size' ? file.size : file.modifiedAtMs,
    ),
    view,
    truncated,
    omitted,
    unshared,
    isSignedIn,
    texts,
  });
}

function filterOf({ filter }: PageView): (entry: { readonly name: string }) => boolean {
  if (filter === '') return () => true;
  const wanted = filter.normalize('NFC').toLowerCase();
  return ({ name }) => name.normalize('NFC').toLowerCase().includes(wanted);
}

/** What the native dialect says in answer to `files`, as one document. */
function jsonOf({ cache }: SessionServices, listing: FileListing): Generator<string> {
  const { files, folders } = listing;
  const members = encodeFilesFields({ ...listing, count: files.length, folders: folders.length });
  return jsonWithList(members, 'entries', folderLines(listing, cache));
}

function* textOf({ files, folders }: FileListing): Generator<string> {
  for (const { name } of folders) yield `${name}/\n`;
  for (const { name } of files) yield `${name}\n`;
}
