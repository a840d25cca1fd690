import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startServer } from '../../src/engine/server/supervisor/start-server.ts';
import { contentOf } from '../../doubles/content.ts';
import { eventually, SYSTEM, TestFolder, TestServer } from './test-server.ts';
import { checksumOf } from '../../harness/wire-client.ts';

const isRoot = process.getuid?.() === 0;
const hasFifos =
  process.platform !== 'win32' && spawnSync('mkfifo', ['--version']).error === undefined;

describe('trouble with the folder', () => {
  it('is told when the server is to start', async () => {
    const folder = new TestFolder();
    folder.write('file.txt', '');
    for (const [name, code] of [
      ['missing', 'share-missing'],
      ['file.txt', 'share-not-a-folder'],
    ] as const) {
      const directory = folder.pathOf(name);
      await expect(startServer({ directory, ports: [] })).rejects.toMatchObject({
        failure: { code, directory },
      });
    }
  });

  // Windows does not rename a folder while a file in it is open.
  it.skipIf(process.platform === 'win32')(
    'that vanishes and comes back does not end the server',
    async () => {
      const folder = new TestFolder();
      folder.write('share/file.txt', 'first');
      folder.write('share/large.bin', contentOf('large', 40 << 20));
      const handle = await startServer(
        {
          directory: folder.pathOf('share'),
          threads: 2,
          ports: [{ port: 0, host: '127.0.0.1' }],
        },
        SYSTEM,
      );
      const server = TestServer.of(handle);
      const client = await server.connect();
      await client.get('file.txt');
      const reader = await server.connect();
      reader.ask({ op: 'get', name: 'large.bin' });
      await reader.readJson();
      renameSync(folder.pathOf('share'), folder.pathOf('elsewhere'));
      await eventually(async () => {
        const answer = await client.askFor({ op: 'get', name: 'file.txt' });
        if (answer['ok'] === true) {
          await client.readBytes(answer['length'] as number);
          await client.readLine();
        }
        return answer;
      }).toMatchObject({ ok: false, error: 'internal' });
      const refusal = await client.askFor({ op: 'get', name: 'never there' });
      expect(refusal['message']).toMatch(/shared folder no longer exists/);
      expect(await client.askFor({ op: 'files' })).toMatchObject({ ok: false, error: 'internal' });
      const plain = await server.connect();
      plain.send('file.txt');
      // Not "File not found": it may be there again in a moment.
      expect(await plain.readUntilCut()).toHaveLength(0);
      expect(plain.failure).toMatchObject({ code: 'ECONNRESET' });
      // What was being sent had been opened before.
      const body = await reader.readBytes(40 << 20);
      expect(await reader.readJson()).toEqual({ end: true, crc32: checksumOf(body) });

      folder.write('share/file.txt', 'second');
      expect((await client.get('file.txt')).body.toString()).toBe('second');
      expect((await client.list({ op: 'files' })).lines).toMatchObject([{ name: 'file.txt' }]);
      expect(server.eventsOf('workerDied')).toEqual([]);
    },
  );

  it('what is no regular file inside it is refused, each with its reason', async () => {
    const folder = new TestFolder();
    const outside = new TestFolder();
    outside.write('secret.txt', 'secret');
    folder.write('file.txt', 'content');
    mkdirSync(folder.pathOf('sub'));
    symlinkSync(outside.pathOf('secret.txt'), folder.pathOf('out'));
    symlinkSync(outside.path, folder.pathOf('outer'));
    symlinkSync('loop', folder.pathOf('loop'));
    symlinkSync('nowhere', folder.pathOf('dangling'));
    symlinkSync('file.txt', folder.pathOf('link'));
    const expected: Record<string, string> = {
      sub: 'not-a-file',
      'sub/': 'forbidden',
      'file.txt/x': 'not-found',
      out: 'forbidden',
      'outer/secret.txt': 'forbidden',
      loop: 'not-found',
      dangling: 'not-found',
      '': 'forbidden',
      '.': 'forbidden',
      '../secret.txt': 'forbidden',
      '/etc/passwd': 'forbidden',
      'C:/x': 'forbidden',
      'a\\b': 'forbidden',
      'a\u0000b': 'forbidden',
      NUL: 'forbidden',
    };
    if (process.platform !== 'win32') {
      const socket = createServer();
      onTestFinished(() => void socket.close());
      await new Promise<void>((resolve) => socket.listen(folder.pathOf('socket'), resolve));
      expected['socket'] = 'not-a-file';
      symlinkSync('/dev/zero', folder.pathOf('device'));
      expected['device'] = 'forbidden';
    }
    if (hasFifos) {
      spawnSync('mkfifo', [folder.pathOf('fifo')]);
      expected['fifo'] = 'not-a-file';
    }
    const server = await TestServer.start(folder);
    const client = await server.connect();
    for (const [name, error] of Object.entries(expected)) {
      const answer = await client.askFor({ op: 'get', name });
      expect(answer, JSON.stringify(name)).toMatchObject({ ok: false, error });
      expect(JSON.stringify(answer)).not.toContain(outside.path);
    }
    expect((await client.get('link')).body.toString()).toBe('content');
    const { lines } = await client.list({ op: 'files', recursive: true });
    expect(lines.map(({ name }) => name)).toEqual(['file.txt', 'link']);
    expect(await server.cachedNames()).toEqual(['file.txt']);
    expect(server.eventsOf('workerDied')).toEqual([]);
  });

  it.skipIf(isRoot || process.platform === 'win32')(
    'files that the server may not read are forbidden (not as root)',
    async () => {
      const folder = new TestFolder();
      folder.write('locked.txt', 'locked');
      chmodSync(folder.pathOf('locked.txt'), 0);
      const server = await TestServer.start(folder);
      const client = await server.connect();
      expect(await client.askFor({ op: 'get', name: 'locked.txt' })).toMatchObject({
        error: 'forbidden',
      });
      chmodSync(folder.pathOf('locked.txt'), 0o600);
      expect((await client.get('locked.txt')).body.toString()).toBe('locked');
    },
  );

  it('a name that becomes a folder, a link or another file is what it is now', async () => {
    const folder = new TestFolder();
    const outside = new TestFolder();
    outside.write('secret.txt', 'secret');
    folder.write('name', 'file');
    const server = await TestServer.start(folder);
    const client = await server.connect();
    const now = async (): Promise<unknown> => {
      const answer = await client.askFor({ op: 'get', name: 'name' });
      if (answer['ok'] !== true) return answer['error'];
      const body = await client.readBytes(answer['length'] as number);
      await client.readLine();
      return body.toString();
    };
    expect(await now()).toBe('file');
    rmSync(folder.pathOf('name'));
    mkdirSync(folder.pathOf('name'));
    await eventually(now).toBe('not-a-file');
    rmSync(folder.pathOf('name'), { recursive: true });
    symlinkSync(outside.pathOf('secret.txt'), folder.pathOf('name'));
    await eventually(now).toBe('forbidden');
    rmSync(folder.pathOf('name'));
    writeFileSync(folder.pathOf('name'), 'again');
    await eventually(now).toBe('again');
    // A cached file whose place a link takes: not served from the cache, nor through the link.
    rmSync(folder.pathOf('name'));
    symlinkSync(outside.pathOf('secret.txt'), folder.pathOf('name'));
    await eventually(now).toBe('forbidden');
  });
});
