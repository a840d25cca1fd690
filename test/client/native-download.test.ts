import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MIB } from '../../src/shared/units.ts';
import {
  completed,
  download,
  failed,
  impatientEnvironment,
  sampleBytes,
  startNativeDouble,
  temporaryFolder,
  treeOf,
  reportedBy,
} from './download-setup.ts';
import { fileAnswer } from '../../doubles/servers/native-double.ts';

describe('downloads from a native server', () => {
  it('writes what was sent, verified, and leaves nothing beside it', async () => {
    const content = sampleBytes(300_000);
    const server = await startNativeDouble({ files: new Map([['a.bin', content]]) });
    const directory = join(await temporaryFolder(), 'new', 'folder');
    const { outcomes, events } = await download({
      port: server.port,
      names: ['a.bin'],
      directory,
      sha256: true,
    });
    expect(completed(outcomes[0])).toMatchObject({
      name: 'a.bin',
      dialect: 'native',
      size: content.length,
      receivedBytes: content.length,
      start: { kind: 'fresh' },
      verified: 'crc32',
      sha256: createHash('sha256').update(content).digest('hex'),
    });
    expect(content.equals(await readFile(completed(outcomes[0]).path))).toBe(true);
    expect(await treeOf(directory)).toEqual(['a.bin']);
    expect(events.map(({ type }) => type).filter((type) => type !== 'downloadProgressed')).toEqual([
      'connected',
      'filesChosen',
      'downloadStarted',
      'downloadEnded',
    ]);
  });

  it('asks for no checksum when verification is off', async () => {
    const content = sampleBytes(100);
    const server = await startNativeDouble({ files: new Map([['a', content]]) });
    const directory = await temporaryFolder();
    const { outcomes } = await download({
      port: server.port,
      names: ['a'],
      directory,
      verify: false,
    });
    expect(completed(outcomes[0]).verified).toBe('length');
    expect(server.requests.at(-1)).toMatchObject({ op: 'get', crc32: false });
    expect(content.equals(await readFile(join(directory, 'a')))).toBe(true);
  });

  it('takes an empty file, one of exactly 64 MiB and one with a Unicode name, in sub-folders', async () => {
    const large = sampleBytes(MIB);
    const files = new Map<string, Uint8Array>([
      ['empty', Buffer.alloc(0)],
      ['deep/er/large.bin', Buffer.concat(new Array<Buffer>(64).fill(large))],
      ['Grüße/日本語 🎉.txt', Buffer.from('hallo')],
    ]);
    const server = await startNativeDouble({ files });
    const directory = await temporaryFolder();
    const names = [...files.keys()];
    const { outcomes } = await download({ port: server.port, names, directory });
    expect(outcomes.map((outcome) => outcome.status)).toEqual(names.map(() => 'completed'));
    for (const [name, content] of files) {
      expect((await readFile(join(directory, name))).equals(content), name).toBe(true);
    }
    expect(await treeOf(directory)).toEqual(names.toSorted());
  });

  it('fetches 200 small files over one connection, keeping several requests outstanding', async () => {
    const files = new Map<string, Uint8Array>();
    for (let n = 0; n < 200; n += 1)
      files.set(`f${String(n)}`, sampleBytes(n * 37, `f${String(n)}`));
    const server = await startNativeDouble({ files });
    const directory = await temporaryFolder();
    const { outcomes } = await download({
      port: server.port,
      names: { prefix: '', recursive: true },
      directory,
    });
    expect(outcomes.length).toBe(200);
    for (const outcome of outcomes) {
      const { name, path } = completed(outcome);
      expect((await readFile(path)).equals(files.get(name) ?? Buffer.from('?')), name).toBe(true);
    }
    expect(server.connections).toBe(1);
  });

  it('tells what the server refused, and fetches the others', async () => {
    const server = await startNativeDouble({ files: new Map([['b', sampleBytes(10)]]) });
    const directory = await temporaryFolder();
    const { outcomes } = await download({ port: server.port, names: ['a', 'b'], directory });
    expect(failed(outcomes[0]).error).toMatchObject({
      code: 'refused-by-server',
      refusal: 'not-found',
      message: 'a: There is no such file.',
    });
    expect(completed(outcomes[1]).size).toBe(10);
    expect(await treeOf(directory)).toEqual(['b']);
    expect(server.connections).toBe(1);
  });

  it('waits and asks again while the server is busy', async () => {
    const content = sampleBytes(10);
    let refusals = 2;
    const server = await startNativeDouble({
      files: new Map([['a', content]]),
      answer: (request) =>
        request.op === 'get' && refusals-- > 0
          ? '{"ok":false,"error":"busy","message":"Try later."}\n'
          : undefined,
    });
    const directory = await temporaryFolder();
    const environment = impatientEnvironment();
    const { outcomes, events } = await download(
      { port: server.port, names: ['a'], directory },
      environment,
    );
    expect(content.equals(await readFile(completed(outcomes[0]).path))).toBe(true);
    expect(environment.waits).toEqual([950, 1900]);
    expect(events.filter((event) => event.type === 'downloadRetried')).toMatchObject([
      { attempt: 1, error: { code: 'refused', refusal: 'busy', message: 'Try later.' } },
      { attempt: 2, error: { code: 'refused', refusal: 'busy', message: 'Try later.' } },
    ]);
  });

  it('throws away what fails its checksum, and starts over', async () => {
    const content = sampleBytes(5000);
    let wrong = 1;
    const server = await startNativeDouble({
      files: new Map([['a', content]]),
      answer: ({ op }) =>
        op === 'get' && wrong-- > 0
          ? fileAnswer({ name: 'a', content, crc: '00000000' })
          : undefined,
    });
    const directory = await temporaryFolder();
    const { outcomes } = await download({ port: server.port, names: ['a'], directory });
    expect(completed(outcomes[0])).toMatchObject({
      start: { kind: 'started-over', reason: 'wrong-checksum' },
      verified: 'crc32',
      receivedBytes: 10_000,
    });
    expect(content.equals(await readFile(join(directory, 'a')))).toBe(true);
  });

  it('gives up when the checksum stays wrong, leaving nothing', async () => {
    const content = sampleBytes(5000);
    const server = await startNativeDouble({
      answer: ({ op }) =>
        op === 'get' ? fileAnswer({ name: 'a', content, crc: '00000000' }) : undefined,
    });
    const directory = await temporaryFolder();
    const { outcomes } = await download({ port: server.port, names: ['a'], directory, retries: 2 });
    expect(failed(outcomes[0])).toMatchObject({
      error: { code: 'verification' },
      resumableBytes: 0,
    });
    expect(server.requests.filter(({ op }) => op === 'get').length).toBe(3);
    expect(await treeOf(directory)).toEqual([]);
  });

  it('refuses an answer without the checksum that it asked for', async () => {
    const content = sampleBytes(50);
    const server = await startNativeDouble({
      answer: ({ op }) =>
        op === 'get' ? fileAnswer({ name: 'a', content, withCrc: false }) : undefined,
    });
    const directory = await temporaryFolder();
    const { outcomes } = await download({ port: server.port, names: ['a'], directory });
    expect(failed(outcomes[0]).error.code).toBe('protocol');
    expect((await treeOf(directory)).includes('a')).toBe(false);
  });

  it.each([
    ['no JSON', 'hello there\n'],
    [
      'an offset nobody asked for',
      '{"ok":true,"name":"a","size":9,"from":5,"length":4,"modifiedAt":"2026-01-02T03:04:05.000Z","tag":"t","source":"disk"}\nabcd',
    ],
    [
      'a negative length',
      '{"ok":true,"name":"a","size":-1,"from":0,"length":-1,"modifiedAt":"2026-01-02T03:04:05.000Z","tag":"t","source":"disk"}\n',
    ],
    ['an endless line', `{"ok":true,"name":"${'x'.repeat(2 ** 20)}`],
  ])('refuses %s for a header', async (_what, answer) => {
    const server = await startNativeDouble({
      answer: ({ op }) => (op === 'get' ? answer : undefined),
    });
    const directory = await temporaryFolder();
    const { outcomes } = await download({ port: server.port, names: ['a'], directory });
    expect(failed(outcomes[0]).error.code).toBe('protocol');
    expect(await treeOf(directory)).toEqual([]);
  });

  it('says so when nothing listens', async () => {
    const server = await startNativeDouble();
    const { port } = server;
    await server.close();
    const directory = await temporaryFolder();
    await expect(reportedBy(download({ port, names: ['a'], directory }))).resolves.toMatchObject({
      code: 'no-connection',
      systemCode: 'ECONNREFUSED',
    });
  });
});
