import type { Socket } from 'node:net';
import type { CacheEntry } from '../../../../shared/server-state.ts';
import { KIB } from '../../../../shared/units.ts';
import {
  encodeFilesHeader,
  encodeFilesLine,
  encodeFolderLine,
  encodeListEnd,
  encodeListHeader,
  encodeListLine,
} from '../../../dialects/native-answer-encoder.ts';
import type { FilesRequest, ListRequest } from '../../../dialects/native-request.ts';
import type { SharedCache } from '../../../cache/shared-cache.ts';
import type { FileRefusal } from '../../../files/file-root.ts';
import type { FileListing } from '../../../files/listing.ts';
import { listShared } from '../../../files/set-listing.ts';
import { readyEntries } from './ready-entries.ts';
import type { SessionServices } from './session.ts';
import { writeChunk } from '../sending/socket-writing.ts';

/** A list of fewer entries is read before it is sent, so that its header has their number. */
const MAX_COUNTED = 16_384;
/** How much of a long listing is encoded in one turn of the thread. */
const TURN_CHARACTERS = 64 * KIB;

/** Sends the answer to `list`: what is ready in the cache, oldest first. */
export async function sendCacheListing(
  socket: Socket,
  { cache }: SessionServices,
  { id }: ListRequest,
): Promise<void> {
  const { capacityBytes, usedBytes } = cache.usage();
  const listing = readyEntries(cache);
  const first = take(listing, MAX_COUNTED);
  const isCounted = first.length < MAX_COUNTED;
  const header = encodeListHeader(id, {
    ...(isCounted ? { count: first.length } : {}),
    capacity: capacityBytes,
    used: usedBytes,
  });
  await sendLines(socket, header, isCounted ? first.map(encodeListLine) : longList(first, listing));
}

function take(entries: Generator<CacheEntry, void>, count: number): CacheEntry[] {
  const taken: CacheEntry[] = [];
  while (taken.length < count) {
    const next = entries.next();
    if (next.done === true) break;
    taken.push(next.value);
  }
  return taken;
}

function* longList(first: readonly CacheEntry[], rest: Iterable<CacheEntry>): Generator<string> {
  let count = first.length;
  for (const entry of first) yield encodeListLine(entry);
  for (const entry of rest) {
    count++;
    yield encodeListLine(entry);
  }
  yield encodeListEnd(count);
}

/** Sends the answer to `files`, or resolves to the reason why there is none. */
export async function sendFolderListing(
  socket: Socket,
  { cache, root, listings }: SessionServices,
  { id, recursive, folders, prefix, limit }: FilesRequest,
): Promise<FileRefusal | undefined> {
  const listing = await listings.use(() => listShared(root, { recursive, folders, prefix, limit }));
  if (!listing.ok) return listing;
  const { files, truncated, omitted, unshared } = listing;
  const header = encodeFilesHeader(id, {
    count: files.length,
    folders: listing.folders.length,
    truncated,
    omitted,
    unshared,
  });
  await sendLines(socket, header, folderLines(listing, cache));
  return undefined;
}

/** A listing as lines of JSON, folders first; a file says whether it is cached. */
export function* folderLines(
  { folders, files }: FileListing,
  cache: SharedCache,
): Generator<string> {
  for (const folder of folders) yield encodeFolderLine(folder);
  for (const { name, key, size, modifiedMs } of files) {
    const cached = cache.lookUp(key) !== undefined;
    yield encodeFilesLine({ name, size, modifiedAtMs: modifiedMs, cached });
  }
}

/** Encodes and writes a long answer a part at a time, so that others get their turns in between. */
async function sendLines(socket: Socket, header: string, lines: Iterable<string>): Promise<void> {
  let text = header;
  for (const line of lines) {
    text += line;
    if (text.length < TURN_CHARACTERS) continue;
    await writeChunk(socket, Buffer.from(text));
    text = '';
  }
  await writeChunk(socket, Buffer.from(text));
}
