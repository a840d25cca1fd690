import {
  CLOSING_LINE_WITHOUT_CHECKSUM,
  encodeClosingLine,
  encodeGetHeader,
  prepareGetHeader,
  type PreparedGetHeader,
} from '../../../dialects/native-answer-encoder.ts';
import type { GetRequest } from '../../../dialects/native-request.ts';
import { type FileVersion, modifiedMsOf, tagOf } from '../../../files/file-version.ts';

/** The lines around the body of one version of a file; what all its answers have in common is encoded once. */
export class PreparedAnswer {
  readonly #header: PreparedGetHeader;
  /** The lines that nearly every client gets: no id, the whole file, from the cache, with its checksum. */
  #plainHeader: string | undefined;
  #plainClosing: string | undefined;

  constructor(name: string, version: FileVersion) {
    this.#header = prepareGetHeader({
      name,
      size: version.size,
      modifiedAtMs: modifiedMsOf(version),
      tag: tagOf(version),
    });
  }

  header({ id, from }: GetRequest, source: 'cache' | 'disk'): string {
    if (id !== undefined || from !== 0 || source !== 'cache') {
      return encodeGetHeader(this.#header, { id, from, source });
    }
    return (this.#plainHeader ??= encodeGetHeader(this.#header, { id, from, source }));
  }

  /** The closing line, if it can be written without computing a checksum. */
  knownClosing({ from, crc32 }: GetRequest): string | undefined {
    if (!crc32) return CLOSING_LINE_WITHOUT_CHECKSUM;
    return from === 0 ? this.#plainClosing : undefined;
  }

  /** `checksum`: of the bytes sent in answer to this request. */
  closing({ from, crc32 }: GetRequest, checksum: number): string {
    if (!crc32) return CLOSING_LINE_WITHOUT_CHECKSUM;
    if (from !== 0) return encodeClosingLine(checksum);
    return (this.#plainClosing ??= encodeClosingLine(checksum));
  }
}
