import { type LineProblem, TraceError } from '../../../shared/trace-failure.ts';

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** The longest record. Names have 4096 bytes at most, twice that where they are full of quotation marks. */
const LONGEST_RECORD = 65_536;
/** Room for those that count, and one for all that follow. */
const MOST_FIELDS = 64;

const NOT_THERE = -1;

/** One record of a CSV file, for as long as its reader looks at it. */
export interface CsvRecord {
  readonly bytes: Uint8Array;
  /** Where each field begins and ends, without quotation marks around it. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** 1 where quotation marks inside of the field are doubled. */
  readonly areDoubled: Uint8Array;
  /** How many fields there are, 65 at most: the last of them stands for all that follow. */
  readonly count: number;
  /** The line on which it begins, from 1. */
  readonly line: number;
}

/**
 * Cuts a CSV file into records (RFC 4180, section 2; lines may also end with LF alone). Empty lines are left out.
 * Nothing is copied but a record that two chunks share.
 */
export class CsvRecords {
  readonly #onRecord: (record: CsvRecord) => void;
  readonly #delimiter: number;
  readonly #starts = new Int32Array(MOST_FIELDS + 1);
  readonly #ends = new Int32Array(MOST_FIELDS + 1);
  readonly #areDoubled = new Uint8Array(MOST_FIELDS + 1);
  #rest: Uint8Array = new Uint8Array(0);
  #line = 1;
  /** Line ends inside of the record's quotation marks. */
  #linesInside = 0;
  #isClosed = true;

  /** @param delimiter - the byte between fields */
  constructor(delimiter: number, onRecord: (record: CsvRecord) => void) {
    this.#delimiter = delimiter;
    this.#onRecord = onRecord;
  }

  /** @throws {TraceError} for what is no CSV. */
  write(chunk: Uint8Array): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = 0;
    for (;;) {
      const next = this.#readRecord(bytes, at, false);
      if (next < 0) break;
      at = next;
    }
    if (bytes.length - at > LONGEST_RECORD) {
      throw this.problem({ kind: 'too-long', limit: LONGEST_RECORD });
    }
    // The chunk is its giver's again.
    this.#rest = bytes.slice(at);
  }

  /** @throws {TraceError} for what is no CSV. */
  end(): void {
    if (this.#rest.length > 0) this.#readRecord(this.#rest, 0, true);
  }

  problem(problem: LineProblem): TraceError {
    return new TraceError({ code: 'damaged-line', line: this.#line, problem });
  }

  /** @returns where the next record begins, or `NOT_THERE` if the end of this one has not come */
  #readRecord(bytes: Uint8Array, from: number, isLast: boolean): number {
    let at = from;
    let count = 0;
    this.#linesInside = 0;
    for (;;) {
      const field = Math.min(count, MOST_FIELDS);
      at =
        bytes[at] === QUOTE
          ? this.#readQuoted(bytes, at, field)
          : this.#readPlain(bytes, at, field);
      count = field + 1;
      if (at >= bytes.length) {
        if (!isLast) return NOT_THERE;
        if (!this.#isClosed) throw this.problem({ kind: 'quote-not-closed' });
        break;
      }
      if (bytes[at] === LINE_FEED) break;
      if (bytes[at] !== this.#delimiter) throw this.problem({ kind: 'text-after-quote' });
      at += 1;
    }
    if (count > 1 || this.#starts[0] !== this.#ends[0]) this.#pass(bytes, count);
    this.#line += this.#linesInside + 1;
    return at + 1;
  }

  /** @returns where the field's delimiter or the end of the line is */
  #readPlain(bytes: Uint8Array, from: number, field: number): number {
    let at = from;
    while (at < bytes.length && bytes[at] !== this.#delimiter && bytes[at] !== LINE_FEED) {
      if (bytes[at] === QUOTE) throw this.problem({ kind: 'quote-inside' });
      at += 1;
    }
    const isCarriageReturn = at > from && bytes[at - 1] === CARRIAGE_RETURN;
    this.#starts[field] = from;
    this.#ends[field] = isCarriageReturn && bytes[at] !== this.#delimiter ? at - 1 : at;
    this.#areDoubled[field] = 0;
    return at;
  }

  /** @returns as `#readPlain`; the end of the bytes if they decide nothing */
  #readQuoted(bytes: Uint8Array, from: number, field: number): number {
    let at = from + 1;
    this.#starts[field] = at;
    this.#areDoubled[field] = 0;
    for (; at < bytes.length; at += 1) {
      if (bytes[at] === LINE_FEED) this.#linesInside += 1;
      if (bytes[at] !== QUOTE) continue;
      if (bytes[at + 1] !== QUOTE) break;
      this.#areDoubled[field] = 1;
      at += 1;
    }
    this.#ends[field] = at;
    this.#isClosed = at < bytes.length;
    at += 1;
    const isLineEnd = at + 1 >= bytes.length || bytes[at + 1] === LINE_FEED;
    return bytes[at] === CARRIAGE_RETURN && isLineEnd ? at + 1 : at;
  }

  #pass(bytes: Uint8Array, count: number): void {
    this.#onRecord({
      bytes,
      starts: this.#starts,
      ends: this.#ends,
      areDoubled: this.#areDoubled,
      count,
      line: this.#line,
    });
  }
}

/** The text of a field. */
export function fieldText({ bytes, starts, ends, areDoubled }: CsvRecord, field: number): string {
  const text = Buffer.from(bytes.subarray(starts[field], ends[field])).toString();
  return areDoubled[field] === 1 ? text.replaceAll('""', '"') : text;
}
