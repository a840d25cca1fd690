import type { Socket } from 'node:net';
import { KIB } from '../../shared/units.ts';
import {
  encodeFilesHeader,
  encodeFilesLine,
  encodeFolderLine,
  encodeListHeader,
  encodeListLine,
} from '../dialects/native-answer-encoder.ts';
import type { FilesRequest, ListRequest } from '../dialects/native-request.ts';
import type { FileRefusal } from '../files/file-root.ts';
import { listFiles } from '../files/listing.ts';
import type { SessionServices } from './session.ts';
import { writeChunk } from './socket-writing.ts';

/** How much of a long listing is encoded in one turn of the thread. */
const TURN_CHARACTERS = 64 * KIB;

/** Sends the answer to `list`: what is ready in the cache, oldest first. */
export async function sendCacheListing(
  socket: Socket,
  { cache }: SessionServices,
  { id }: ListRequest,
): Promise<void> {
  const entries = cache.list().filter(({ state }) => state === 'ready');
  const { capacityBytes, usedBytes } = cache.usage();
  const header = encodeListHeader(id, {
    count: entries.length,
    capacity: capacityBytes,
    used: usedBytes,
  });
  await sendLines(
    socket,
    header,
    entries.map((entry) => () => encodeListLine(entry)),
  );
}

/** Sends the answer to `files`, or resolves to the reason why there is none. */
export async function sendFolderListing(
  socket: Socket,
  { cache, root, listings }: SessionServices,
  { id, recursive, folders, prefix, limit }: FilesRequest,
): Promise<FileRefusal | undefined> {
  const listing = await listings.use(() => listFiles(root, { recursive, folders, prefix, limit }));
  if (!listing.ok) return listing;
  const { files, truncated, omitted } = listing;
  const cached = new Set(cache.list().map(({ name }) => name));
  const header = encodeFilesHeader(id, {
    count: files.length,
    folders: listing.folders.length,
    truncated,
    omitted,
  });
  await sendLines(socket, header, [
    ...listing.folders.map((folder) => () => encodeFolderLine(folder)),
    ...files.map(
      ({ name, key, size, modifiedMs }) =>
        () =>
          encodeFilesLine({ name, size, modifiedAtMs: modifiedMs, cached: cached.has(key) }),
    ),
  ]);
  return undefined;
}

/** Encodes and writes a long answer a part at a time, so that others get their turns in between. */
async function sendLines(
  socket: Socket,
  header: string,
  lines: readonly (() => string)[],
): Promise<void> {
  let text = header;
  for (const line of lines) {
    text += line();
    if (text.length < TURN_CHARACTERS) continue;
    await writeChunk(socket, Buffer.from(text));
    text = '';
  }
  await writeChunk(socket, Buffer.from(text));
}
