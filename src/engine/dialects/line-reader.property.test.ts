import { fc, test } from '@fast-check/vitest';
import { describe, expect, it, vi } from 'vitest';
import { LineReader } from './line-reader.ts';

const LIMIT = 40;
const lineBytes = fc
  .uint8Array({ maxLength: LIMIT })
  .map((bytes) => bytes.map((byte) => (byte === 0x0a ? 0x20 : byte)));

function cut(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  let offset = 0;
  for (let turn = 0; offset < bytes.length; turn += 1) {
    const size = Math.max(1, sizes[turn % sizes.length] ?? bytes.length);
    // A copy (a Buffer's own `slice` is none), to be wiped once read as a reused receive buffer is.
    chunks.push(Uint8Array.from(bytes.subarray(offset, offset + size)));
    offset += size;
  }
  return chunks;
}

function readAll(reader: LineReader): (number[] | 'too-long')[] {
  const lines: (number[] | 'too-long')[] = [];
  for (;;) {
    const line = reader.readLine();
    if (line === 'incomplete') return lines;
    if (line === 'too-long') return [...lines, line];
    lines.push([...line]);
  }
}

const chunkSizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 20 });

describe('LineReader', () => {
  test.prop([fc.array(lineBytes, { maxLength: 12 }), chunkSizes])(
    'gives the same lines however they are cut',
    (lines, sizes) => {
      const reader = new LineReader(LIMIT);
      const stream = Buffer.concat(lines.flatMap((line) => [line, Uint8Array.of(0x0a)]));
      const read: unknown[] = [];
      for (const chunk of cut(stream, sizes)) {
        reader.push(chunk);
        read.push(...readAll(reader));
        chunk.fill(0x0a);
      }
      expect(read).toEqual(lines.map((line) => [...line]));
      expect(reader.hasUnread).toBe(false);
    },
  );

  test.prop([lineBytes, fc.uint8Array({ maxLength: 100 }), chunkSizes])(
    'gives up exactly the bytes behind a header, body and next line',
    (header, body, sizes) => {
      const reader = new LineReader(LIMIT);
      let found: Uint8Array | undefined;
      const rest: Uint8Array[] = [];
      for (const chunk of cut(Buffer.concat([header, Uint8Array.of(0x0a), body]), sizes)) {
        reader.push(chunk);
        if (found === undefined) {
          const line = reader.readLine();
          if (typeof line === 'string') {
            expect(line).toBe('incomplete');
            continue;
          }
          found = Uint8Array.from(line);
        }
        rest.push(Uint8Array.from(reader.takeRest()));
        chunk.fill(0);
      }
      expect([...(found ?? [])]).toEqual([...header]);
      expect([...Buffer.concat(rest)]).toEqual([...body]);
    },
  );

  test.prop([fc.integer({ min: LIMIT + 1, max: 3 * LIMIT }), chunkSizes, fc.boolean()])(
    'gives up on a line over the limit however it is cut, and for good',
    (length, sizes, isEnded) => {
      const reader = new LineReader(LIMIT);
      const stream = Buffer.from(`ok\n${'x'.repeat(length)}${isEnded ? '\nok\n' : ''}`);
      const read: unknown[] = [];
      for (const chunk of cut(stream, sizes)) {
        reader.push(chunk);
        read.push(...readAll(reader));
      }
      const [first, ...others] = read;
      expect(first).toEqual([...Buffer.from('ok')]);
      expect(new Set(others)).toEqual(new Set(['too-long']));
    },
  );

  it('keeps nothing of what comes behind a line that is too long', () => {
    const reader = new LineReader(LIMIT);
    reader.push(Buffer.from('x'.repeat(LIMIT + 1)));
    expect(reader.readLine()).toBe('too-long');
    reader.push(Buffer.from('more\n'));
    expect(reader.readLine()).toBe('too-long');
    expect(reader.hasUnread).toBe(false);
    expect(reader.takeRest()).toHaveLength(0);
  });

  it('copies a line that comes byte by byte a few times over, not once for each byte', () => {
    const copied = vi.spyOn(Buffer, 'allocUnsafe');
    const length = 100_000;
    const reader = new LineReader(length);
    for (let at = 0; at < length; at++) {
      reader.push(Buffer.from('x'));
      reader.readLine();
    }
    const bytes = copied.mock.calls.reduce((sum, [size]) => sum + size, 0);
    copied.mockRestore();
    expect(bytes).toBeLessThan(4 * length);
    reader.push(Buffer.from('\n'));
    expect(reader.readLine()).toHaveLength(length);
  });

  it('takes a line of exactly the limit', () => {
    const reader = new LineReader(LIMIT);
    reader.push(Buffer.from('x'.repeat(LIMIT)));
    expect(reader.readLine()).toBe('incomplete');
    reader.push(Buffer.from('\n'));
    expect(Buffer.from(reader.readLine() as Uint8Array).toString()).toBe('x'.repeat(LIMIT));
  });

  it('copies nothing where a line is whole in its chunk', () => {
    const reader = new LineReader();
    const chunk = Buffer.from('one\ntwo\nbody');
    reader.push(chunk);
    expect((reader.readLine() as Uint8Array).buffer).toBe(chunk.buffer);
    expect((reader.readLine() as Uint8Array).byteOffset).toBe(chunk.byteOffset + 4);
    expect(reader.takeRest().byteOffset).toBe(chunk.byteOffset + 8);
  });

  it('keeps what was not read when the next chunk comes', () => {
    const reader = new LineReader();
    reader.push(Buffer.from('one\ntw'));
    reader.push(Buffer.from('o\n'));
    expect(readAll(reader).map((line) => Buffer.from(line as number[]).toString())).toEqual([
      'one',
      'two',
    ]);
  });
});
