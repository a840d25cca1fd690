import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import type { ServerHandle } from '../../src/engine/server/server-handle.ts';
import { startServer } from '../../src/engine/server/supervisor/start-server.ts';
import {
  cacheEntrySchema,
  cacheUsageSchema,
  countersSchema,
  threadStatusSchema,
} from '../../src/shared/server-state.ts';
import { temporaryFolder } from './run-cli.ts';
import { runInProcess } from './run-in-process.ts';

const FILES: Readonly<Record<string, Buffer>> = {
  'a.txt': Buffer.from('first'),
  'b.bin': Buffer.alloc(3_000_000, 'second'),
  'folder/c.txt': Buffer.from('third'),
  'folder/deep/d.txt': Buffer.from('fourth'),
  'flip\u202e.txt': Buffer.from('fifth'),
  list: Buffer.from('a file called list'),
};

let server: ServerHandle;
let shared: string;

beforeAll(async () => {
  shared = await mkdtemp(path.join(tmpdir(), 'fifolio-shared-'));
  for (const [name, content] of Object.entries(FILES)) {
    const file = path.join(shared, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  const ports = [{ port: 0, host: '127.0.0.1' }];
  server = await startServer({ directory: shared, ports, threads: 1 });
});

afterAll(async () => {
  await server.stop({ graceMs: 0 });
  await rm(shared, { recursive: true });
});

/** The server of `FILES` with an empty cache; its address, as two words and as one. */
async function serveFiles(): Promise<{ port: string; address: string; target: string }> {
  await server.clear();
  const port = String(server.status().ports[0]?.port);
  const target = path.join(await temporaryFolder(), 'target');
  return { port, address: `127.0.0.1:${port}`, target };
}

/** A server of the plain dialect: one answer per connection, then the end. */
async function servePlain(answer: (request: string) => Buffer): Promise<string> {
  const sockets = new Set<Socket>();
  const plain = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    socket.once('data', (chunk) => socket.end(answer(chunk.toString())));
  });
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    plain.close();
  });
  return String((plain.address() as AddressInfo).port);
}

const ISO_DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

describe('tcp_client', () => {
  it('fetches a file into a folder, and lists it afterwards', async () => {
    const { port, target } = await serveFiles();
    const fetched = await runInProcess(['tcp_client', '127.0.0.1', port, 'b.bin', target]);
    expect(fetched.stdout).toBe(`completed\t3000000\t${path.join(target, 'b.bin')}\tcrc32\n`);
    expect(fetched.stderr).toBe('');
    expect(fetched.code).toBe(0);
    expect(await readFile(path.join(target, 'b.bin'))).toEqual(FILES['b.bin']);

    const listed = await runInProcess(['tcp_client', '127.0.0.1', port, 'list']);
    const [name, size, date] = listed.stdout.trimEnd().split('\t');
    expect([name, size]).toEqual(['b.bin', '3000000']);
    expect(date).toMatch(ISO_DATE);
    expect(listed.code).toBe(0);
  });

  it("keeps the server's time unless told otherwise", async () => {
    const { port, target } = await serveFiles();
    const time = new Date('1999-12-31T23:59:59.500Z');
    await utimes(path.join(shared, 'b.bin'), time, time);
    const words = ['tcp_client', '127.0.0.1', port, 'b.bin', target];
    await runInProcess(words);
    const file = path.join(target, 'b.bin');
    expect((await stat(file)).mtime).toEqual(time);
    await runInProcess([...words, '--no-keep-times', '--if-exists', 'replace']);
    expect((await stat(file)).mtime.getFullYear()).toBeGreaterThan(2020);
  });

  it('prints an aligned table on a terminal, oldest first', async () => {
    const { port, address, target } = await serveFiles();
    await runInProcess(['fifolio', 'get', address, 'b.bin', '--to', target]);
    await runInProcess(['fifolio', 'get', address, 'flip\u202e.txt', '--to', target]);
    const { stdout } = await runInProcess(['tcp_client', '127.0.0.1', port, 'list'], {
      columns: 80,
      environment: { NO_COLOR: '1' },
    });
    const date = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d`;
    expect(stdout).toMatch(
      new RegExp(
        [
          String.raw`^Name                  Size  Cached               Hits`,
          String.raw`b\.bin             2\.86 MiB  ${date}     0`,
          String.raw`flip\\u\{202e\}\.txt       5 B  ${date}     0`,
          String.raw`2 files, oldest first: 2\.86 MiB of 64 MiB\n$`,
        ].join('\n'),
      ),
    );
  });

  it('says on a terminal that the cache is empty, and nothing to a pipe', async () => {
    const { port } = await serveFiles();
    const words = ['tcp_client', '127.0.0.1', port, 'list'];
    const forPerson = await runInProcess(words, { columns: 80, environment: { NO_COLOR: '1' } });
    expect(forPerson.stdout).toBe(
      'The cache is empty: files enter it when somebody fetches them.\n',
    );
    expect((await runInProcess(words)).stdout).toBe('');
  });

  it('ends with 1 when the server has no such file', async () => {
    const { port, target } = await serveFiles();
    const { code, stderr } = await runInProcess(['tcp_client', '127.0.0.1', port, 'no', target]);
    expect(stderr).toBe('tcp_client: error: no: There is no such file in the shared folder.\n');
    expect(code).toBe(1);
  });

  it('ends with 3 when nobody listens', async () => {
    const { code, stderr } = await runInProcess(['tcp_client', '127.0.0.1', '1', 'list']);
    expect(stderr).toContain("tcp_client: error: Can't reach 127.0.0.1:1: connection refused.");
    expect(code).toBe(3);
  });

  it('ends with 4 when the file exists, and names the choices', async () => {
    const { port, target } = await serveFiles();
    const words = ['tcp_client', '127.0.0.1', port, 'a.txt', target];
    await runInProcess(words);
    await writeFile(path.join(target, 'a.txt'), 'mine');
    const { code, stderr } = await runInProcess(words);
    expect(stderr).toBe(
      `tcp_client: error: a.txt exists already in ${target}. Say what to do about it: --if-exists keep-both, replace or skip.\n`,
    );
    expect(code).toBe(4);
    expect(await readFile(path.join(target, 'a.txt'), 'utf8')).toBe('mine');
  });

  it('ends with 4 when the target is a file', async () => {
    const { port, target } = await serveFiles();
    await writeFile(target, '');
    const { code, stderr } = await runInProcess(['tcp_client', '127.0.0.1', port, 'a.txt', target]);
    expect(stderr).toContain(`${target} is a file, not a folder.`);
    expect(code).toBe(4);
  });
});

describe('fifolio get', () => {
  it('fetches a file that is called list', async () => {
    const { address, target } = await serveFiles();
    await runInProcess(['fifolio', 'get', address, 'list', '--to', target]);
    expect(await readFile(path.join(target, 'list'), 'utf8')).toBe('a file called list');
  });

  it('fetches what is there and fails for what is not', async () => {
    const { address, target } = await serveFiles();
    const words = ['fifolio', 'get', address, 'a.txt', 'no', 'b.bin', '--to', target];
    const { code, stdout, stderr } = await runInProcess(words);
    expect(code).toBe(1);
    expect(stdout.match(/^completed/gm)).toHaveLength(2);
    expect(stderr).toContain('no: There is no such file');
  });

  it('fetches whole folders', async () => {
    const { address, target } = await serveFiles();
    const words = ['fifolio', 'get', address, 'folder/', '--recursive', '--to', target];
    expect((await runInProcess(words)).code).toBe(0);
    expect(await readFile(path.join(target, 'folder/c.txt'), 'utf8')).toBe('third');
    expect(await readFile(path.join(target, 'folder/deep/d.txt'), 'utf8')).toBe('fourth');
  });

  it('says that a folder holds nothing, and does not mistake one for another', async () => {
    const { address, target } = await serveFiles();
    const words = ['fifolio', 'get', address, 'fold', '--recursive', '--to', target];
    expect((await runInProcess(words)).stderr).toBe(
      'fifolio: nothing is shared below fold/, so nothing was fetched\n',
    );
  });

  it('prints the SHA-256, and with --quiet nothing else', async () => {
    const { address, target } = await serveFiles();
    const sha256 = createHash('sha256').update(FILES['b.bin']!).digest('hex');
    const words = ['fifolio', 'get', address, 'b.bin', '--to', target, '--sha256', '--quiet'];
    const { stdout } = await runInProcess(words);
    expect(stdout).toBe(`completed\t3000000\t${path.join(target, 'b.bin')}\tcrc32\t${sha256}\n`);
    const replaced = ['fifolio', 'get', address, 'b.bin', '--to', target, '--quiet'];
    expect(await runInProcess([...replaced, '--if-exists', 'skip'])).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
  });

  it('prints one JSON value', async () => {
    const { address, target } = await serveFiles();
    const words = ['fifolio', 'get', address, 'a.txt', 'no', '--to', target, '--json'];
    const { code, stdout } = await runInProcess(words);
    const report = z
      .strictObject({
        address: z.string(),
        files: z.array(z.looseObject({ status: z.string() })),
        truncated: z.literal(false),
        omitted: z.tuple([]),
      })
      .parse(JSON.parse(stdout));
    expect(report).toMatchObject({
      address,
      files: [
        { status: 'completed', name: 'a.txt', size: 5, verified: 'crc32' },
        { status: 'failed', name: 'no', error: { code: 'refused-by-server' } },
      ],
    });
    expect(code).toBe(1);
  });

  it('tells a person what was saved, below no leftover of the progress', async () => {
    const { address, target } = await serveFiles();
    const words = ['fifolio', 'get', address, 'a.txt', 'b.bin', '--to', target];
    const { stdout } = await runInProcess(words, { columns: 100, environment: { NO_COLOR: '1' } });
    expect(stdout).toMatch(/saved {2}.*b\.bin {2}2\.86 MiB {2}.*\/s {2}verified\n/);
    expect(stdout).not.toMatch(/\u001b/);
  });

  it('takes its settings from the environment', async () => {
    const { address, target } = await serveFiles();
    const environment = { FIFOLIO_TO: target, FIFOLIO_IF_EXISTS: 'keep-both' };
    const words = ['fifolio', 'get', address, 'a.txt'];
    await runInProcess(words, { environment });
    const { stdout } = await runInProcess(words, { environment });
    expect(stdout).toContain(path.join(target, 'a (1).txt'));
  });
});

describe('a server that speaks only the plain dialect', () => {
  // A pickle of ['a.txt', 'b.txt'], as Python's protocol 0 writes it.
  const PICKLE = Buffer.from('(lp0\nVa.txt\np1\naVb.txt\np2\na.');

  it('is listed with names alone', async () => {
    const port = await servePlain((request) =>
      request === 'list' ? PICKLE : Buffer.from('File not found'),
    );
    const words = ['tcp_client', '127.0.0.1', port, 'list'];
    expect(await runInProcess(words)).toEqual({ code: 0, stdout: 'a.txt\nb.txt\n', stderr: '' });

    const environment = { NO_COLOR: '1' };
    const { stdout } = await runInProcess(words, { columns: 80, environment });
    expect(stdout).toBe(
      'a.txt\nb.txt\n2 files, oldest first. This server speaks only the plain dialect, which lists names only.\n',
    );
    const json = await runInProcess([...words, '--json']);
    expect(JSON.parse(json.stdout)).toEqual({
      address: `127.0.0.1:${port}`,
      dialect: 'plain',
      entries: [{ name: 'a.txt' }, { name: 'b.txt' }],
    });
  });

  it('gives files that are reported as not verified', async () => {
    const port = await servePlain((request) =>
      Buffer.from(request === 'a.txt' ? 'content' : 'File not found'),
    );
    const target = await temporaryFolder();
    const words = ['tcp_client', '127.0.0.1', port, 'a.txt', target];
    const { code, stdout } = await runInProcess(words);
    expect(stdout).toBe(`completed\t7\t${path.join(target, 'a.txt')}\tnot-verified\n`);
    expect(code).toBe(0);
  });

  it('cannot be asked for its files', async () => {
    const port = await servePlain(() => Buffer.from('File not found'));
    const { code, stderr } = await runInProcess(['fifolio', 'files', `127.0.0.1:${port}`]);
    expect(stderr).toContain('speaks only the plain dialect');
    expect(code).toBe(1);
  });
});

describe('--json', () => {
  it('list: the shared shape of a cache entry', async () => {
    const { address, target } = await serveFiles();
    await runInProcess(['fifolio', 'get', address, 'a.txt', '--to', target]);
    const { stdout } = await runInProcess(['fifolio', 'list', address, '--json']);
    const listing = z
      .strictObject({
        address: z.string(),
        dialect: z.literal('native'),
        capacityBytes: z.literal(67_108_864),
        usedBytes: z.literal(5),
        entries: z.array(cacheEntrySchema.omit({ state: true }).strict()),
      })
      .parse(JSON.parse(stdout));
    expect(listing.entries).toMatchObject([{ name: 'a.txt', size: 5, hits: 0 }]);
  });

  it('files: names exactly as they are, though no character of them deceives', async () => {
    const { address } = await serveFiles();
    const { stdout } = await runInProcess(['fifolio', 'files', address, '--recursive', '--json']);
    expect(stdout).not.toContain('\u202e');
    const { files } = z
      .object({ files: z.array(z.object({ name: z.string(), size: z.number() })) })
      .parse(JSON.parse(stdout));
    const expected = Object.entries(FILES).map(([name, { length }]) => ({ name, size: length }));
    expect(files).toHaveLength(expected.length);
    expect(files).toEqual(expect.arrayContaining(expected));
  });

  it('stats: the shared shapes of counters, cache and threads', async () => {
    const { address } = await serveFiles();
    const { stdout } = await runInProcess(['fifolio', 'stats', address, '--json']);
    const stats = z
      .object({
        address: z.string(),
        counters: countersSchema,
        cache: cacheUsageSchema,
        threads: z.array(threadStatusSchema),
      })
      .parse(JSON.parse(stdout));
    expect(stats.address).toBe(address);
    expect(stats.threads).toHaveLength(1);
  });
});

describe('files and stats', () => {
  it('print plain fields to a pipe', async () => {
    const { address } = await serveFiles();
    const files = await runInProcess(['fifolio', 'files', address, 'folder']);
    const [folder, file = ''] = files.stdout.trimEnd().split('\n');
    expect(folder).toBe('folder/deep/\t6\t-\t1');
    const [name, size, date, cached] = file.split('\t');
    expect([name, size, cached]).toEqual(['folder/c.txt', '5', '-']);
    expect(date).toMatch(ISO_DATE);
    const stats = await runInProcess(['fifolio', 'stats', address]);
    expect(stats.stdout).toContain('cache.capacityBytes\t67108864\n');
  });

  it('print tables to a person, in colours only where wanted', async () => {
    const { address } = await serveFiles();
    const words = ['fifolio', 'stats', address];
    const plain = await runInProcess(words, { columns: 80, environment: { NO_COLOR: '1' } });
    expect(plain.stdout).toContain('  cache        0 B of 64 MiB in 0 files\n');
    expect(plain.stdout).not.toContain('\u001b');
    const coloured = await runInProcess(words, { columns: 80 });
    expect(coloured.stdout).toContain('\u001b[1m');
    const piped = await runInProcess(['fifolio', 'files', address]);
    expect(piped.stdout).not.toContain('\u001b');
  });

  it('say that there is more than was asked for', async () => {
    const { address } = await serveFiles();
    const words = ['fifolio', 'files', address, '--limit', '1'];
    const { stdout, stderr } = await runInProcess(words);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toContain('there are more files');
  });

  it('show folders with what is in them', async () => {
    const { address } = await serveFiles();
    const words = ['fifolio', 'files', address];
    const { stdout } = await runInProcess(words, { columns: 80, environment: { NO_COLOR: '1' } });
    expect(stdout).toMatch(/^folder\/ +11 B {2}2 files *$/m);
    expect(stdout).toContain('1 folder, 4 files, 2.86 MiB\n');
  });
});

describe.skipIf(process.platform === 'win32')('a folder of which not everything can be had', () => {
  async function serveIncomplete(): Promise<string> {
    const directory = await temporaryFolder();
    for (const name of ['good.txt', 'aux.txt', 'bad\u001b[2J']) {
      await writeFile(path.join(directory, name), name);
    }
    const ports = [{ port: 0, host: '127.0.0.1' }];
    const incomplete = await startServer({ directory, ports, threads: 1 });
    onTestFinished(() => incomplete.stop({ graceMs: 0 }));
    return `127.0.0.1:${String(incomplete.status().ports[0]?.port)}`;
  }
  const OMITTED = [
    { kind: 'device-name', count: 1, names: ['aux.txt'] },
    { kind: 'control-character', count: 1, names: ['bad\\e[2J'] },
  ];

  it('get -r fetches the rest, says what is missing, and ends with 1', async () => {
    const address = await serveIncomplete();
    const to = path.join(await temporaryFolder(), 'target');
    const { code, stdout, stderr } = await runInProcess([
      ...['fifolio', 'get', address, '-r', '--to', to],
    ]);
    expect(stdout).toContain(path.join(to, 'good.txt'));
    expect(stderr).toContain('1 name that Windows reserves (aux.txt)');
    expect(stderr).toContain(String.raw`1 name with control characters (bad\e[2J)`);
    expect(code).toBe(1);
  });

  it('get -r --json carries the counts and the first names', async () => {
    const address = await serveIncomplete();
    const to = path.join(await temporaryFolder(), 'target');
    const words = ['fifolio', 'get', address, '-r', '--json', '--to', to];
    const { code, stdout } = await runInProcess(words);
    expect(JSON.parse(stdout)).toMatchObject({
      files: [{ status: 'completed', name: 'good.txt' }],
      omitted: expect.arrayContaining(OMITTED) as unknown,
    });
    expect(code).toBe(1);
  });

  it('files says what is missing', async () => {
    const address = await serveIncomplete();
    const { stdout, stderr } = await runInProcess(['fifolio', 'files', address]);
    expect(stdout).toMatch(/^good\.txt\t8\t[^\n]*\n$/);
    expect(stderr).toContain('The server left out 1 name');
    const json = await runInProcess(['fifolio', 'files', address, '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      skipped: 2,
      omitted: expect.arrayContaining(OMITTED) as unknown,
    });
  });
});

describe('a folder that is asked for as if it were a file', () => {
  it('is refused with the command that fetches it', async () => {
    const { address, target } = await serveFiles();
    const words = ['fifolio', 'get', address, 'folder', '--to', target];
    const { code, stderr } = await runInProcess(words);
    expect(stderr).toContain(`To fetch it: fifolio get ${address} folder --recursive`);
    expect(code).toBe(1);
  });
});
