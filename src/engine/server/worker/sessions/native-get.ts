import { type Bytes, KIB } from '../../../../shared/units.ts';
import type { EntryHandle } from '../../../cache/entry-handle.ts';
import type { GetRequest } from '../../../dialects/native-request.ts';
import { tagOf } from '../../../files/file-version.ts';
import type { Content } from '../content/content-source.ts';
import { closeLater } from '../content/file-reading.ts';
import { appendWithChecksum, INLINE_BYTES } from '../sending/inline-body.ts';
import type { OutputBatch } from '../sending/output-batch.ts';
import { EntryMemo } from './entry-memo.ts';
import { PreparedAnswer } from './prepared-answer.ts';
import type { LoggedRequest } from '../request-log.ts';
import { sendLogged } from './send-logged.ts';
import type { SessionConnection, SessionServices } from './session.ts';
import type { NativeRefusal } from './native-refusal.ts';

/** Room for any closing line, and for what a header has besides the name and the id, each at most tripled by escapes. */
const FRAME_BYTES = 1 * KIB;

export type GetOutcome =
  /** The whole answer is in the batch. */
  | { readonly kind: 'answered' }
  | { readonly kind: 'refused'; readonly refusal: NativeRefusal }
  /** It is being sent; the promise fails when it had to be cut. */
  | { readonly kind: 'sending'; readonly sent: Promise<void> };

/** Answers the `get` requests of the native dialect for all connections of a thread. */
export class NativeGet {
  readonly #services: SessionServices;
  readonly #prepared = new EntryMemo((entry) => new PreparedAnswer(entry.name, entry.version));

  constructor(services: SessionServices) {
    this.#services = services;
  }

  answer(
    connection: SessionConnection,
    output: OutputBatch,
    request: GetRequest,
    logged: LoggedRequest,
  ): GetOutcome {
    const content = this.#services.source.find(request.name);
    if (!content.ok) {
      const { code, why } = content;
      return { kind: 'refused', refusal: { code, why } };
    }
    const { size } = content.kind === 'entry' ? content.entry : content.file.version;
    const refusal = refuseRange(request, content, size);
    if (refusal !== undefined) {
      if (content.kind === 'file') closeLater(content.file.fd);
      return { kind: 'refused', refusal };
    }
    const prepared =
      content.kind === 'entry'
        ? this.#prepared.of(content.entry)
        : new PreparedAnswer(content.file.key, content.file.version);
    if (this.#answerInline(output, { request, content, prepared })) {
      logged.answered({ source: content.source, sentBytes: size - request.from });
      return ANSWERED;
    }
    // What was answered before goes first.
    output.flush();
    const sent = sendLogged(this.#services, connection, logged, {
      content,
      from: request.from,
      end: size,
      wantsChecksum: request.crc32,
      header: prepared.header(request, content.source),
      closing: (checksum) => prepared.closing(request, checksum),
    });
    return { kind: 'sending', sent };
  }

  /** Copies a small answer into the batch. `false`, with nothing written: it is not, or not whole in the cache. */
  #answerInline(
    output: OutputBatch,
    {
      request,
      content,
      prepared,
    }: {
      readonly request: GetRequest;
      readonly content: Content;
      readonly prepared: PreparedAnswer;
    },
  ): boolean {
    if (content.kind === 'file') return false;
    const { entry } = content;
    const length = entry.size - request.from;
    if (length > INLINE_BYTES) return false;
    const header = prepared.header(request, content.source);
    output.begin(header.length * 3 + length + FRAME_BYTES);
    output.text(header);
    const closing = this.#appendBody(output, entry, { request, prepared });
    if (closing === undefined) {
      output.rollBack();
      return false;
    }
    output.text(closing);
    return true;
  }

  /** @returns the line behind it; `undefined`: the file is not whole in the cache (any more) */
  #appendBody(
    output: OutputBatch,
    entry: EntryHandle,
    { request, prepared }: { readonly request: GetRequest; readonly prepared: PreparedAnswer },
  ): string | undefined {
    const { cache } = this.#services;
    const part = { from: request.from, end: entry.size };
    const known = prepared.knownClosing(request);
    if (known !== undefined) return output.cached(cache, entry, part) ? known : undefined;
    const checksum = appendWithChecksum(output, cache, { entry, ...part });
    return checksum === undefined ? undefined : prepared.closing(request, checksum);
  }
}

const ANSWERED: GetOutcome = { kind: 'answered' };

/** Why the part that a client asks for cannot be had of this version. */
function refuseRange(
  { from, tag }: GetRequest,
  content: Content,
  size: Bytes,
): NativeRefusal | undefined {
  if (tag !== undefined) {
    const { version } = content.kind === 'entry' ? content.entry : content.file;
    const current = tagOf(version);
    if (tag !== current) {
      return { code: 'changed', why: { reason: 'changed-since' }, tag: current };
    }
  }
  return from > size ? { code: 'bad-request', why: { reason: 'beyond-end', size } } : undefined;
}
