import { KIB } from '../../../../../shared/units.ts';
import type { DateField, Persistence } from '../../../../dialects/http/answer-head.ts';
import { evaluateConditions, rangeCounts } from '../../../../dialects/http/conditions.ts';
import { type ByteRange, parseRanges } from '../../../../dialects/http/ranges.ts';
import type { Content } from '../../content/content-source.ts';
import { closeLater } from '../../content/file-reading.ts';
import type { LoggedRequest, RequestOrigin, RequestSubject } from '../../request-log.ts';
import { CutError } from '../../sending/cut-error.ts';
import { INLINE_BYTES } from '../../sending/inline-body.ts';
import type { OutputBatch } from '../../sending/output-batch.ts';
import type { Step } from '../answer-loop.ts';
import { EntryMemo } from '../entry-memo.ts';
import { type BodyToSend, sendLogged, sendSeveral } from '../send-logged.ts';
import type { SessionServices } from '../session.ts';
import { digestField } from './content-digest.ts';
import type { HttpExchange } from './http-exchange.ts';
import { type MultipartPart, multipartOf } from './multipart.ts';
import { PreparedFile } from './prepared-file.ts';
import { refuse } from './refusals.ts';

/** Room for any head, with a name of any length in it. */
const HEAD_BYTES = 32 * KIB;

/** Answers GET and HEAD of files, for all HTTP connections of a thread. */
export class HttpFiles {
  readonly #services: SessionServices;
  readonly #prepared = new EntryMemo((entry) => new PreparedFile(entry.name, entry.version));
  readonly #date: DateField;

  constructor(services: SessionServices, date: DateField) {
    this.#services = services;
    this.#date = date;
  }

  /**
   * Answers a request for a whole file that is small and in the cache: as {@link answer} does, with nothing
   * made for this request alone.
   *
   * @returns `undefined`, with nothing done: it is not such a file
   */
  answerUsual(
    output: OutputBatch,
    {
      origin,
      subject,
      persistence,
    }: {
      readonly origin: RequestOrigin;
      readonly subject: RequestSubject;
      readonly persistence: Persistence;
    },
  ): 'answered' | 'finished' | undefined {
    const { source, cache, requests } = this.#services;
    const begunAtMs = requests.isFollowed ? performance.now() : 0;
    const nowMs = Date.now();
    const entry = source.findFresh(subject.name, nowMs);
    if (entry === undefined || entry.size > INLINE_BYTES) return undefined;
    const head = this.#prepared.of(entry).usualHead(this.#date.at(nowMs), persistence);
    output.begin(head.length + entry.size);
    output.bytes(head);
    if (!output.cached(cache, entry, { from: 0, end: entry.size })) {
      output.rollBack();
      return undefined;
    }
    source.countHit(entry);
    requests.answered(origin, subject, { source: 'cache', sentBytes: entry.size, begunAtMs });
    return persistence === 'close' ? 'finished' : 'answered';
  }

  answer(exchange: HttpExchange): Step {
    const { fields } = exchange.head;
    const request = exchange.begin(exchange.isHead ? 'head' : 'get');
    if (exchange.isHead || fields.areConditional) {
      const answer = this.#answerWithoutContent(exchange, request);
      if (answer !== undefined) return answer;
    }
    const content = this.#services.source.find(exchange.target.path);
    if (!content.ok) return refuse(exchange, request, content);
    const prepared =
      content.kind === 'entry'
        ? this.#prepared.of(content.entry)
        : new PreparedFile(content.file.key, content.file.version);
    const ranges = fields.areSelective ? rangesOf(exchange, prepared) : 'whole';
    if (ranges === 'unsatisfiable') {
      if (content.kind === 'file') closeLater(content.file.fd);
      const why = { reason: 'beyond-end', size: prepared.size } as const;
      const range = `Content-Range: bytes */${prepared.size}\r\n`;
      return exchange.refuse(416, request, { code: 'bad-request', why }, range);
    }
    if (fields.areSelective && content.kind === 'entry' && wantsDigest(exchange)) {
      const { entry } = content;
      prepared.digest ??= digestField(this.#services.cache, entry);
      exchange.output.flush();
      return prepared.digest.then((digest = '') =>
        this.#send(exchange, request, { content, prepared, ranges, digest }),
      );
    }
    return this.#send(exchange, request, { content, prepared, ranges, digest: '' });
  }

  /**
   * Answers HEAD, and what a condition makes an answer without content, before anything is loaded.
   * `undefined`: the content has to be sent.
   */
  #answerWithoutContent(exchange: HttpExchange, request: LoggedRequest): Step | undefined {
    const seen = this.#services.source.look(request.subject.name);
    if (!seen.ok) return refuse(exchange, request, seen);
    const file = new PreparedFile(seen.key, seen.version);
    switch (evaluateConditions(exchange.head.fields, file, Date.now())) {
      case 'failed': {
        const why = { reason: 'another-version' } as const;
        return exchange.refuse(412, request, { code: 'changed', why });
      }
      case 'not-modified':
        request.answered();
        return exchange.empty(304, file.validatorFields);
      case 'proceed':
        if (!exchange.isHead) return undefined;
        request.answered();
        return exchange.empty(200, wholeFields(exchange, file));
    }
  }

  #send(
    exchange: HttpExchange,
    request: LoggedRequest,
    file: FoundFile,
  ): Exclude<Step, 'incomplete'> {
    const { content, prepared, ranges } = file;
    if (ranges !== 'whole' && ranges.length > 1) {
      return this.#sendParts(exchange, request, { ...file, ranges });
    }
    const range = ranges === 'whole' ? undefined : ranges[0];
    const { from, end } = range ?? { from: 0, end: prepared.size };
    const header =
      range === undefined ? wholeHead(exchange, file) : partialHead(exchange, file, range);
    if (content.kind === 'entry' && end - from <= INLINE_BYTES) {
      const { output } = exchange;
      output.begin(HEAD_BYTES + end - from);
      output.text(header);
      if (output.cached(this.#services.cache, content.entry, { from, end })) {
        request.answered({ source: content.source, sentBytes: end - from });
        return exchange.given;
      }
      output.rollBack();
    }
    // What was answered before goes first.
    exchange.output.flush();
    const sent = sendLogged(this.#services, exchange.connection, request, {
      content,
      from,
      end,
      wantsChecksum: false,
      header,
      closing: () => '',
    });
    return exchange.later(sent);
  }

  #sendParts(
    exchange: HttpExchange,
    request: LoggedRequest,
    { content, prepared, ranges, digest }: FoundFile & { readonly ranges: readonly ByteRange[] },
  ): Exclude<Step, 'incomplete'> {
    const { boundary, length, parts } = multipartOf(prepared, ranges);
    const head = exchange.encodeHead(
      206,
      `Content-Type: multipart/byteranges; boundary=${boundary}\r\nContent-Length: ${length}\r\n` +
        prepared.contentFields +
        digest,
    );
    exchange.output.flush();
    const { source } = content;
    const bodies = this.#bodiesOf(content, parts, head);
    const details = { size: length, from: 0, source };
    return exchange.later(
      sendSeveral(this.#services, exchange.connection, request, { details, bodies }),
    );
  }

  /** A file is closed once a part of it has been sent; the next part needs the same version again. */
  *#bodiesOf(
    content: Content,
    parts: readonly MultipartPart[],
    head: string,
  ): Generator<BodyToSend> {
    let header = head;
    let current: Content | undefined = content;
    for (const { range, before, after } of parts) {
      current ??= this.#again(content);
      yield {
        content: current,
        ...range,
        wantsChecksum: false,
        header: header + before,
        closing: () => after,
      };
      header = '';
      if (content.kind === 'file') current = undefined;
    }
  }

  #again(content: Content): Content {
    if (content.kind === 'entry') return content;
    const { key: name, version } = content.file;
    const file = this.#services.source.reopen({ name, version });
    if (file === undefined) throw new CutError({ reason: 'changed-while-sent' });
    return { ...content, file };
  }
}

interface FoundFile {
  readonly content: Content;
  readonly prepared: PreparedFile;
  readonly ranges: readonly ByteRange[] | 'whole';
  /** The line of `Repr-Digest`, if it was wished for. */
  readonly digest: string;
}

function rangesOf(exchange: HttpExchange, file: PreparedFile): ReturnType<typeof parseRanges> {
  const { fields } = exchange.head;
  const value = fields.get('range');
  if (value === undefined || !rangeCounts(fields, file, Date.now())) return 'whole';
  return parseRanges(value, file.size);
}

/** RFC 9530 section 4: a preference of 0 means that it is not wanted. */
function wantsDigest(exchange: HttpExchange): boolean {
  const wish = exchange.head.fields.get('want-repr-digest');
  return wish !== undefined && /(?:^|[,\s])sha-256=(?:[1-9]|10)(?:$|[,\s])/.test(wish);
}

function wholeFields(exchange: HttpExchange, file: PreparedFile): string {
  return file.wholeFields(exchange.target.query.has('download') ? 'attachment' : 'inline');
}

function wholeHead(exchange: HttpExchange, { prepared, digest }: FoundFile): string {
  return exchange.encodeHead(200, wholeFields(exchange, prepared) + digest);
}

function partialHead(
  exchange: HttpExchange,
  { prepared, digest }: FoundFile,
  { from, end }: ByteRange,
): string {
  return exchange.encodeHead(
    206,
    `Content-Length: ${end - from}\r\nContent-Range: bytes ${from}-${end - 1}/${prepared.size}\r\n` +
      `Content-Type: ${prepared.contentType}\r\n${prepared.contentFields}${digest}`,
  );
}
