import { crc32 } from 'node:zlib';
import { KIB } from '../../shared/units.ts';
import type { EntryHandle } from '../cache/cache-types.ts';
import { combineCrc32 } from '../checksum/crc32.ts';
import {
  CLOSING_LINE_WITHOUT_CHECKSUM,
  encodeClosingLine,
  encodeGetHeader,
  prepareGetHeader,
  type PreparedGetHeader,
} from '../dialects/native-answer-encoder.ts';
import type { RefusalAnswer } from '../dialects/native-answer.ts';
import type { GetRequest } from '../dialects/native-request.ts';
import { type FileVersion, modifiedMsOf, tagOf } from '../files/file-version.ts';
import { closeLater } from './file-reading.ts';
import type { OutputBatch } from './output-batch.ts';
import type { RequestSubject } from './request-log.ts';
import { sendLogged } from './send-logged.ts';
import { copyShared } from './shared-copy.ts';
import type { SessionConnection, SessionServices } from './session.ts';

/**
 * Answers of at most this many bytes from the cache are copied into one buffer with their header and
 * closing line, and with the answers beside them: one write instead of many costs less than the copy.
 */
const INLINE_BYTES = 64 * KIB;

/** Room for any closing line, and for what a header has besides the name and the id, each at most tripled by escapes. */
const FRAME_BYTES = 1 * KIB;

/** Headers of this many entries are kept encoded. */
const PREPARED_HEADERS = 16_384;

export type GetOutcome =
  /** The whole answer is in the batch. */
  | { readonly kind: 'answered' }
  | { readonly kind: 'refused'; readonly refusal: Omit<RefusalAnswer, 'id'> }
  /** It is being sent; the promise fails when it had to be cut. */
  | { readonly kind: 'sending'; readonly sent: Promise<void> };

/** Answers the `get` requests of the native dialect for all connections of a thread. */
export class NativeGet {
  readonly #services: SessionServices;
  readonly #prepared = new Map<
    string,
    { readonly slot: number; readonly generation: number; readonly header: PreparedGetHeader }
  >();

  constructor(services: SessionServices) {
    this.#services = services;
  }

  answer(connection: SessionConnection, output: OutputBatch, request: GetRequest): GetOutcome {
    const content = this.#services.source.find(request.name);
    if (!content.ok) return { kind: 'refused', refusal: content };
    const version = content.kind === 'entry' ? content.entry.version : content.file.version;
    const refusal = refuseRange(request, version);
    if (refusal !== undefined) {
      if (content.kind === 'file') closeLater(content.file.fd);
      return { kind: 'refused', refusal };
    }
    const header = encodeGetHeader(
      content.kind === 'entry'
        ? this.#prepare(content.entry)
        : prepare(content.file.key, content.file.version),
      { id: request.id, from: request.from, source: content.source },
    );
    const subject: RequestSubject = { dialect: 'native', op: 'get', name: request.name };
    if (
      content.kind === 'entry' &&
      version.size - request.from <= INLINE_BYTES &&
      this.#answerInline(output, { entry: content.entry, request, header })
    ) {
      this.#services.requests.answered(connection.origin, subject, {
        source: content.source,
        sentBytes: version.size - request.from,
      });
      return { kind: 'answered' };
    }
    // What was answered before goes first.
    output.flush();
    const sent = sendLogged(this.#services, connection, subject, {
      content,
      size: version.size,
      from: request.from,
      wantsChecksum: request.crc32,
      header,
      closing: (checksum) => closingLine(request, checksum),
    });
    return { kind: 'sending', sent };
  }

  /** Copies a small answer into the batch. `false`, with nothing written: it is not whole in the cache. */
  #answerInline(
    output: OutputBatch,
    {
      entry,
      request,
      header,
    }: { readonly entry: EntryHandle; readonly request: GetRequest; readonly header: string },
  ): boolean {
    const { cache } = this.#services;
    if (cache.loadedBytes(entry) !== entry.size) return false;
    const length = entry.size - request.from;
    output.begin(header.length * 3 + length + FRAME_BYTES);
    output.text(header);
    const target = output.reserve(length);
    let checksum = 0;
    for (let done = 0; done < length;) {
      const piece = cache.pin(entry, request.from + done);
      if (piece === undefined) {
        output.rollBack();
        return false;
      }
      const skipped = request.from + done - piece.offset;
      const bytes = skipped === 0 ? piece.bytes : piece.bytes.subarray(skipped);
      copyShared(bytes, target, done);
      if (request.crc32) {
        checksum =
          skipped === 0 && piece.crc32 !== undefined
            ? combineCrc32(checksum, piece.crc32, bytes.length)
            : crc32(bytes, checksum);
      }
      cache.unpin(piece);
      done += bytes.length;
    }
    output.text(closingLine(request, checksum));
    return true;
  }

  #prepare(entry: EntryHandle): PreparedGetHeader {
    const known = this.#prepared.get(entry.name);
    if (known?.slot === entry.slot && known.generation === entry.generation) return known.header;
    const header = prepare(entry.name, entry.version);
    if (this.#prepared.size >= PREPARED_HEADERS) this.#prepared.clear();
    const { slot, generation } = entry;
    this.#prepared.set(entry.name, { slot, generation, header });
    return header;
  }
}

function prepare(name: string, version: FileVersion): PreparedGetHeader {
  return prepareGetHeader({
    name,
    size: version.size,
    modifiedAtMs: modifiedMsOf(version),
    tag: tagOf(version),
  });
}

function closingLine(request: GetRequest, checksum: number): string {
  return request.crc32 ? encodeClosingLine(checksum) : CLOSING_LINE_WITHOUT_CHECKSUM;
}

/** Why the part that a client asks for cannot be had of this version. */
function refuseRange(
  { from, tag }: GetRequest,
  version: FileVersion,
): Omit<RefusalAnswer, 'id'> | undefined {
  if (tag !== undefined) {
    const current = tagOf(version);
    if (tag !== current) {
      return {
        code: 'changed',
        message: 'the file has changed since; fetch it from its beginning',
        tag: current,
      };
    }
  }
  if (from > version.size) {
    const message = `"from" is ${from}, but the file has ${version.size} bytes`;
    return { code: 'bad-request', message };
  }
  return undefined;
}
