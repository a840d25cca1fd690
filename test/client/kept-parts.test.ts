import {
  appendFileSync,
  existsSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RefusalCode } from '../../src/shared/server-state.ts';
import { KIB, MIB } from '../../src/shared/units.ts';
import {
  completed,
  download,
  failed,
  plantPartialFile,
  sampleBytes,
  startNativeDouble,
  temporaryFolder,
  treeOf,
} from './download-setup.ts';
import { startPlainDouble } from '../../doubles/servers/plain-double.ts';

const CONTENT = sampleBytes(MIB);
const ARRIVED = 600_000;

/** A folder in which 600,000 bytes of a file of 1 MiB, version `v1`, have arrived. */
async function folderWithPartialFile(): Promise<string> {
  const directory = await temporaryFolder();
  plantPartialFile(join(directory, 'a'), { content: CONTENT, bytes: ARRIVED });
  return directory;
}

/** Whether a server that has version `v1` is asked for no more than what is missing. */
async function expectResumable(directory: string): Promise<void> {
  const server = await startNativeDouble({ files: new Map([['a', CONTENT]]) });
  const { outcomes } = await download({ port: server.port, names: ['a'], directory });
  expect(completed(outcomes[0])).toMatchObject({
    start: { kind: 'resumed', fromBytes: ARRIVED },
    receivedBytes: CONTENT.length - ARRIVED,
  });
  expect(CONTENT.equals(readFileSync(join(directory, 'a')))).toBe(true);
  expect(await treeOf(directory)).toEqual(['a']);
}

describe('an unfinished download', () => {
  it.each<RefusalCode>(['not-found', 'not-a-file', 'forbidden', 'bad-request', 'internal'])(
    'stays when another server answers %s',
    async (code) => {
      const directory = await folderWithPartialFile();
      const server = await startNativeDouble({
        answer: ({ op }) =>
          op === 'get' ? `{"ok":false,"error":"${code}","message":"No."}\n` : undefined,
      });
      const { outcomes } = await download({ port: server.port, names: ['a'], directory });
      expect(failed(outcomes[0])).toMatchObject({
        error: { code: 'refused-by-server', refusal: code },
        resumableBytes: ARRIVED,
      });
      await expectResumable(directory);
    },
  );

  it.each(['File not found', 'something else'])(
    'stays when a server of the plain dialect answers %j',
    async (answer) => {
      const directory = await folderWithPartialFile();
      const server = await startPlainDouble(() => answer);
      onTestFinished(() => server.close());
      await download({ port: server.port, names: ['a'], directory, ifExists: 'keep-both' });
      const again = await startNativeDouble({ files: new Map([['a', CONTENT]]) });
      const { outcomes } = await download({
        port: again.port,
        names: ['a'],
        directory,
        ifExists: 'replace',
      });
      expect(completed(outcomes[0]).start).toEqual({ kind: 'resumed', fromBytes: ARRIVED });
      expect(CONTENT.equals(readFileSync(join(directory, 'a')))).toBe(true);
    },
  );

  it.each([300 * KIB, 10 * KIB])(
    'stays when another version of %i bytes does not arrive whole, which stays too',
    async (size) => {
      const directory = await folderWithPartialFile();
      const other = sampleBytes(size, 'other');
      const tagOf = (): string => 'v2';
      const files = new Map([['a', other]]);
      const cutting = await startNativeDouble({ files, tagOf, cutAfter: () => size / 2 });
      const { outcomes } = await download({
        port: cutting.port,
        names: ['a'],
        directory,
        retries: 0,
      });
      expect(failed(outcomes[0]).resumableBytes).toBe(ARRIVED);
      const whole = await startNativeDouble({ files, tagOf });
      const second = await download({ port: whole.port, names: ['a'], directory, retries: 0 });
      expect(completed(second.outcomes[0]).receivedBytes).toBeLessThan(size);
      expect(other.equals(readFileSync(join(directory, 'a')))).toBe(true);
      expect(await treeOf(directory)).toEqual(['a']);
    },
  );

  it('gives way to another version that has arrived whole and was verified, which says so', async () => {
    const directory = await folderWithPartialFile();
    const other = sampleBytes(300 * KIB, 'other');
    let keptMeanwhile = 0;
    const server = await startNativeDouble({
      files: new Map([['a', other]]),
      tagOf: () => 'v2',
      answer: () => {
        keptMeanwhile = statSync(join(directory, 'a.part')).size;
        return undefined;
      },
    });
    const { outcomes, events } = await download({ port: server.port, names: ['a'], directory });
    const start = { kind: 'started-over', reason: 'changed-on-server', givenUpBytes: ARRIVED };
    expect(completed(outcomes[0])).toMatchObject({ start, verified: 'crc32' });
    expect(events.find(({ type }) => type === 'downloadStarted')).toMatchObject({ start });
    expect(keptMeanwhile).toBe(ARRIVED);
    expect(await treeOf(directory)).toEqual(['a']);
  });

  it('is continued by the version that the server has, of several', async () => {
    const directory = await folderWithPartialFile();
    const other = sampleBytes(MIB, 'other');
    const cutting = await startNativeDouble({
      files: new Map([['a', other]]),
      tagOf: () => 'v2',
      cutAfter: () => 700_000,
    });
    await download({ port: cutting.port, names: ['a'], directory, retries: 0 });
    expect(await treeOf(directory)).toEqual(['a.part', 'a.part.json', 'a.part.kept-2']);
    await expectResumable(directory);
  });

  it('is continued from another address that has the same version', async () => {
    const directory = await temporaryFolder();
    plantPartialFile(join(directory, 'a'), { content: CONTENT, bytes: ARRIVED, host: 'localhost' });
    await expectResumable(directory);
  });
});

describe('a part that is not what had arrived', () => {
  it.each([
    [
      'a byte was changed',
      (part: string) => {
        changeByte(part, 1000);
      },
    ],
    [
      'it was cut short',
      (part: string) => {
        truncateSync(part, ARRIVED - 1);
      },
    ],
  ])('is fetched anew, and that is said: %s', async (_what, damage) => {
    const directory = await folderWithPartialFile();
    damage(join(directory, 'a.part'));
    const server = await startNativeDouble({ files: new Map([['a', CONTENT]]) });
    const { outcomes } = await download({ port: server.port, names: ['a'], directory });
    expect(completed(outcomes[0])).toMatchObject({
      start: { kind: 'started-over', reason: 'damaged-part', givenUpBytes: ARRIVED },
      verified: 'crc32',
    });
    expect(CONTENT.equals(readFileSync(join(directory, 'a')))).toBe(true);
    expect(await treeOf(directory)).toEqual(['a']);
  });

  it('counts as far as it was recorded: what a crash has left behind that is cut off', async () => {
    const directory = await folderWithPartialFile();
    appendFileSync(join(directory, 'a.part'), 'whatever was not on the disk yet');
    await expectResumable(directory);
  });

  it('is fetched anew if it is damaged while the rest arrives', async () => {
    const directory = await folderWithPartialFile();
    const server = await startNativeDouble({
      files: new Map([['a', CONTENT]]),
      answer: ({ op }) => {
        const part = join(directory, 'a.part');
        if (op === 'get' && existsSync(part)) changeByte(part, 1000);
        return undefined;
      },
    });
    const { outcomes } = await download({ port: server.port, names: ['a'], directory });
    expect(completed(outcomes[0])).toMatchObject({
      start: { kind: 'started-over', reason: 'damaged-part', givenUpBytes: CONTENT.length },
      verified: 'crc32',
    });
    expect(server.requests.at(-1)).not.toHaveProperty('from');
    expect(CONTENT.equals(readFileSync(join(directory, 'a')))).toBe(true);
    expect(await treeOf(directory)).toEqual(['a']);
  });

  it('without a record that can be read stays until something verified takes its place', async () => {
    const directory = await folderWithPartialFile();
    writeFileSync(join(directory, 'a.part.json'), '{"host":"x"');
    const server = await startNativeDouble({ files: new Map([['a', CONTENT]]) });
    const { outcomes } = await download({ port: server.port, names: ['a'], directory });
    expect(completed(outcomes[0]).start).toMatchObject({ givenUpBytes: ARRIVED });
    expect(await treeOf(directory)).toEqual(['a']);
  });
});

it('an answer with a wrong checksum costs what it brought, and not what was there', async () => {
  const directory = await folderWithPartialFile();
  let answers = 0;
  const server = await startNativeDouble({
    files: new Map([['a', CONTENT]]),
    chunk: function* (bytes) {
      const closing = Buffer.from(bytes).lastIndexOf('"crc32":"');
      if (closing > 0 && (answers += 1) === 1)
        bytes = Buffer.from(bytes).fill(0x30, closing + 9, closing + 17);
      yield bytes;
    },
  });
  const { outcomes } = await download({ port: server.port, names: ['a'], directory });
  expect(completed(outcomes[0]).start).toMatchObject({
    kind: 'started-over',
    reason: 'wrong-checksum',
    givenUpBytes: CONTENT.length - ARRIVED,
  });
  expect(server.requests.at(-1)).toMatchObject({ from: ARRIVED });
  expect(CONTENT.equals(readFileSync(join(directory, 'a')))).toBe(true);
});

function changeByte(path: string, at: number): void {
  const content = readFileSync(path);
  content.writeUInt8(content.readUInt8(at) ^ 1, at);
  writeFileSync(path, content);
}
