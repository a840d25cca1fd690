import { KeyHash } from '../object-key.ts';
import type { RecordedColumn } from '../recording/recorded-columns.ts';
import { columnNames, hashField, sizeOf } from './csv-fields.ts';
import { type CsvRecord, CsvRecords } from './csv-records.ts';
import type { RequestSink, TraceDecoder } from './trace-decoder.ts';

const COMMA = 0x2c;

interface Columns {
  readonly name: number;
  readonly size: number;
  /** −1 if there is none. */
  readonly version: number;
  /** How many columns a line needs. */
  readonly needed: number;
}

/**
 * What the server records: CSV (RFC 4180) whose first line names its columns, `time,name,size,version` in any order
 * and among others. A file in another version is another object. The time is not read; the version may be missing.
 */
export class RecordedCsvDecoder implements TraceDecoder {
  readonly #sink: RequestSink;
  readonly #records = new CsvRecords(COMMA, (record) => this.#take(record));
  readonly #hash = new KeyHash();
  #columns: Columns | undefined;

  constructor(sink: RequestSink) {
    this.#sink = sink;
  }

  write(chunk: Uint8Array): void {
    this.#records.write(chunk);
  }

  end(): void {
    this.#records.end();
  }

  #take(record: CsvRecord): void {
    if (this.#columns === undefined) {
      this.#columns = this.#findColumns(record);
      return;
    }
    const { name, version } = this.#columns;
    const bytes = sizeOf(this.#records, record, this.#columns);
    hashField(this.#hash, record, name);
    this.#hash.separate();
    if (version >= 0) hashField(this.#hash, record, version);
    this.#sink(this.#hash.key(), bytes, Infinity);
  }

  #findColumns(record: CsvRecord): Columns {
    const names = columnNames(record);
    const find = (column: RecordedColumn): number => names.indexOf(column);
    const place = (column: RecordedColumn): number => {
      const index = find(column);
      if (index < 0) throw this.#records.problem({ kind: 'column-not-named', column });
      return index;
    };
    const name = place('name');
    const size = place('size');
    const version = find('version');
    return { name, size, version, needed: 1 + Math.max(name, size, version) };
  }
}
