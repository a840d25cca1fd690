import type { Bytes } from '../../../shared/units.ts';
import type { KeyHash } from '../object-key.ts';
import { type CsvRecord, type CsvRecords, fieldText } from './csv-records.ts';

const QUOTE = 0x22;
const SPACE = 0x20;
const ZERO = 0x30;
const NINE = 0x39;
/** A number of so many digits is below 2^53. */
const MOST_DIGITS = 15;

/** A whole number from 0, of at most 15 digits, perhaps with spaces around; `undefined` if the field is none. */
export function fieldNumber(record: CsvRecord, field: number): number | undefined {
  const { bytes } = record;
  let at = record.starts[field]!;
  let end = record.ends[field]!;
  while (at < end && bytes[at] === SPACE) at += 1;
  while (at < end && bytes[end - 1] === SPACE) end -= 1;
  if (at === end || end - at > MOST_DIGITS) return undefined;
  let value = 0;
  for (; at < end; at += 1) {
    const digit = bytes[at]!;
    if (digit < ZERO || digit > NINE) return undefined;
    value = value * 10 + (digit - ZERO);
  }
  return value;
}

/**
 * The size in a record.
 *
 * @throws {TraceError} where it has fewer columns than are needed, or no size there
 */
export function sizeOf(
  records: CsvRecords,
  record: CsvRecord,
  { size, needed }: { readonly size: number; readonly needed: number },
): Bytes {
  if (record.count < needed) {
    throw records.problem({ kind: 'columns-missing', found: record.count, needed });
  }
  const bytes = fieldNumber(record, size);
  if (bytes === undefined) {
    throw records.problem({ kind: 'not-a-size', text: fieldText(record, size) });
  }
  return bytes;
}

/** Adds the bytes of a field to a hash; doubled quotation marks count once. */
export function hashField(hash: KeyHash, record: CsvRecord, field: number): void {
  const { bytes } = record;
  const end = record.ends[field]!;
  const isDoubled = record.areDoubled[field] === 1;
  for (let at = record.starts[field]!; at < end; at += 1) {
    hash.add(bytes[at]!);
    if (isDoubled && bytes[at] === QUOTE) at += 1;
  }
}

/** The names of columns in a first line: in lower case, without spaces around, or a byte order mark before. */
export function columnNames(record: CsvRecord): string[] {
  return Array.from({ length: record.count }, (_, field) =>
    fieldText(record, field).replace('\ufeff', '').trim().toLowerCase(),
  );
}
