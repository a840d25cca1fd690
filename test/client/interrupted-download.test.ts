import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
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
} from './download-setup.ts';
import { fileAnswer, HELLO, NativeDouble } from '../../doubles/servers/native-double.ts';
import { failureReason } from '../../src/shared/failure-sentences.ts';

/** What the double sends on the first connection for one small file: the greeting and the answer. */
const SMALL = Buffer.from('twelve bytes');
const EXCHANGE = HELLO.length + fileAnswer({ name: 'a', content: SMALL }).length;

describe('a connection that is cut', () => {
  it.each(['end', 'reset'] as const)(
    'at every offset of a small exchange (by %s) still gives the file, whole',
    async (cutBy) => {
      const fetchCutAt = async (cut: number): Promise<void> => {
        // Before the first byte of the greeting the end could as well be that of a plain server.
        const server = await startNativeDouble({
          files: new Map([['a', SMALL]]),
          cutAfter: (connection) => (connection === 0 ? cut : undefined),
          cutBy,
        });
        const directory = await temporaryFolder();
        const { outcomes } = await download({
          port: server.port,
          names: ['a'],
          directory,
          dialect: 'native',
          sha256: true,
        });
        const outcome = completed(outcomes[0]);
        const content = await readFile(outcome.path, 'utf8');
        expect(content, `cut at ${String(cut)}`).toBe(SMALL.toString());
        expect(outcome.sha256).toBe(createHash('sha256').update(SMALL).digest('hex'));
        expect(await treeOf(directory)).toEqual(['a']);
      };
      const offsets = Array.from({ length: EXCHANGE - 1 }, (_, index) => index + 1).values();
      const fetchNext = async (): Promise<void> => {
        for (const cut of offsets) await fetchCutAt(cut);
      };
      await Promise.all(Array.from({ length: 16 }, fetchNext));
    },
  );

  it('in the middle is continued from there, and says from where it was verified', async () => {
    const content = sampleBytes(3 * MIB);
    const server = await startNativeDouble({
      files: new Map([['a', content]]),
      cutAfter: (connection) => (connection === 0 ? MIB : undefined),
    });
    const directory = await temporaryFolder();
    const { outcomes, events } = await download({ port: server.port, names: ['a'], directory });
    const outcome = completed(outcomes[0]);
    const { from } = server.requests.at(-1) ?? {};
    expect(from).toBeGreaterThan(MIB / 2);
    expect(outcome).toMatchObject({
      start: { kind: 'resumed', fromBytes: from },
      verified: 'crc32-since-resume',
      receivedBytes: content.length,
    });
    expect(content.equals(await readFile(outcome.path))).toBe(true);
    expect(events.find((event) => event.type === 'downloadRetried')).toMatchObject({
      attempt: 1,
      error: { code: 'connection-lost' },
    });
  });

  it('again and again ends in an error that keeps the part', async () => {
    const content = sampleBytes(100_000);
    const server = await startNativeDouble({
      files: new Map([['a', content]]),
      // The second and all later ones end before they bring anything.
      cutAfter: (connection) => (connection === 0 ? 5_000 : HELLO.length + 1),
    });
    const directory = await temporaryFolder();
    const environment = impatientEnvironment();
    const { outcomes } = await download(
      { port: server.port, names: ['a'], directory, retries: 2 },
      environment,
    );
    const outcome = failed(outcomes[0]);
    expect(outcome.error.code).toBe('connection-lost');
    expect(server.connections).toBe(3);
    expect(environment.waits.length).toBe(2);
    expect(outcome.resumableBytes).toBe(outcome.receivedBytes);
    expect((await stat(join(directory, 'a.part'))).size).toBe(outcome.resumableBytes);
    expect(await treeOf(directory)).toEqual(['a.part', 'a.part.json']);
  });

  it('again and again is continued as long as each attempt brings something', async () => {
    const content = sampleBytes(100_000);
    const server = await startNativeDouble({
      files: new Map([['a', content]]),
      cutAfter: () => 9_000,
    });
    const directory = await temporaryFolder();
    const { outcomes, events } = await download(
      { port: server.port, names: ['a'], directory, retries: 1 },
      impatientEnvironment({ random: () => 0 }),
    );
    expect(content.equals(await readFile(completed(outcomes[0]).path))).toBe(true);
    const retries = events.filter((event) => event.type === 'downloadRetried');
    expect(retries.length).toBeGreaterThan(10);
    expect(new Set(retries.map(({ attempt }) => attempt))).toEqual(new Set([1]));
    expect(failureReason(retries[0]!.error)).toBe(
      `127.0.0.1:${String(server.port)} ended the connection in the middle of an answer.`,
    );
    expect(retries[0]?.haveBytes).toBeGreaterThan(8_000);
  });

  it('as the file grows ends in an error that says that it is being changed', async () => {
    let version = 0;
    const server = await startNativeDouble({
      answer: ({ op, tag }) => {
        if (op !== 'get') return undefined;
        const now = `v${String(version)}`;
        if (tag !== undefined && tag !== now) {
          return `{"ok":false,"error":"changed","message":"It has changed.","tag":"${now}"}\n`;
        }
        version += 1;
        return fileAnswer({ name: 'a', content: sampleBytes(20_000 + version), tag: now });
      },
      cutAfter: () => 10_000,
    });
    const directory = await temporaryFolder();
    const { outcomes } = await download({ port: server.port, names: ['a'], directory });
    expect(failed(outcomes[0]).error).toMatchObject({
      code: 'refused-by-server',
      refusal: 'changed',
      message:
        'a: the file is being changed on the server; it changed 4 times while it was fetched. Fetch it again once nothing writes to it any more.',
    });
    expect(version).toBe(4);
  });

  it('by one poisonous file costs that file alone', async () => {
    const files = new Map<string, Uint8Array>();
    for (let n = 0; n < 30; n += 1) files.set(`f${String(n)}`, sampleBytes(2000, String(n)));
    const server = await startNativeDouble({
      files,
      answer: ({ name }) => (name === 'f7' ? 'nonsense\n' : undefined),
    });
    const directory = await temporaryFolder();
    const names = [...files.keys()];
    const { outcomes } = await download({ port: server.port, names, directory });
    for (const [index, name] of names.entries()) {
      if (name === 'f7') {
        expect(failed(outcomes[index]).error.code).toBe('protocol');
      } else {
        const { path } = completed(outcomes[index]);
        expect((await readFile(path)).equals(files.get(name) ?? Buffer.of(0)), name).toBe(true);
      }
    }
  });

  it('is reconnected until the retries are used up, then all files say so', async () => {
    const server = await new NativeDouble({ cutAfter: () => HELLO.length + 1 }).listen();
    const { port } = server;
    const directory = await temporaryFolder();
    const environment = impatientEnvironment({ random: () => 0 });
    const running = download(
      { port, names: ['a', 'b', 'c'], directory, retries: 2 },
      {
        ...environment,
        sleep: async (durationMs) => {
          if (environment.waits.push(durationMs) === 1) await server.close();
        },
      },
    );
    const { outcomes, events } = await running;
    expect(outcomes.map((outcome) => failed(outcome).error.code)).toEqual([
      'no-connection',
      'no-connection',
      'no-connection',
    ]);
    expect(events.filter(({ type }) => type === 'reconnectionRetried').length).toBe(2);
  });
});

describe('a slow server', () => {
  it('may drip, byte by byte', async () => {
    const files = new Map([
      ['a', sampleBytes(700, 'a')],
      ['b', sampleBytes(0)],
      ['c', sampleBytes(300, 'c')],
    ]);
    const server = await startNativeDouble({
      files,
      chunk: function* (bytes) {
        for (const byte of bytes) yield Uint8Array.of(byte);
      },
    });
    const directory = await temporaryFolder();
    const names = [...files.keys()];
    const { outcomes } = await download({ port: server.port, names, directory });
    for (const [index, name] of names.entries()) {
      const { path, verified } = completed(outcomes[index]);
      expect(verified).toBe('crc32');
      expect(files.get(name)?.equals(await readFile(path)), name).toBe(true);
    }
  });

  it('that falls silent in the middle is left, and continued with', async () => {
    const content = sampleBytes(100_000);
    const server = await startNativeDouble({
      files: new Map([['a', content]]),
      stallAt: ({ op, from }) => op === 'get' && from === undefined,
    });
    const directory = await temporaryFolder();
    const { outcomes, events } = await download({
      port: server.port,
      names: ['a'],
      directory,
      idleTimeoutMs: 300,
    });
    expect(completed(outcomes[0]).start.kind).toBe('resumed');
    expect(content.equals(await readFile(join(directory, 'a')))).toBe(true);
    expect(events.find(({ type }) => type === 'downloadRetried')).toMatchObject({
      error: { code: 'silent' },
    });
  });
});

describe('a download that was interrupted earlier', () => {
  /** The port is free again afterwards, for the server to come back on. */
  async function interrupt(
    content: Uint8Array,
    tag: string,
  ): Promise<{ directory: string; port: number }> {
    const directory = await temporaryFolder();
    const server = await new NativeDouble({
      files: new Map([['a', content]]),
      tagOf: () => tag,
      cutAfter: () => 50_000,
    }).listen();
    const { port } = server;
    await download({ port, names: ['a'], directory, retries: 0 });
    await server.close();
    return { directory, port };
  }

  it('continues after the server was restarted', async () => {
    const content = sampleBytes(200_000);
    const { directory, port } = await interrupt(content, 'v1');
    const server = await new NativeDouble({ files: new Map([['a', content]]) }).listen(port);
    const { outcomes } = await download({ port, names: ['a'], directory, sha256: true });
    await server.close();
    const outcome = completed(outcomes[0]);
    expect(outcome.start.kind).toBe('resumed');
    expect(outcome.receivedBytes).toBeLessThan(content.length);
    expect(outcome.sha256).toBe(createHash('sha256').update(content).digest('hex'));
    expect(content.equals(await readFile(join(directory, 'a')))).toBe(true);
    expect(await treeOf(directory)).toEqual(['a']);
  });

  it('starts over if the file has changed, and says so', async () => {
    const { directory, port } = await interrupt(sampleBytes(200_000, 'old'), 'v1');
    const content = sampleBytes(150_000, 'new');
    const server = await new NativeDouble({
      files: new Map([['a', content]]),
      tagOf: () => 'v2',
    }).listen(port);
    const { outcomes } = await download({ port, names: ['a'], directory, sha256: true });
    await server.close();
    expect(completed(outcomes[0])).toMatchObject({
      start: { kind: 'started-over', reason: 'changed-on-server' },
      verified: 'crc32',
      sha256: createHash('sha256').update(content).digest('hex'),
    });
    expect(content.equals(await readFile(join(directory, 'a')))).toBe(true);
  });

  it('starts over if the server continues with another version all the same', async () => {
    const { directory, port } = await interrupt(sampleBytes(200_000, 'old'), 'v1');
    const content = sampleBytes(150_000, 'new');
    const server = await new NativeDouble({
      answer: ({ op, from }) =>
        op === 'get'
          ? fileAnswer({ name: 'a', content, tag: 'v2', ...(from === undefined ? {} : { from }) })
          : undefined,
    }).listen(port);
    const { outcomes } = await download({ port, names: ['a'], directory });
    await server.close();
    expect(completed(outcomes[0])).toMatchObject({
      start: { kind: 'started-over', reason: 'changed-on-server' },
      verified: 'crc32',
    });
    expect(content.equals(await readFile(join(directory, 'a')))).toBe(true);
  });

  it('starts over if the server ignores where to begin', async () => {
    const content = sampleBytes(200_000);
    const { directory, port } = await interrupt(content, 'v1');
    const server = await new NativeDouble({
      answer: ({ op }) => (op === 'get' ? fileAnswer({ name: 'a', content }) : undefined),
    }).listen(port);
    const { outcomes } = await download({ port, names: ['a'], directory });
    await server.close();
    expect(completed(outcomes[0])).toMatchObject({
      start: { kind: 'started-over', reason: 'server-cannot-resume' },
      verified: 'crc32',
    });
    expect(content.equals(await readFile(join(directory, 'a')))).toBe(true);
  });
});
