import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemEnvironment } from '../../src/engine/client/download-environment.ts';
import { MIB } from '../../src/shared/units.ts';
import {
  completed,
  download,
  failed,
  impatientEnvironment,
  plantPartialFile,
  sampleBytes,
  startNativeDouble,
  temporaryFolder,
  treeOf,
  reportedBy,
} from './download-setup.ts';

const isRoot = process.getuid?.() === 0;

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: no more`), { code });
}

describe('trouble on this computer', () => {
  it('a full disk stops one file, keeps its part, and lets the others through', async () => {
    const large = sampleBytes(8 * MIB);
    const small = sampleBytes(1000, 'small');
    const files = new Map([
      ['large', large],
      ['small', small],
    ]);
    const server = await startNativeDouble({ files });
    const directory = await temporaryFolder();
    let spaceLeft = 2 * MIB;
    const environment = impatientEnvironment({
      write: (descriptor, bytes, offset, length, position) => {
        if (bytes.length < 2000) {
          return systemEnvironment.write(descriptor, bytes, offset, length, position);
        }
        if (spaceLeft === 0) throw systemError('ENOSPC');
        // A disk that fills up writes what still fits.
        const written = Math.min(length, spaceLeft);
        spaceLeft -= written;
        return systemEnvironment.write(descriptor, bytes, offset, written, position);
      },
    });
    const { outcomes } = await download(
      { port: server.port, names: ['large', 'small'], directory },
      environment,
    );
    const outcome = failed(outcomes[0]);
    expect(outcome.error).toMatchObject({ code: 'local', systemCode: 'ENOSPC' });
    expect(outcome.error.message).toContain('Free some space');
    expect(outcome.resumableBytes).toBe(2 * MIB);
    expect(small.equals(readFileSync(completed(outcomes[1]).path))).toBe(true);

    const again = await download({ port: server.port, names: ['large'], directory });
    expect(completed(again.outcomes[0]).start).toEqual({ kind: 'resumed', fromBytes: 2 * MIB });
    expect(large.equals(readFileSync(join(directory, 'large')))).toBe(true);
  });

  it('short writes lose nothing', async () => {
    const content = sampleBytes(30_000);
    const server = await startNativeDouble({ files: new Map([['a', content]]) });
    const directory = await temporaryFolder();
    const environment = impatientEnvironment({
      write: (descriptor, bytes, offset, length, position) =>
        systemEnvironment.write(descriptor, bytes, offset, Math.min(length, 7), position),
    });
    const { outcomes } = await download(
      { port: server.port, names: ['a'], directory },
      environment,
    );
    expect(content.equals(readFileSync(completed(outcomes[0]).path))).toBe(true);
  });

  it('a target that is a file is said so before anything is fetched', async () => {
    const server = await startNativeDouble();
    const directory = join(await temporaryFolder(), 'file');
    writeFileSync(directory, 'x');
    await expect(
      reportedBy(download({ port: server.port, names: ['a'], directory })),
    ).resolves.toMatchObject({ code: 'local', systemCode: 'ENOTDIR' });
    expect(server.connections).toBe(0);
  });

  it.skipIf(isRoot || process.platform === 'win32')(
    'a folder without permission is said so',
    async () => {
      const server = await startNativeDouble({ files: new Map([['a', sampleBytes(5)]]) });
      const directory = await temporaryFolder();
      chmodSync(directory, 0o500);
      const { outcomes } = await download({ port: server.port, names: ['a'], directory });
      chmodSync(directory, 0o700);
      expect(failed(outcomes[0]).error).toMatchObject({ code: 'local', systemCode: 'EACCES' });
    },
  );

  it('a file where a sub-folder should be, and a folder where the file should be, are said so', async () => {
    const server = await startNativeDouble({
      files: new Map([
        ['sub/a', sampleBytes(5)],
        ['folder', sampleBytes(5)],
      ]),
    });
    const directory = await temporaryFolder();
    writeFileSync(join(directory, 'sub'), 'mine');
    mkdirSync(join(directory, 'folder'));
    const { outcomes } = await download({
      port: server.port,
      names: ['sub/a', 'folder'],
      directory,
      ifExists: 'replace',
    });
    expect(failed(outcomes[0]).error).toMatchObject({ code: 'local', systemCode: 'ENOTDIR' });
    expect(failed(outcomes[1]).error).toMatchObject({ code: 'local', systemCode: 'EISDIR' });
    expect(readFileSync(join(directory, 'sub'), 'utf8')).toBe('mine');
  });

  it('a name of 255 bytes has room for its part', async () => {
    const name = `${'ü'.repeat(125)}.txt1`;
    const content = sampleBytes(9000);
    const server = await startNativeDouble({
      files: new Map([[name, content]]),
      cutAfter: (connection) => (connection === 0 ? 4000 : undefined),
    });
    const directory = await temporaryFolder();
    const { outcomes } = await download({ port: server.port, names: [name], directory });
    expect(completed(outcomes[0]).start.kind).toBe('resumed');
    expect(content.equals(readFileSync(join(directory, name)))).toBe(true);
    expect(await treeOf(directory)).toEqual([name]);
  });
});

describe('what lies beside the target already', () => {
  it("is not overwritten if it is a stranger's file by the name of the part", async () => {
    const server = await startNativeDouble({ files: new Map([['a', sampleBytes(MIB)]]) });
    const directory = await temporaryFolder();
    writeFileSync(join(directory, 'a.part'), 'mine');
    const { outcomes } = await download({ port: server.port, names: ['a'], directory });
    expect(completed(outcomes[0]).start).toEqual({ kind: 'fresh' });
    expect(readFileSync(join(directory, 'a.part'), 'utf8')).toBe('mine');
    expect(await treeOf(directory)).toEqual(['a', 'a.part']);
  });

  it('is left alone if another download holds it', async () => {
    const server = await startNativeDouble({ files: new Map([['a', sampleBytes(5)]]) });
    const directory = await temporaryFolder();
    const lock = { pid: process.pid, host: hostname(), token: 'x' };
    writeFileSync(join(directory, 'a.part.lock'), JSON.stringify(lock));
    writeFileSync(join(directory, 'a.part'), 'theirs');
    const { outcomes } = await download({ port: server.port, names: ['a'], directory });
    expect(failed(outcomes[0]).error).toMatchObject({ code: 'local', systemCode: 'EBUSY' });
    expect(readFileSync(join(directory, 'a.part'), 'utf8')).toBe('theirs');
    expect(existsSync(join(directory, 'a.part.lock'))).toBe(true);
  });

  it('is taken over if the process that held it is gone', async () => {
    const content = sampleBytes(5000);
    const server = await startNativeDouble({ files: new Map([['a', content]]) });
    const directory = await temporaryFolder();
    // No system gives out so large a process number.
    const lock = { pid: 2 ** 30, host: hostname(), token: 'x' };
    writeFileSync(join(directory, 'a.part.lock'), JSON.stringify(lock));
    plantPartialFile(join(directory, 'a'), { content, bytes: 3000 });
    const { outcomes } = await download({ port: server.port, names: ['a'], directory });
    expect(completed(outcomes[0]).start).toEqual({ kind: 'resumed', fromBytes: 3000 });
    expect(content.equals(readFileSync(join(directory, 'a')))).toBe(true);
    expect(await treeOf(directory)).toEqual(['a']);
  });

  it('may be a complete part, of which nothing is left to fetch', async () => {
    const content = sampleBytes(5000);
    const server = await startNativeDouble({ files: new Map([['a', content]]) });
    const directory = await temporaryFolder();
    plantPartialFile(join(directory, 'a'), { content, bytes: content.length });
    const { outcomes } = await download({ port: server.port, names: ['a'], directory });
    expect(completed(outcomes[0])).toMatchObject({ receivedBytes: 0, size: 5000 });
    expect(content.equals(readFileSync(join(directory, 'a')))).toBe(true);
  });

  it('is not followed out of the folder if it is a link', async () => {
    const outside = await temporaryFolder();
    const server = await startNativeDouble({
      files: new Map([
        ['way/a', sampleBytes(5)],
        ['b', sampleBytes(MIB)],
        ['c', sampleBytes(5)],
      ]),
    });
    const directory = await temporaryFolder();
    writeFileSync(join(outside, 'victim'), 'mine');
    symlinkSync(outside, join(directory, 'way'), 'dir');
    symlinkSync(join(outside, 'victim'), join(directory, 'b.part'));
    symlinkSync(join(outside, 'victim'), join(directory, 'c'));
    const { outcomes } = await download({
      port: server.port,
      names: ['way/a', 'b', 'c'],
      directory,
      ifExists: 'replace',
    });
    expect(failed(outcomes[0]).error.code).toBe('local');
    expect(completed(outcomes[1]).size).toBe(MIB);
    // The link itself is replaced, not what it points to.
    expect(completed(outcomes[2]).size).toBe(5);
    expect(readFileSync(join(outside, 'victim'), 'utf8')).toBe('mine');
    expect(await treeOf(outside)).toEqual(['victim']);
  });

  it('may be a link to a folder inside the target', async () => {
    const server = await startNativeDouble({ files: new Map([['way/a', sampleBytes(5)]]) });
    const directory = await temporaryFolder();
    mkdirSync(join(directory, 'real'));
    symlinkSync(join(directory, 'real'), join(directory, 'way'), 'dir');
    const { outcomes } = await download({ port: server.port, names: ['way/a'], directory });
    expect(completed(outcomes[0]).size).toBe(5);
    expect(await treeOf(join(directory, 'real'))).toEqual(['a']);
  });
});
