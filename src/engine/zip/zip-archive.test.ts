import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it, onTestFinished } from 'vitest';
import { contentOf } from '../../../doubles/content.ts';
import { ZipArchive, type ZipEntry } from './zip-archive.ts';

const hasPython = spawnSync('python3', ['-c', 'import zipfile']).status === 0;
const hasUnzip = spawnSync('unzip', ['-v']).status === 0;

const MODIFIED_MS = Date.UTC(2024, 1, 29, 12, 34, 57);
const GIB = 2 ** 30;

interface File {
  readonly name: string;
  readonly content: Buffer;
}

function entryOf({ name, content }: File): ZipEntry {
  return { name, size: content.length, modifiedAtMs: MODIFIED_MS };
}

function archiveOf(files: readonly File[]): { readonly bytes: Buffer; readonly length: number } {
  const archive = new ZipArchive(files.map(entryOf));
  const parts = files.flatMap(({ content }, index) => [
    archive.localHeader(index),
    content,
    archive.descriptor(index, crc32(content)),
  ]);
  return { bytes: Buffer.concat([...parts, archive.end()]), length: archive.length };
}

function fileOf(bytes: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'fifolio-zip-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'a.zip');
  writeFileSync(path, bytes);
  return path;
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const FILES: readonly File[] = [
  { name: 'folder/empty', content: Buffer.alloc(0) },
  { name: 'folder/größe 😀.txt', content: Buffer.from('content') },
  { name: 'folder/sub/PK\u0003.bin', content: contentOf('zip', 200_000) },
  { name: 'a\'b"c', content: Buffer.from([0x50, 0x4b, 0x07, 0x08]) },
];

describe('ZipArchive', () => {
  it.skipIf(!hasPython)('is read by Python, name by name and byte by byte (needs python3)', () => {
    const script = [
      'import hashlib, json, sys, zipfile',
      'with zipfile.ZipFile(sys.argv[1]) as archive:',
      '    assert archive.testzip() is None',
      '    print(json.dumps([[i.filename, i.file_size, hashlib.sha256(archive.read(i)).hexdigest(),',
      '        list(i.date_time), i.external_attr >> 16] for i in archive.infolist()]))',
    ].join('\n');
    const { bytes } = archiveOf(FILES);
    const printed = execFileSync('python3', ['-c', script, fileOf(bytes)], { encoding: 'utf8' });
    expect(JSON.parse(printed)).toEqual(
      FILES.map(({ name, content }) => [
        name,
        content.length,
        sha256(content),
        [2024, 2, 29, 12, 34, 56],
        0o100644,
      ]),
    );
  });

  it.skipIf(!hasUnzip)('passes the test of unzip (needs unzip)', () => {
    const { bytes } = archiveOf(FILES);
    const { status, stdout } = spawnSync('unzip', ['-t', fileOf(bytes)], { encoding: 'utf8' });
    expect(stdout).toContain('No errors detected');
    expect(status).toBe(0);
  });

  it.skipIf(!hasPython)('of no file is an archive too (needs python3)', () => {
    const { bytes, length } = archiveOf([]);
    expect(bytes).toHaveLength(length);
    const script = 'import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).namelist())';
    const printed = execFileSync('python3', ['-c', script, fileOf(bytes)], { encoding: 'utf8' });
    expect(printed).toBe('[]\n');
  });

  it.skipIf(!hasPython)('of 65,536 files is read by Python (needs python3)', () => {
    const files = Array.from({ length: 65_536 }, (_, at) => ({
      name: `${at}`,
      content: Buffer.alloc(0),
    }));
    const { bytes, length } = archiveOf(files);
    expect(bytes).toHaveLength(length);
    const script = 'import sys, zipfile; print(len(zipfile.ZipFile(sys.argv[1]).namelist()))';
    const printed = execFileSync('python3', ['-c', script, fileOf(bytes)], { encoding: 'utf8' });
    expect(printed).toBe('65536\n');
  });

  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
  const file = fc.record({ name, content: fc.uint8Array({ maxLength: 100 }).map(Buffer.from) });

  test.prop([fc.array(file, { maxLength: 8 })])('is as long as it said', (files) => {
    const { bytes, length } = archiveOf(files);
    expect(bytes).toHaveLength(length);
  });
});

/**
 * Python reads an archive whose content is a hole: what stands between the headers is not written, so
 * that gigabytes take no time and no space.
 */
describe('ZIP64', () => {
  it.skipIf(!hasPython)('holds files and offsets beyond 4 GiB (needs python3)', () => {
    const entries: ZipEntry[] = [
      { name: 'first', size: 0xff_ff_ff_fe, modifiedAtMs: MODIFIED_MS },
      { name: 'second', size: 0xff_ff_ff_ff, modifiedAtMs: MODIFIED_MS },
      { name: 'third', size: 5 * GIB, modifiedAtMs: MODIFIED_MS },
      { name: 'last', size: 3, modifiedAtMs: MODIFIED_MS },
    ];
    const archive = new ZipArchive(entries);
    // Each part with where it belongs.
    const parts: [at: number, hex: string][] = [];
    let at = 0;
    const add = (bytes: Buffer): void => {
      parts.push([at, bytes.toString('hex')]);
      at += bytes.length;
    };
    entries.forEach((entry, index) => {
      add(archive.localHeader(index));
      if (entry.name === 'last') add(Buffer.from('end'));
      else at += entry.size;
      add(archive.descriptor(index, entry.name === 'last' ? crc32('end') : 0));
    });
    add(archive.end());
    expect(at).toBe(archive.length);
    const script = [
      'import json, os, sys, tempfile, zipfile',
      'parts = json.load(sys.stdin)',
      'with tempfile.TemporaryFile() as file:',
      '    for at, data in parts:',
      '        file.seek(at)',
      '        file.write(bytes.fromhex(data))',
      '    with zipfile.ZipFile(file) as archive:',
      '        print(json.dumps([[i.filename, i.file_size, i.header_offset] for i in archive.infolist()]))',
      '        print(archive.read("last").decode())',
      '        for i in archive.infolist():',
      '            archive.open(i).close()',
    ].join('\n');
    const printed = execFileSync('python3', ['-c', script], {
      input: JSON.stringify(parts),
      encoding: 'utf8',
    });
    const [listed, last] = printed.split('\n');
    expect((JSON.parse(listed!) as unknown[][]).map(([each, size]) => [each, size])).toEqual(
      entries.map(({ name: each, size }) => [each, size]),
    );
    expect((JSON.parse(listed!) as number[][]).map(([, , offset]) => offset)).toEqual(
      parts.filter(([, hex]) => hex.startsWith('504b0304')).map(([offset]) => offset),
    );
    expect(last).toBe('end');
  });

  it('is used only where a field is too small', () => {
    const length = (size: number): number =>
      new ZipArchive([{ name: 'a', size, modifiedAtMs: 0 }]).length - size;
    expect(length(0xff_ff_ff_fe - 100)).toBe(length(0));
    // The sizes fit, but where the directory begins does not.
    expect(length(0xff_ff_ff_fe)).toBe(length(0) + 76);
    // Local sizes, descriptor, central sizes, and the end.
    expect(length(0xff_ff_ff_ff)).toBe(length(0) + 20 + 8 + 20 + 76);
  });

  it('has times that MS-DOS has not, as near as it can', () => {
    for (const [modifiedAtMs, expected] of [
      [-1e15, [1980, 1, 1]],
      [0, [1980, 1, 1]],
      [1e15, [2107, 12, 31]],
    ] as const) {
      const header = new ZipArchive([{ name: 'a', size: 0, modifiedAtMs }]).localHeader(0);
      const date = header.readUInt16LE(12);
      expect([(date >> 9) + 1980, (date >> 5) & 15, date & 31]).toEqual(expected);
    }
  });
});
