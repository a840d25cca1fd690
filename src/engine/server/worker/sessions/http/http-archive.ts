import { crc32 } from 'node:zlib';
import { leftOutText } from '../../../../share-page/left-out-text.ts';
import { contentDisposition } from '../../../../dialects/http/content-disposition.ts';
import type { ListedFile } from '../../../../files/folder-reader.ts';
import { type FileListing, listFiles } from '../../../../files/listing.ts';
import { ZipArchive, type ZipEntry } from '../../../../zip/zip-archive.ts';
import { closeLater } from '../../content/file-reading.ts';
import { CutError } from '../../sending/cut-error.ts';
import { writeChunk } from '../../sending/socket-writing.ts';
import type { LoggedRequest } from '../../request-log.ts';
import type { Step } from '../answer-loop.ts';
import { type BodyToSend, sendSeveral } from '../send-logged.ts';
import type { SessionServices } from '../session.ts';
import type { HttpExchange } from './http-exchange.ts';
import { refuse } from './refusals.ts';

/** Says in the archive what is missing from it; without its number and ending. */
const LEFT_OUT_NAME = 'LEFT OUT';
/** As many as a listing can have. */
const MOST_FILES = 500_000;

/** Answers `?archive=zip` of a folder: with all files in and below it, each as one version or not at all. */
export function answerArchive(services: SessionServices, exchange: HttpExchange): Step {
  const { path } = exchange.target;
  const request = exchange.begin('archive');
  const refusal = services.root.refuseFolder(path.slice(0, -1));
  if (refusal !== undefined) return refuse(exchange, request, refusal);
  return sendArchive(services, exchange, request);
}

async function sendArchive(
  services: SessionServices,
  exchange: HttpExchange,
  request: LoggedRequest,
): Promise<'answered' | 'finished'> {
  const { path } = exchange.target;
  const { root, listings } = services;
  const listing = await listings.use(() =>
    listFiles(root, { prefix: path, recursive: true, limit: MOST_FILES }),
  );
  if (!listing.ok) return refuse(exchange, request, listing);
  // The folder itself is the top of the archive; the names above it are not.
  const above = path.lastIndexOf('/', path.length - 2) + 1;
  const entries = listing.files.map((file) => entryOf(file, above));
  const leftOut = leftOutOf(listing, path.slice(above), entries);
  const archive = new ZipArchive(leftOut === undefined ? entries : [...entries, leftOut.entry]);
  const filename = `${path.slice(above, -1) || 'files'}.zip`;
  const head = exchange.encodeHead(
    200,
    `Content-Type: application/zip\r\nContent-Length: ${archive.length}\r\nCache-Control: no-cache\r\n` +
      `Content-Disposition: ${contentDisposition('attachment', filename)}\r\n`,
  );
  exchange.output.text(head);
  exchange.output.flush();
  if (exchange.isHead) {
    request.answered();
    return exchange.given;
  }
  await sendSeveral(services, exchange.connection, request, {
    details: { size: archive.length, from: 0, source: 'disk' },
    bodies: bodiesOf(services, listing.files, archive),
  });
  const { socket } = exchange.connection;
  if (leftOut !== undefined) await writeChunk(socket, leftOut.encode(archive, entries.length));
  await writeChunk(socket, archive.end());
  return exchange.given;
}

function entryOf({ name, size, modifiedMs }: ListedFile, above: number): ZipEntry {
  return { name: name.slice(above), size, modifiedAtMs: modifiedMs };
}

/** Each file is looked for when its turn has come; its length was promised. */
function* bodiesOf(
  { source }: SessionServices,
  files: readonly ListedFile[],
  archive: ZipArchive,
): Generator<BodyToSend> {
  for (const [index, { name, size }] of files.entries()) {
    const content = source.find(name);
    if (!content.ok) throw new CutError(content.why);
    const { version } = content.kind === 'entry' ? content.entry : content.file;
    if (version.size !== size) {
      if (content.kind === 'file') closeLater(content.file.fd);
      throw new CutError({ reason: 'changed-in-archive' });
    }
    yield {
      content,
      from: 0,
      end: size,
      wantsChecksum: true,
      header: archive.localHeader(index),
      closing: (crc32) => archive.descriptor(index, crc32),
    };
  }
}

interface LeftOut {
  readonly entry: ZipEntry;
  encode(archive: ZipArchive, index: number): Buffer;
}

function leftOutOf(
  listing: FileListing,
  folder: string,
  taken: readonly ZipEntry[],
): LeftOut | undefined {
  const sentences = leftOutText(listing);
  if (sentences === '') return undefined;
  const names = new Set(taken.map(({ name }) => name));
  let name = `${folder}${LEFT_OUT_NAME}.txt`;
  for (let number = 2; names.has(name); number++)
    name = `${folder}${LEFT_OUT_NAME} (${number}).txt`;
  const text = Buffer.from(sentences);
  return {
    entry: { name, size: text.length, modifiedAtMs: Date.now() },
    encode: (archive, index) =>
      Buffer.concat([archive.localHeader(index), text, archive.descriptor(index, crc32(text))]),
  };
}
