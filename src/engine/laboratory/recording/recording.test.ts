import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { TracedFile } from '../live/request-replay.ts';
import { HEADER_LINE, RecordedLines } from './recorded-line.ts';
import { NotARecordingError, RecordingFile } from './recording-file.ts';
import { RequestRecorder } from './request-recorder.ts';

const AT_MS = 1_700_000_000_123;

function traced(name: string, size = 5): TracedFile {
  return { name, key: 1, nameHash: 1, version: { size, modifiedNs: 36n, inode: 37n, device: 38n } };
}

function path(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fifolio-recording-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'requests.csv');
}

it('lines have the time in seconds, the name, its size and its version', () => {
  const lines = new RecordedLines(undefined);
  expect(lines.line(traced('a/b c.txt'), AT_MS)).toBe('1700000000.123,a/b c.txt,5,5-10-11-12\n');
});

it.each([
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  ['return\r', '"return\r"'],
  ["it's", "it's"],
])('%j is written as %j', (name, written) => {
  expect(new RecordedLines(undefined).line(traced(name), 0)).toBe(
    `0.000,${written},5,5-10-11-12\n`,
  );
});

it('hashed names are equal for equal names, other with another key, and never the name', () => {
  const keyed = new RecordedLines(Buffer.alloc(32, 1));
  const line = keyed.line(traced('secret.txt'), 0);
  expect(line).toMatch(/^0\.000,[\w-]{22},5,[\w-]{11}\n$/);
  expect(keyed.line(traced('secret.txt'), 0)).toBe(line);
  expect(keyed.line(traced('other.txt'), 0)).not.toBe(line);
  expect(new RecordedLines(Buffer.alloc(32, 2)).line(traced('secret.txt'), 0)).not.toBe(line);
});

it('a recording is for its owner alone, and is continued', () => {
  const file = path();
  const first = new RecordingFile(file, 1000);
  first.write('a\n');
  first.close();
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  const second = new RecordingFile(file, 1000);
  second.write('b\n');
  second.close();
  expect(readFileSync(file, 'utf8')).toBe(`${HEADER_LINE}a\nb\n`);
});

it('a line that a crash has cut is taken out', () => {
  const file = path();
  writeFileSync(file, `${HEADER_LINE}whole\ncu`);
  const recording = new RecordingFile(file, 1000);
  recording.write('next\n');
  recording.close();
  expect(readFileSync(file, 'utf8')).toBe(`${HEADER_LINE}whole\nnext\n`);
});

it('a file with something else in it is left alone', () => {
  const file = path();
  writeFileSync(file, 'my only copy');
  expect(() => new RecordingFile(file, 1000)).toThrow(NotARecordingError);
  expect(readFileSync(file, 'utf8')).toBe('my only copy');
});

it.skipIf(process.platform === 'win32')('a pipe that nobody reads is not waited for', () => {
  const file = path();
  execFileSync('mkfifo', [file]);
  expect(() => new RecordingFile(file, 1000)).toThrow();
});

it('no file gets larger than it may, and together the two have the last lines', () => {
  const file = path();
  const recorder = new RequestRecorder(new RecordingFile(file, 200), {
    key: undefined,
    now: () => 0,
    events: { failed: (code) => expect.fail(code), missing: () => expect.fail() },
  });
  for (let at = 0; at < 40; at++) {
    recorder.request({ file: traced(`${at}.bin`), atMs: at, outcome: 'hit', heldBytes: 0 });
    if (at % 7 === 0) recorder.flush();
  }
  recorder.close();
  const [before, now] = [`${file}.1`, file].map((each) => readFileSync(each, 'utf8'));
  for (const text of [before!, now!]) {
    expect(text.startsWith(HEADER_LINE)).toBe(true);
    expect(text.length).toBeLessThanOrEqual(200);
  }
  const names = [...`${before}${now}`.matchAll(/,(\d+)\.bin,/g)].map(([, name]) => Number(name));
  expect(names).toEqual(Array.from(names, (_, index) => 40 - names.length + index));
  expect(names.length).toBeGreaterThan(4);
});

it('what cannot be written is counted, and writing goes on after a second', () => {
  let nowMs = 0;
  let isFull = false;
  const written: string[] = [];
  const told: string[] = [];
  const recorder = new RequestRecorder(
    {
      hasRoomFor: () => true,
      rotate: () => undefined,
      close: () => undefined,
      write: (text) => {
        if (isFull) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
        written.push(text);
      },
    },
    {
      key: undefined,
      now: () => nowMs,
      events: {
        failed: (code) => told.push(code),
        missing: (requests) => told.push(`${requests} missing`),
      },
    },
  );
  const request = (): void =>
    recorder.request({ file: traced('a'), atMs: 0, outcome: 'hit', heldBytes: 0 });
  request();
  recorder.flush();
  isFull = true;
  request();
  request();
  recorder.flush();
  isFull = false;
  nowMs = 999;
  request();
  recorder.flush();
  expect(written).toHaveLength(1);
  expect(told).toEqual(['ENOSPC']);
  nowMs = 1000;
  request();
  recorder.flush();
  expect(written).toHaveLength(2);
  expect(told).toEqual(['ENOSPC', '3 missing']);
});
