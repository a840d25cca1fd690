import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { keyOfName } from '../../src/engine/laboratory/object-key.ts';
import { LibCacheSimCsvDecoder } from '../../src/engine/laboratory/traces/libcachesim-csv.ts';
import { createDecoder, guessFormat } from '../../src/engine/laboratory/traces/trace-format.ts';
import type { TraceFormat } from '../../src/shared/laboratory-names.ts';
import { TraceError, type TraceFailure } from '../../src/shared/trace-failure.ts';
import { traceSentence } from '../../src/shared/trace-sentences.ts';

type Request = readonly [key: number, size: number, nextAccess: number];

function decode(format: TraceFormat, ...pieces: readonly (string | Uint8Array)[]): Request[] {
  const requests: Request[] = [];
  const decoder = createDecoder({ format }, (...request) => requests.push(request));
  for (const piece of pieces) decoder.write(Buffer.from(piece));
  decoder.end();
  return requests;
}

function failureOf(action: () => unknown): TraceFailure {
  try {
    action();
  } catch (error) {
    if (error instanceof TraceError) return error.failure;
    throw error;
  }
  throw new Error('Nothing failed.');
}

interface OracleRecord {
  readonly id: bigint;
  readonly size: number;
  readonly next: bigint;
}

function oracle(records: readonly OracleRecord[]): Buffer {
  const bytes = Buffer.alloc(records.length * 24);
  for (const [index, { id, size, next }] of records.entries()) {
    bytes.writeUInt32LE(index, index * 24);
    bytes.writeBigUInt64LE(id, index * 24 + 4);
    bytes.writeUInt32LE(size, index * 24 + 12);
    bytes.writeBigInt64LE(next, index * 24 + 16);
  }
  return bytes;
}

/** Wherever a trace is cut, the same comes out. */
function cuts(bytes: Buffer, places: readonly number[]): Buffer[] {
  const sorted = places.map((place) => place % (bytes.length + 1)).sort((one, two) => one - two);
  return [0, ...sorted].map((from, index) => bytes.subarray(from, sorted[index] ?? bytes.length));
}

describe('csv, as the server records it', () => {
  it('knows a file by its name and its version', () => {
    const text =
      'time,name,size,version\r\n1,a.txt,5,v1\r\n2,"b, ""c"".txt",7,v1\r\n3,a.txt,6,v2\r\n4,a.txt,5,v1\n';
    const [first, second, third, fourth] = decode('csv', text);
    expect([first![1], second![1], third![1]]).toEqual([5, 7, 6]);
    expect(fourth).toEqual(first);
    expect(new Set([first![0], second![0], third![0]]).size).toBe(3);
  });

  it('finds its columns by their names, and needs no version', () => {
    expect(decode('csv', '\ufeffsize,who,NAME\n5,x,a\n5,y,a')).toEqual(
      decode('csv', 'name,size\na,5\n"a",5\n'),
    );
  });

  it('keeps names with line ends apart, and leaves out empty lines', () => {
    const [first, second] = decode('csv', 'name,size\n\n"a\nb",1\n\r\n"a\nc",2\n');
    expect(first![0]).not.toBe(second![0]);
  });

  it('a file of no bytes is a request like any other', () => {
    expect(decode('csv', 'name,size\na,0\n')).toHaveLength(1);
  });

  const FIELD = fc.string({
    unit: fc.constantFrom('a', 'b', '"', ',', '\n', '\r', ' ', 'é', '漢'),
  });
  test.prop([
    fc.array(fc.record({ name: FIELD, size: fc.nat(), version: FIELD }), { minLength: 1 }),
    fc.array(fc.nat(), { maxLength: 8 }),
  ])('reads what RFC 4180 writes, however it is cut', (lines, places) => {
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    const text = [
      'time,name,size,version',
      ...lines.map(({ name, size, version }) => `0,${quoted(name)},${size},${quoted(version)}`),
    ].join('\r\n');
    const whole = decode('csv', text);
    expect(whole.map(([, size]) => size)).toEqual(lines.map(({ size }) => size));
    expect(decode('csv', ...cuts(Buffer.from(text), places))).toEqual(whole);
    const same = (index: number, other: number): boolean =>
      lines[index]!.name === lines[other]!.name && lines[index]!.version === lines[other]!.version;
    for (let index = 1; index < lines.length; index += 1) {
      expect(whole[index]![0] === whole[0]![0]).toBe(same(index, 0));
    }
  });

  it.each<[string, string, string]>([
    ['no header', '1,a.txt,5\n', 'Line 1 names no column "name".'],
    ['a size that is none', 'name,size\na,5\nb,x5\n', 'Line 3 has "x5" where a size'],
    ['a negative size', 'name,size\na,-5\n', 'Line 2 has "-5" where a size'],
    ['no size', 'name,size\na,5\nb', 'Line 3 has 1 of the 2 columns'],
    ['a stray quotation mark', 'name,size\na"b,5\n', 'Line 2 has a quotation mark inside'],
    ['text behind quotation marks', 'name,size\n"a"b,5\n', 'Line 2 has text after'],
    ['quotation marks without end', 'name,size\n"a\n\n",5\n"b,5\n', 'Line 5 begins a value'],
    ['no lines', `name,size\n${'x'.repeat(70_000)}`, 'Line 2 is longer than 65536 bytes.'],
  ])('names the line of what is damaged: %s', (_, text, sentence) => {
    expect(traceSentence(failureOf(() => decode('csv', text)))).toContain(sentence);
  });
});

describe('oracleGeneral', () => {
  const NONE = 2n ** 63n - 1n;

  it('reads ids, sizes and next accesses', () => {
    const bytes = oracle([
      { id: 7n, size: 100, next: 2n },
      { id: 2n ** 53n - 1n, size: 2 ** 32 - 1, next: -1n },
      { id: 7n, size: 100, next: NONE },
    ]);
    expect(decode('oracleGeneral', bytes)).toEqual([
      [7, 100, 2],
      [2 ** 53 - 1, 2 ** 32 - 1, Infinity],
      [7, 100, Infinity],
    ]);
  });

  it('keeps wide ids apart that differ in their highest bits alone, and leaves out requests of no bytes', () => {
    const ids = Array.from({ length: 2000 }, (_, index) => (BigInt(index + 1) << 53n) | 5n);
    const requests = decode(
      'oracleGeneral',
      oracle([...ids, 1n].map((id) => ({ id, size: id === 1n ? 0 : 1, next: -1n }))),
    );
    expect(new Set(requests.map(([key]) => key)).size).toBe(2000);
    expect(requests).toHaveLength(2000);
  });

  test.prop([
    fc.array(
      fc.record({
        id: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
        size: fc.integer({ min: 1, max: 2 ** 32 - 1 }),
        next: fc.bigInt({ min: -1n, max: 2n ** 40n }),
      }),
      { minLength: 1 },
    ),
    fc.array(fc.nat(), { maxLength: 8 }),
  ])('is the same however it is cut', (records, places) => {
    const bytes = oracle(records);
    const whole = decode('oracleGeneral', bytes);
    expect(whole.map(([, size]) => size)).toEqual(records.map(({ size }) => size));
    expect(decode('oracleGeneral', ...cuts(bytes, places))).toEqual(whole);
  });

  it('names the record that is damaged, and its byte', () => {
    const cut = oracle([
      { id: 1n, size: 1, next: -1n },
      { id: 2n, size: 1, next: -1n },
    ]).subarray(0, 40);
    expect(traceSentence(failureOf(() => decode('oracleGeneral', cut)))).toBe(
      'Record 2, at byte 24, has 16 of its 24 bytes. Was the trace cut off there?',
    );
    const strange = oracle([{ id: 1n, size: 1, next: -3n }]);
    expect(traceSentence(failureOf(() => decode('oracleGeneral', strange)))).toContain(
      'Record 1, at byte 0, has -3 for its next access',
    );
  });
});

describe('libcachesim-csv', () => {
  it('takes time, id and size, where the first line says nothing else', () => {
    const expected = [
      [7, 100, Infinity],
      [8, 50, Infinity],
    ];
    expect(decode('libcachesim-csv', '1,7,100,x\n2, 8 , 50,y\n')).toEqual(expected);
    expect(decode('libcachesim-csv', '# ts\tobject\tlen\n1\t7\t100\n2\t8\t50')).toEqual(expected);
    expect(decode('libcachesim-csv', 'obj_size|obj_id\n100|7\n', '50|8')).toEqual(expected);
  });

  it('takes the columns that it is told', () => {
    const requests: Request[] = [];
    const decoder = new LibCacheSimCsvDecoder((...request) => requests.push(request), {
      id: 4,
      size: 3,
    });
    decoder.write(Buffer.from('cmd,ver,time,size,lbn\n1,2,3,512,9\n'));
    decoder.end();
    expect(requests).toEqual([[9, 512, Infinity]]);
  });

  it('takes ids that are no numbers, and leaves out requests of no bytes', () => {
    const [first, second, third, ...more] = decode(
      'libcachesim-csv',
      '1,k1,5\n2,k2,5\n3,k1,5\n4,k3,0\n',
    );
    expect(more).toEqual([]);
    expect(first![0]).toBe(third![0]);
    expect(first![0]).not.toBe(second![0]);
  });

  it.each<[string, string]>([
    ['1,7,100\n2,8\n', 'Line 2 has 2 of the 3 columns'],
    ['1,7,100\n2,8,1e3\n', 'Line 2 has "1e3" where a size'],
    ['nothing', 'Line 1 has 1'],
  ])('names the line of what is damaged: %j', (text, sentence) => {
    // A lone line of letters is a header, and says nothing.
    const failure = failureOf(() => {
      decode('libcachesim-csv', text === 'nothing' ? '12\n' : text);
    });
    expect(traceSentence(failure)).toContain(sentence);
  });
});

it.each<[string, string | Buffer, TraceFormat]>([
  ['requests.csv', 'time,name,size,version\n', 'csv'],
  ['a', '"name","size"\n', 'csv'],
  ['a.csv', 'time,id,size\n', 'libcachesim-csv'],
  ['a', '1,2,3\n', 'libcachesim-csv'],
  ['w01.oracleGeneral.bin.zst', '', 'oracleGeneral'],
  ['a', oracle([{ id: 1n, size: 1, next: -1n }]), 'oracleGeneral'],
])('guesses the format of %s', (name, beginning, format) => {
  expect(guessFormat(name, Buffer.from(beginning))).toBe(format);
});

it('makes keys of names that differ where names or versions do', () => {
  const names = Array.from({ length: 50_000 }, (_, index) => `photos/${index.toString(36)}.jpg`);
  expect(new Set(names.map((name) => keyOfName(name))).size).toBe(50_000);
  expect(keyOfName('a', 'bc')).not.toBe(keyOfName('ab', 'c'));
  expect(keyOfName('a')).toBe(keyOfName('a', ''));
  expect(keyOfName('a')).toBeLessThanOrEqual(Number.MAX_SAFE_INTEGER);
});
