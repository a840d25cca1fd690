import { randomBytes } from 'node:crypto';
import type { Bytes } from '../../../../../shared/units.ts';
import type { ByteRange } from '../../../../dialects/http/ranges.ts';

/** One part of `multipart/byteranges`: a range of the file, with the text around it. */
export interface MultipartPart {
  readonly range: ByteRange;
  readonly before: string;
  readonly after: string;
}

/** Several ranges of one file as one body (RFC 9110 section 14.6), whose length is known in advance. */
export function multipartOf(
  file: { readonly contentType: string; readonly size: Bytes },
  ranges: readonly ByteRange[],
): { readonly boundary: string; readonly length: Bytes; readonly parts: readonly MultipartPart[] } {
  // At random, so that no file can be made to contain it.
  const boundary = randomBytes(18).toString('base64url');
  const parts = ranges.map((range, index) => ({
    range,
    before:
      `${index === 0 ? '' : '\r\n'}--${boundary}\r\nContent-Type: ${file.contentType}\r\n` +
      `Content-Range: bytes ${range.from}-${range.end - 1}/${file.size}\r\n\r\n`,
    after: index === ranges.length - 1 ? `\r\n--${boundary}--\r\n` : '',
  }));
  const length = parts.reduce(
    (sum, { range, before, after }) => sum + before.length + range.end - range.from + after.length,
    0,
  );
  return { boundary, length, parts };
}
