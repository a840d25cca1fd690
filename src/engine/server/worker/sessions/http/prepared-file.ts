import type { Bytes } from '../../../../../shared/units.ts';
import { encodeHead, type Persistence } from '../../../../dialects/http/answer-head.ts';
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
  #usualHeads: Partial<Record<Persistence, Buffer>> = {};
  /** The second that they were made in. */
  #usualHeadsDate = '';

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

  /** The fields of an answer with the whole content, or to HEAD. */
  wholeFields(disposition: 'inline' | 'attachment'): string {
    return (
      `Content-Length: ${this.size}\r\nContent-Type: ${this.contentType}\r\n` +
      `Content-Disposition: ${this.#disposition(disposition)}\r\n${this.contentFields}`
    );
  }

  /** The whole head that nearly every client gets; `date` as {@link DateField} has it. */
  usualHead(date: string, persistence: Persistence): Buffer {
    if (this.#usualHeadsDate !== date) {
      this.#usualHeads = {};
      this.#usualHeadsDate = date;
    }
    return (this.#usualHeads[persistence] ??= Buffer.from(
      encodeHead(200, { date, fields: this.wholeFields('inline'), persistence }),
    ));
  }

  /** The value of `Content-Disposition`, with the last part of the name. */
  #disposition(type: 'inline' | 'attachment'): string {
    return contentDisposition(type, this.name.slice(this.name.lastIndexOf('/') + 1));
  }
}
