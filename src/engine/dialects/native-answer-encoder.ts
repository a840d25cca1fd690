import type { RequestId } from './native-request.ts';
import type {
  AuthAnswer,
  FileDescription,
  FilesHeader,
  FilesLine,
  FolderLine,
  GetHeader,
  HelloAnswer,
  ListHeader,
  ListLine,
  RefusalAnswer,
  StatsAnswer,
} from './native-answer.ts';
import { countOmissions } from '../../shared/omissions.ts';
import { formatCrc32 } from '../checksum/crc32.ts';

/**
 * Every function here gives one line with its line feed, as text to be sent in UTF-8. `id` is echoed
 * where the request had one.
 */

/** The closing line of an answer whose client asked for no checksum. */
export const CLOSING_LINE_WITHOUT_CHECKSUM = '{"end":true}\n';

/** The part of a `get` header that stays the same for one version of a file, encoded once. */
export interface PreparedGetHeader {
  readonly size: number;
  /** Begins with `,"name":` and ends before `,"from":`. */
  readonly description: string;
  /** Begins with `,"modifiedAt":` and ends before `,"source":`. */
  readonly version: string;
}

export function prepareGetHeader(file: FileDescription): PreparedGetHeader {
  return {
    size: file.size,
    description: `,"name":${JSON.stringify(file.name)},"size":${file.size}`,
    version: `,"modifiedAt":"${isoDate(file.modifiedAtMs)}","tag":${JSON.stringify(file.tag)}`,
  };
}

/** The line before a body of `size - from` bytes. `from` must be within 0 to the file's size. */
export function encodeGetHeader(
  prepared: PreparedGetHeader,
  {
    id,
    from,
    source,
  }: { readonly id?: RequestId | undefined } & Pick<GetHeader, 'from' | 'source'>,
): string {
  return `{"ok":true${encodeId(id)}${prepared.description},"from":${from},"length":${prepared.size - from}${prepared.version},"source":"${source}"}\n`;
}

/** The line behind a body; `crc32` of exactly the bytes of this answer. */
export function encodeClosingLine(crc32: number): string {
  return `{"end":true,"crc32":"${formatCrc32(crc32)}"}\n`;
}

export function encodeHello(id: RequestId | undefined, hello: HelloAnswer): string {
  const { version, protocol, ops, limits, auth } = hello;
  const fields = JSON.stringify({ server: 'fifolio', version, protocol, ops, limits, auth });
  return `{"ok":true${encodeId(id)},${fields.slice(1)}\n`;
}

export function encodeAuth(id: RequestId | undefined, { scram }: AuthAnswer): string {
  return `{"ok":true${encodeId(id)},"scram":${JSON.stringify(scram)}}\n`;
}

export function encodeListHeader(id: RequestId | undefined, header: ListHeader): string {
  const count = header.count === undefined ? '' : `,"count":${header.count}`;
  return `{"ok":true${encodeId(id)}${count},"capacity":${header.capacity},"used":${header.used}}\n`;
}

export function encodeListLine(line: ListLine): string {
  return `{"name":${JSON.stringify(line.name)},"size":${line.size},"cachedAt":"${isoDate(line.cachedAtMs)}","modifiedAt":"${isoDate(line.modifiedAtMs)}","hits":${line.hits}}\n`;
}

/** The last line of a long list; `count`: how many entries were sent. */
export function encodeListEnd(count: number): string {
  return `{"end":true,"count":${count}}\n`;
}

export function encodeFilesHeader(id: RequestId | undefined, header: FilesHeader): string {
  return `{"ok":true${encodeId(id)},${encodeFilesFields(header)}}\n`;
}

/** What a listing says of itself, without the braces around it and without a line feed. */
export function encodeFilesFields({
  count,
  folders,
  truncated,
  omitted,
  unshared,
}: FilesHeader): string {
  const skipped = countOmissions(omitted);
  const fields = JSON.stringify({
    count,
    ...(folders === 0 ? {} : { folders }),
    truncated,
    skipped,
    ...(skipped === 0 ? {} : { omitted }),
    ...(unshared === 0 ? {} : { unshared }),
  });
  return fields.slice(1, -1);
}

export function encodeFolderLine({ name, content }: FolderLine): string {
  const size = content === undefined ? '' : `,"files":${content.files},"size":${content.bytes}`;
  return `{"folder":${JSON.stringify(name)}${size}}\n`;
}

export function encodeFilesLine(line: FilesLine): string {
  return `{"name":${JSON.stringify(line.name)},"size":${line.size},"modifiedAt":"${isoDate(line.modifiedAtMs)}","cached":${line.cached}}\n`;
}

export function encodeStats(id: RequestId | undefined, stats: StatsAnswer): string {
  return `{"ok":true${encodeId(id)},${JSON.stringify(stats).slice(1)}\n`;
}

export function encodeRefusal({ id, code, message, tag }: RefusalAnswer): string {
  const tagField = tag === undefined ? '' : `,"tag":${JSON.stringify(tag)}`;
  return `{"ok":false${encodeId(id)},"error":"${code}","message":${JSON.stringify(message)}${tagField}}\n`;
}

function encodeId(id: RequestId | undefined): string {
  return id === undefined ? '' : `,"id":${JSON.stringify(id)}`;
}

/** The furthest times a `Date` can hold, ECMA-262 section 21.4.1.1. */
const MAX_DATE_MS = 8.64e15;

/** File systems can hold dates that `Date` cannot; those are moved to the nearest one it can. */
function isoDate(epochMs: number): string {
  return new Date(Math.max(-MAX_DATE_MS, Math.min(MAX_DATE_MS, Math.floor(epochMs)))).toISOString();
}
