import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  completed,
  download,
  failed,
  impatientEnvironment,
  sampleBytes,
  temporaryFolder,
  treeOf,
  reportedBy,
} from './download-setup.ts';
import { startPlainDouble } from '../../doubles/servers/plain-double.ts';
import type { PlainDouble } from '../../doubles/servers/plain-double.ts';

const NOT_FOUND = 'File not found';
/** No part of it is too long for a file system. */
const LONG_NAME = Array.from('abcdef', (letter) => letter.repeat(200)).join('/');

async function plainServer(
  files: Readonly<Record<string, Uint8Array | string>>,
): Promise<PlainDouble> {
  const server = await startPlainDouble((request) => files[request] ?? NOT_FOUND);
  onTestFinished(() => server.close());
  return server;
}

describe('downloads from a server of the plain dialect', () => {
  it('finds the dialect out, fetches, and says that nothing was verified', async () => {
    const content = sampleBytes(700_000);
    const server = await plainServer({ 'a.bin': content });
    const directory = await temporaryFolder();
    const { outcomes } = await download({ port: server.port, names: ['a.bin'], directory });
    expect(completed(outcomes[0])).toMatchObject({
      dialect: 'plain',
      size: content.length,
      verified: 'not-verified',
    });
    expect(content.equals(await readFile(join(directory, 'a.bin')))).toBe(true);
    expect(await treeOf(directory)).toEqual(['a.bin']);
    expect(server.requests).toEqual(['{"op":"hello"}\n', 'a.bin']);
  });

  it('does not greet a server whose dialect is given', async () => {
    const server = await plainServer({ a: 'x' });
    const directory = await temporaryFolder();
    await download({ port: server.port, names: ['a'], directory, dialect: 'plain' });
    expect(server.requests).toEqual(['a']);
  });

  it.each([
    ['File not found', undefined],
    ['File not found\n', 'File not found\n'],
    ['File not found, said the clerk.', 'File not found, said the clerk.'],
    ['File not', 'File not'],
    ['', ''],
  ])('takes the answer %j for %j', async (answer, content) => {
    for (const bytewise of [false, true]) {
      const server = await startPlainDouble((_request, socket) => {
        if (!bytewise) return answer;
        for (const character of answer) socket.write(character);
        socket.end();
        return undefined;
      });
      const directory = await temporaryFolder();
      const { outcomes } = await download({
        port: server.port,
        names: ['a'],
        directory,
        dialect: 'plain',
      });
      await server.close();
      if (content === undefined) {
        expect(failed(outcomes[0]).error).toMatchObject({
          code: 'refused-by-server',
          refusal: 'not-found',
        });
        expect(await treeOf(directory)).toEqual([]);
      } else {
        expect((await readFile(completed(outcomes[0]).path)).toString()).toBe(content);
      }
    }
  });

  it('does not take an end without a word for an empty file, or for the dialect, unless the server has ever said a word', async () => {
    const mute = await startPlainDouble(() => '');
    onTestFinished(() => mute.close());
    const directory = await temporaryFolder();
    const greeted = download({ port: mute.port, names: ['a'], directory, retries: 1 });
    await expect(reportedBy(greeted)).resolves.toMatchObject({ code: 'connection-lost' });
    const hello = '{"op":"hello"}\n';
    expect(mute.requests).toEqual([hello, hello, hello, hello]);
    expect(await treeOf(directory)).toEqual([]);

    const silent = await startPlainDouble((request) => (request === hello ? undefined : ''));
    onTestFinished(() => silent.close());
    const asked = { port: silent.port, names: ['a'], directory, retries: 1, idleTimeoutMs: 50 };
    const { outcomes } = await download(asked);
    expect(failed(outcomes[0]).error.code).toBe('connection-lost');
    expect(silent.requests).toEqual([hello, 'a', 'a']);
    expect(await treeOf(directory)).toEqual([]);

    const server = await plainServer({ a: '' });
    const { outcomes: believed } = await download({ port: server.port, names: ['a'], directory });
    expect(completed(believed[0]).size).toBe(0);
  });

  it('starts over after a reset, as nothing can be resumed', async () => {
    const content = sampleBytes(100_000);
    let resets = 1;
    const server = await startPlainDouble((_request, socket) => {
      if (resets-- <= 0) return content;
      socket.write(content.subarray(0, 1000), () => socket.resetAndDestroy());
      return undefined;
    });
    onTestFinished(() => server.close());
    const directory = await temporaryFolder();
    const environment = impatientEnvironment();
    const { outcomes } = await download(
      { port: server.port, names: ['a'], directory, dialect: 'plain' },
      environment,
    );
    expect(content.equals(await readFile(completed(outcomes[0]).path))).toBe(true);
    expect(environment.waits).toEqual([950]);
  });

  it.each<[name: string, reason: string]>([
    ['list', 'it would ask for the list'],
    // Windows has no path of this length, which is noticed first.
    ...(process.platform === 'win32'
      ? []
      : [[LONG_NAME, 'longer than 1024'] satisfies [string, string]]),
  ])('does not ask for a name that the dialect cannot carry', async (name, reason) => {
    const server = await plainServer({});
    const directory = await temporaryFolder();
    const { outcomes } = await download({
      port: server.port,
      names: [name],
      directory,
      dialect: 'plain',
    });
    expect(failed(outcomes[0]).error.code).toBe('unsupported');
    expect(failed(outcomes[0]).error.message).toContain(reason);
    expect(server.requests).toEqual([]);
    expect(await treeOf(directory)).toEqual([]);
  });

  it('says that it cannot fetch a folder', async () => {
    const server = await plainServer({});
    const directory = await temporaryFolder();
    await expect(
      reportedBy(
        download({ port: server.port, names: { prefix: '', recursive: true }, directory }),
      ),
    ).resolves.toMatchObject({ code: 'unsupported' });
  });

  it('fetches many files, each over a connection of its own', async () => {
    const files: Record<string, Buffer> = {};
    for (let n = 0; n < 40; n += 1) files[`f${String(n)}`] = sampleBytes(n * 991, String(n));
    const server = await plainServer(files);
    const directory = await temporaryFolder();
    const names = Object.keys(files);
    const { outcomes } = await download({ port: server.port, names, directory });
    for (const [index, name] of names.entries()) {
      const { path } = completed(outcomes[index]);
      expect(files[name]?.equals(await readFile(path)), name).toBe(true);
    }
  });
});
