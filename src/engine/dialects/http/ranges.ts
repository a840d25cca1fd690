import type { Bytes } from '../../../shared/units.ts';

/** A part of a file: from its first byte to before `end`. Never empty. */
export interface ByteRange {
  readonly from: Bytes;
  readonly end: Bytes;
}

/** More parts than this are answered with the whole file, and so are parts that overlap into more than it. */
const MAX_RANGES = 16;

/**
 * What a `Range` field means for a file of `size` bytes (RFC 9110 section 14.2). `whole`: the field is
 * to be ignored; `unsatisfiable`: none of its ranges has a byte of the file.
 */
export function parseRanges(value: string, size: Bytes): ByteRange[] | 'whole' | 'unsatisfiable' {
  const found = /^bytes=(.*)$/i.exec(value);
  if (found === null) return 'whole';
  const ranges: ByteRange[] = [];
  let total = 0;
  const specs = found[1]!
    .split(',')
    .map((spec) => spec.trim())
    .filter((spec) => spec !== '');
  if (specs.length === 0 || specs.length > MAX_RANGES) return 'whole';
  for (const spec of specs) {
    const range = parseOne(spec, size);
    if (range === 'malformed') return 'whole';
    if (range === undefined) continue;
    ranges.push(range);
    total += range.end - range.from;
  }
  if (ranges.length === 0) return 'unsatisfiable';
  return total > size ? 'whole' : ranges;
}

/** `undefined`: it has no byte of the file. */
function parseOne(spec: string, size: Bytes): ByteRange | 'malformed' | undefined {
  const found = /^(\d*)-(\d*)$/.exec(spec);
  if (found === null) return 'malformed';
  const [, first = '', last = ''] = found;
  if (first === '') {
    if (last === '') return 'malformed';
    const length = Math.min(Number(last), size);
    return length === 0 ? undefined : { from: size - length, end: size };
  }
  const from = Number(first);
  if (last !== '' && Number(last) < from) return 'malformed';
  if (from >= size) return undefined;
  return { from, end: last === '' ? size : Math.min(Number(last) + 1, size) };
}
