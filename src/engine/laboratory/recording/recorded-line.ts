import { createHmac } from 'node:crypto';
import { csvField } from '../../../shared/csv-field.ts';
import type { EpochMilliseconds } from '../../../shared/units.ts';
import { tagOf } from '../../files/file-version.ts';
import type { TracedFile } from '../live/request-replay.ts';
import { RECORDED_COLUMNS } from './recorded-columns.ts';

/** The first line of a recording. */
export const HEADER_LINE = `${RECORDED_COLUMNS.join(',')}\n`;

/** Characters of hashed names: 132 bits, so that no two names ever share one. */
const NAME_CHARACTERS = 22;
const VERSION_CHARACTERS = 11;

/**
 * Writes requests as lines of CSV, quoted as RFC 4180 section 2 says, ended by LF. With a key, names and versions are
 * hashed with it (HMAC, RFC 2104), so that nobody without it can try out names.
 */
export class RecordedLines {
  readonly #key: Uint8Array | undefined;
  readonly #ends = new WeakMap<TracedFile, string>();

  /** @param key - `undefined`: names are written as they are */
  constructor(key: Uint8Array | undefined) {
    this.#key = key;
  }

  line(file: TracedFile, atMs: EpochMilliseconds): string {
    let end = this.#ends.get(file);
    if (end === undefined) {
      end = this.#endOf(file);
      this.#ends.set(file, end);
    }
    return (atMs / 1000).toFixed(3) + end;
  }

  /** All but the time. */
  #endOf({ name, version }: TracedFile): string {
    const tag = tagOf(version);
    const [shownName, shownTag] =
      this.#key === undefined
        ? [csvField(name), tag]
        : [
            hashed(this.#key, `name:${name}`, NAME_CHARACTERS),
            hashed(this.#key, `version:${tag}`, VERSION_CHARACTERS),
          ];
    return `,${shownName},${version.size},${shownTag}\n`;
  }
}

function hashed(key: Uint8Array, text: string, characters: number): string {
  return createHmac('sha256', key).update(text).digest('base64url').slice(0, characters);
}
