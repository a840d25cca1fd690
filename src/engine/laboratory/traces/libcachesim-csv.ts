import { KeyHash } from '../object-key.ts';
import { columnNames, fieldNumber, hashField, sizeOf } from './csv-fields.ts';
import { type CsvRecord, CsvRecords } from './csv-records.ts';
import type { RequestSink, TraceDecoder } from './trace-decoder.ts';

/** Which columns hold what, from 0. */
export interface CsvColumns {
  readonly id: number;
  readonly size: number;
}

/** A time, an id, a size, and whatever follows. */
const USUAL: CsvColumns = { id: 1, size: 2 };

const ID_NAMES = ['obj_id', 'obj-id', 'object_id', 'id', 'obj', 'object', 'key'];
const SIZE_NAMES = ['obj_size', 'obj-size', 'object_size', 'size', 'bytes', 'value_size'];

const DELIMITERS = ['\t', ',', '|', ':'];
const MOST_FIRST_LINE = 65_536;
const LINE_FEED = 0x0a;

/**
 * libCacheSim's csv: lines with a time, an id, a size, and more. As there, the delimiter is found in the first line
 * (tab, comma, bar or colon), which is taken for names of columns if it has more letters than digits; names that are
 * known then tell the columns. Requests of no bytes are left out. Ids of up to 15 digits are numbers, others text.
 *
 * Source: `csv.c` of libCacheSim.
 */
export class LibCacheSimCsvDecoder implements TraceDecoder {
  readonly #sink: RequestSink;
  readonly #hash = new KeyHash();
  #columns: CsvColumns | undefined;
  #first: Uint8Array = new Uint8Array(0);
  #records: CsvRecords | undefined;
  #mayBeNames = true;

  /** @param columns - where they are; without it, as the first line says, or second and third */
  constructor(sink: RequestSink, columns?: CsvColumns) {
    this.#sink = sink;
    this.#columns = columns;
  }

  write(chunk: Uint8Array): void {
    if (this.#records !== undefined) {
      this.#records.write(chunk);
      return;
    }
    this.#first = Buffer.concat([this.#first, chunk]);
    if (this.#first.includes(LINE_FEED) || this.#first.length > MOST_FIRST_LINE) this.#begin();
  }

  end(): void {
    this.#records ??= this.#begin();
    this.#records.end();
  }

  #begin(): CsvRecords {
    const [line = ''] = Buffer.from(this.#first).toString('latin1').split('\n', 1);
    this.#mayBeNames = isMostlyLetters(line);
    const records = new CsvRecords(delimiterOf(line), (record) => this.#take(record, records));
    this.#records = records;
    records.write(this.#first);
    this.#first = new Uint8Array(0);
    return records;
  }

  #take(record: CsvRecord, records: CsvRecords): void {
    const isNames = this.#mayBeNames;
    this.#mayBeNames = false;
    this.#columns ??= isNames ? namedColumns(columnNames(record)) : USUAL;
    if (isNames) return;
    const { id, size } = this.#columns;
    const bytes = sizeOf(records, record, { size, needed: 1 + Math.max(id, size) });
    if (bytes === 0) return;
    this.#sink(fieldNumber(record, id) ?? this.#hashOf(record, id), bytes, Infinity);
  }

  #hashOf(record: CsvRecord, field: number): number {
    hashField(this.#hash, record, field);
    return this.#hash.key();
  }
}

function namedColumns(names: readonly string[]): CsvColumns {
  const id = names.findIndex((name) => ID_NAMES.includes(name));
  const size = names.findIndex((name) => SIZE_NAMES.includes(name));
  return id >= 0 && size >= 0 ? { id, size } : USUAL;
}

/** The one that comes most, the likelier ones counting more. */
function delimiterOf(line: string): number {
  const counts = DELIMITERS.map(
    (delimiter, index) => (line.split(delimiter).length - 1) * (DELIMITERS.length - index),
  );
  const best = counts.indexOf(Math.max(...counts));
  return (counts[best] === 0 ? ',' : DELIMITERS[best]!).charCodeAt(0);
}

/** Letters that a hexadecimal number could have decide nothing. */
function isMostlyLetters(line: string): boolean {
  const digits = line.replace(/[^0-9]/g, '').length;
  const letters = line.replace(/[^a-z]/gi, '').length;
  return digits <= letters;
}
