import type { Omission } from '../../shared/omissions.ts';
import { MAX_OMITTED_NAMES, OMISSION_KINDS, mergeOmissions } from '../../shared/omissions.ts';
import type { RefusalCode } from '../../shared/server-state.ts';
import { MAX_AGENT_CHARACTERS } from '../../shared/server-values.ts';
import type {
  Answered,
  AuthAnswer,
  AuthDemand,
  ClosingLine,
  FilesHeader,
  FilesLine,
  FolderLine,
  GetHeader,
  HelloAnswer,
  ListEnd,
  ListHeader,
  ListLine,
  RefusalAnswer,
  StatsAnswer,
} from './native-answer.ts';
import { visibleText } from '../../shared/visible-text.ts';
import type { RequestId } from './native-request.ts';
import { WireError } from './wire-error.ts';
import { WireFields } from './wire-fields.ts';

/**
 * Reads the lines that a server sent. Servers are not trusted: every field is checked for its type,
 * range and length, and {@link WireError} says which one was wrong. Names are only known to be strings
 * of bounded length; the rules for names are for the caller to apply before anything is created.
 */

/** Longest name, in UTF-16 units: none of fewer than 4096 bytes has more. */
const MAX_NAME = 4096;
const MAX_TAG = 256;
const MAX_MESSAGE = 1024;
const MAX_ID = 8192;
/** As `SCRAM_MESSAGE_LIMIT`. */
const MAX_SCRAM = 1024;
const MAX_WORD = 64;
const MAX_WORDS = 64;
const MAX_HOST = 255;
const MAX_PORTS = 1024;
const MAX_THREADS = 1024;
const MAX_TRANSFERS = 1024;
/** Most lines that a list may announce; a client reads them into memory. */
const MAX_LINES = 10_000_000;

const REFUSAL_CODES: readonly RefusalCode[] = [
  'bad-request',
  'not-found',
  'not-a-file',
  'forbidden',
  'changed',
  'unauthorized',
  'busy',
  'shutting-down',
  'internal',
];
const SOURCES = ['cache', 'disk'] as const;
const DIALECTS = ['native', 'plain', 'http'] as const;
const CRC32 = /^[0-9a-f]{8}$/i;

/** The answer to `hello`. @throws WireError */
export function decodeHello(line: Uint8Array): Answered<HelloAnswer> {
  return decodeFirstLine(line, 'the answer to hello', (fields) => {
    fields.oneOf('server', ['fifolio']);
    return {
      version: fields.string('version', MAX_WORD),
      protocol: fields.count('protocol'),
      ops: fields.strings('ops', MAX_WORDS, MAX_WORD),
      limits: fields.object('limits').amounts(MAX_WORDS),
      ...(fields.has('auth') ? { auth: decodeAuthDemand(fields.object('auth')) } : {}),
    };
  });
}

function decodeAuthDemand(fields: WireFields): AuthDemand {
  return { required: fields.boolean('required'), scheme: fields.string('scheme', MAX_WORD) };
}

/** The answer to `auth`. @throws WireError */
export function decodeAuth(line: Uint8Array): Answered<AuthAnswer> {
  return decodeFirstLine(line, 'the answer to auth', (fields) => ({
    scram: fields.string('scram', MAX_SCRAM),
  }));
}

/** The line before a file's bytes; `length` is known to be `size - from`. @throws WireError */
export function decodeGetHeader(line: Uint8Array): Answered<GetHeader> {
  return decodeFirstLine(line, 'the header of a file', (fields) => {
    const size = fields.count('size');
    const from = fields.count('from', size);
    const length = fields.count('length', size);
    if (length !== size - from) {
      throw new WireError('In the header of a file, "length" must be "size" less "from".');
    }
    return {
      name: fields.string('name', MAX_NAME),
      size,
      from,
      length,
      modifiedAtMs: fields.date('modifiedAt'),
      tag: fields.string('tag', MAX_TAG),
      source: fields.oneOf('source', SOURCES),
    };
  });
}

/** The line behind a file's bytes. @throws WireError */
export function decodeClosingLine(line: Uint8Array): ClosingLine {
  const fields = WireFields.parse(line, 'the closing line');
  if (!fields.boolean('end')) throw new WireError('In the closing line, "end" must be true.');
  if (!fields.has('crc32')) return {};
  const digits = fields.string('crc32', 8);
  if (!CRC32.test(digits))
    throw new WireError('In the closing line, "crc32" must be 8 hex digits.');
  return { crc32: Number.parseInt(digits, 16) };
}

/** The line before the entries of the cache. @throws WireError */
export function decodeListHeader(line: Uint8Array): Answered<ListHeader> {
  return decodeFirstLine(line, 'the header of the cache list', (fields) => ({
    ...(fields.has('count') ? { count: fields.count('count', MAX_LINES) } : {}),
    capacity: fields.count('capacity'),
    used: fields.count('used'),
  }));
}

/** One entry of the cache, or the end of a long list. @throws WireError */
export function decodeListLine(line: Uint8Array): ListLine | ListEnd {
  const fields = WireFields.parse(line, 'a line of the cache list');
  if (fields.has('end')) {
    if (!fields.boolean('end')) throw new WireError('In the cache list, "end" must be true.');
    return { count: fields.count('count', MAX_LINES) };
  }
  return {
    name: fields.string('name', MAX_NAME),
    size: fields.count('size'),
    cachedAtMs: fields.date('cachedAt'),
    modifiedAtMs: fields.date('modifiedAt'),
    hits: fields.count('hits'),
  };
}

/** The line before the folders and files of a folder. @throws WireError */
export function decodeFilesHeader(line: Uint8Array): Answered<FilesHeader> {
  return decodeFirstLine(line, 'the header of the file list', (fields) => ({
    count: fields.count('count', MAX_LINES),
    folders: fields.has('folders') ? fields.count('folders', MAX_LINES) : 0,
    truncated: fields.boolean('truncated'),
    omitted: decodeOmissions(fields),
    unshared: fields.has('unshared') ? fields.count('unshared') : 0,
  }));
}

/** Older servers send how many at most, and no reasons. */
function decodeOmissions(fields: WireFields): readonly Omission[] {
  if (fields.has('omitted')) {
    return mergeOmissions(
      fields
        .objects('omitted', MAX_WORDS)
        .map((omission) => ({
          kind: omissionKind(omission.string('kind', MAX_WORD)),
          count: omission.count('count', MAX_LINES),
          names: omission
            .strings('names', MAX_WORDS, MAX_NAME)
            .slice(0, MAX_OMITTED_NAMES)
            .map(visibleText),
        }))
        .filter(({ count }) => count > 0),
    );
  }
  const count = fields.has('skipped') ? fields.count('skipped') : 0;
  return count === 0 ? [] : [{ kind: 'unknown', count, names: [] }];
}

/** Later versions may know more reasons. */
function omissionKind(word: string): Omission['kind'] {
  return OMISSION_KINDS.find((kind) => kind === word) ?? 'unknown';
}

/** One folder of a folder. @throws WireError */
export function decodeFolderLine(line: Uint8Array): FolderLine {
  const fields = WireFields.parse(line, 'a line of the file list');
  const name = fields.string('folder', MAX_NAME);
  if (!fields.has('files')) return { name };
  return { name, content: { files: fields.count('files'), bytes: fields.count('size') } };
}

/** One file of a folder. @throws WireError */
export function decodeFilesLine(line: Uint8Array): FilesLine {
  const fields = WireFields.parse(line, 'a line of the file list');
  return {
    name: fields.string('name', MAX_NAME),
    size: fields.count('size'),
    modifiedAtMs: fields.date('modifiedAt'),
    cached: fields.boolean('cached'),
  };
}

/** The answer to `stats`, from a server that is not trusted. @throws WireError */
export function decodeStats(line: Uint8Array): Answered<StatsAnswer> {
  return decodeFirstLine(line, 'the answer to stats', (fields) => {
    const counters = fields.object('counters');
    // Servers of earlier versions do not count everything.
    const later = (name: string): number => (counters.has(name) ? counters.count(name) : 0);
    const cache = fields.object('cache');
    return {
      version: fields.string('version', MAX_WORD),
      uptimeMs: fields.amount('uptimeMs'),
      accepting: fields.oneOf('accepting', ['shared-port', 'shared-descriptor', 'port-per-thread']),
      ports: fields.objects('ports', MAX_PORTS).map((port) => ({
        host: port.string('host', MAX_HOST),
        port: port.count('port', 65_535),
      })),
      threads: fields.objects('threads', MAX_THREADS).map((thread) => ({
        thread: thread.count('thread'),
        connectionsOpen: thread.count('connectionsOpen'),
        connectionsAccepted: thread.count('connectionsAccepted'),
        requests: thread.count('requests'),
        bytesSent: thread.count('bytesSent'),
      })),
      transfers: fields.objects('transfers', MAX_TRANSFERS).map((transfer) => ({
        thread: transfer.count('thread'),
        port: transfer.count('port', 65_535),
        dialect: transfer.oneOf('dialect', DIALECTS),
        ...(transfer.has('encrypted') && transfer.boolean('encrypted') ? { encrypted: true } : {}),
        ...(transfer.has('agent') ? { agent: transfer.string('agent', MAX_AGENT_CHARACTERS) } : {}),
        name: transfer.string('name', MAX_NAME),
        size: transfer.count('size'),
        from: transfer.count('from'),
        sentBytes: transfer.count('sentBytes'),
        source: transfer.oneOf('source', SOURCES),
        startedAtMs: transfer.amount('startedAtMs'),
      })),
      counters: {
        connectionsAccepted: counters.count('connectionsAccepted'),
        connectionsRefused: counters.count('connectionsRefused'),
        connectionsOpen: counters.count('connectionsOpen'),
        requests: counters.count('requests'),
        requestsNative: later('requestsNative'),
        requestsPlain: later('requestsPlain'),
        requestsHttp: later('requestsHttp'),
        requestsFailed: counters.count('requestsFailed'),
        wrongCodes: later('wrongCodes'),
        cacheHits: counters.count('cacheHits'),
        cacheMisses: counters.count('cacheMisses'),
        bytesSent: counters.count('bytesSent'),
        bytesSentFromCache: counters.count('bytesSentFromCache'),
        evictions: counters.count('evictions'),
        evictionsForRoom: later('evictionsForRoom'),
        evictionsOfChanged: later('evictionsOfChanged'),
        evictionsOfRemoved: later('evictionsOfRemoved'),
        evictionsByClearing: later('evictionsByClearing'),
        evictionsByRequest: later('evictionsByRequest'),
        evictionsForEntries: later('evictionsForEntries'),
      },
      cache: {
        capacityBytes: cache.count('capacityBytes'),
        usedBytes: cache.count('usedBytes'),
        heldBytes: cache.count('heldBytes'),
        entries: cache.count('entries'),
      },
      hitRatio: fields.amount('hitRatio', 1),
      byteHitRatio: fields.amount('byteHitRatio', 1),
    };
  });
}

/**
 * The first line of any answer: what its op says, or a refusal.
 * @param what the line, for a person: `the header of a file`
 * @param decodeAnswer reads the op's own fields
 */
function decodeFirstLine<T>(
  line: Uint8Array,
  what: string,
  decodeAnswer: (fields: WireFields) => T,
): Answered<T> {
  const fields = WireFields.parse(line, what);
  const id = decodeId(fields, what);
  if (!fields.boolean('ok')) return { ok: false, refusal: decodeRefusal(fields, id) };
  const answer = decodeAnswer(fields);
  return id === undefined ? { ok: true, answer } : { ok: true, id, answer };
}

function decodeRefusal(fields: WireFields, id: RequestId | undefined): RefusalAnswer {
  return {
    ...(id === undefined ? {} : { id }),
    code: fields.oneOf('error', REFUSAL_CODES),
    message: fields.string('message', MAX_MESSAGE),
    ...(fields.has('tag') ? { tag: fields.string('tag', MAX_TAG) } : {}),
  };
}

function decodeId(fields: WireFields, what: string): RequestId | undefined {
  if (!fields.has('id')) return undefined;
  const id = fields.value('id');
  if (typeof id === 'string' && id.length <= MAX_ID) return id;
  if (Number.isFinite(id)) return id as number;
  throw new WireError(`In ${what}, "id" must be a string or a finite number.`);
}
