import { stat } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { KIB } from '../../src/shared/units.ts';
import {
  completed,
  download,
  sampleBytes,
  startNativeDouble,
  temporaryFolder,
} from './download-setup.ts';
import { fileAnswer } from '../../doubles/servers/native-double.ts';

/** What Windows' Node reads as 2^32 seconds later, as it takes the seconds for a number without a sign. */
const BEFORE_1970 = [
  '1969-12-31T23:59:59.999Z',
  '1969-07-20T20:17:40.500Z',
  '1955-11-05T06:15:00.123Z',
];

const DATES = [
  '2026-01-02T03:04:05.678Z',
  '2026-01-02T03:04:05.001Z',
  '1970-01-01T00:00:00.000Z',
  '2038-01-19T03:14:08.250Z',
  '2100-02-28T23:59:59.999Z',
];

/** The modification time, in milliseconds, that a file with this content has after a download. */
async function timeOf(options: {
  readonly content: Uint8Array;
  readonly modifiedAt: string;
  readonly keepTimes?: boolean;
}): Promise<number> {
  const { content, modifiedAt, keepTimes } = options;
  const server = await startNativeDouble({
    answer: ({ op }) => (op === 'get' ? fileAnswer({ name: 'a', content, modifiedAt }) : undefined),
  });
  const directory = await temporaryFolder();
  const { outcomes } = await download({
    port: server.port,
    names: ['a'],
    directory,
    ...(keepTimes === undefined ? {} : { keepTimes }),
  });
  const { path } = completed(outcomes[0]);
  return Number((await stat(path, { bigint: true })).mtimeNs / 1000n) / 1000;
}

describe.each([
  ['in memory', 10],
  ['in a part', 300 * KIB],
])('a file that is received %s', (_where, size) => {
  it.each(DATES)('gets the time that the server tells: %s', async (modifiedAt) => {
    const time = await timeOf({ content: sampleBytes(size), modifiedAt });
    // Systems hold finer times, and round differently.
    expect(Math.floor(time)).toBe(Date.parse(modifiedAt));
  });

  it.skipIf(process.platform === 'win32').each(BEFORE_1970)(
    'gets the time that the server tells, before 1970: %s',
    async (modifiedAt) => {
      const time = await timeOf({ content: sampleBytes(size), modifiedAt });
      expect(Math.floor(time)).toBe(Date.parse(modifiedAt));
    },
  );

  it('gets its own time if that is not wanted', async () => {
    const modifiedAt = '2001-02-03T04:05:06.000Z';
    const before = Date.now();
    const time = await timeOf({ content: sampleBytes(size), modifiedAt, keepTimes: false });
    // File systems have clocks of their own, which lag a little.
    expect(time).toBeGreaterThan(before - 60_000);
  });
});

it('a time that the file system cannot hold does not fail the download', async () => {
  const modifiedAt = '9999-12-31T23:59:59.999Z';
  expect(await timeOf({ content: sampleBytes(10), modifiedAt })).toBeGreaterThan(0);
});
