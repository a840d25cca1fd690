import type { Bytes } from '../../../../../shared/units.ts';
import type { Validators } from '../../../../dialects/http/conditions.ts';
import { contentDisposition } from '../../../../dialects/http/content-disposition.ts';
import { formatHttpDate } from '../../../../dialects/http/http-date.ts';
import { type FileVersion, modifiedMsOf, tagOf } from '../../../../files/file-version.ts';
import { contentTypeOf } from './content-type.ts';

/** What all answers about one version of a file have in common, encoded once. */
export class PreparedFile implements Validators {
  readonly name: string;
  readonly size: Bytes;
  readonly etag: string;
  readonly modifiedAtMs: number;
  readonly contentType: string;
  /** The fields that an answer without content has, too. */
  readonly validatorFields: string;
  /** The fields that describe the content, without its length, type and disposition. */
  readonly contentFields: string;
  /** `Repr-Digest`, once somebody wished for it. */
  digest: Promise<string | undefined> | undefined;
  /** The whole head that nearly every client gets, and the second that it was made in. */
  usualHead = '';
  usualHeadDate = '';

  constructor(name: string, version: FileVersion) {
    const { value, isActive } = contentTypeOf(name);
    this.name = name;
    this.size = version.size;
    this.etag = `"${tagOf(version)}"`;
    this.modifiedAtMs = modifiedMsOf(version);
    this.contentType = value;
    // RFC 9110 section 8.8.2.1: never later than the answer itself.
    const lastModified = formatHttpDate(Math.min(this.modifiedAtMs, Date.now()));
    this.validatorFields =
      `ETag: ${this.etag}\r\nCache-Control: no-cache\r\n` +
      (lastModified === undefined ? '' : `Last-Modified: ${lastModified}\r\n`);
    this.contentFields =
      `${this.validatorFields}Accept-Ranges: bytes\r\n` +
      (isActive ? 'Content-Security-Policy: sandbox\r\n' : '');
  }

  /** The value of `Content-Disposition`, with the last part of the name. */
  disposition(type: 'inline' | 'attachment'): string {
    return contentDisposition(type, this.name.slice(this.name.lastIndexOf('/') + 1));
  }
}
