import { readdir, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { startServer } from '../../src/engine/server/supervisor/start-server.ts';
import { HAS_SIGNALS, startCli, temporaryFolder } from './run-cli.ts';

const WAIT = { timeout: 15_000, interval: 20 };

/** A native server that sends the beginning of one large file, and then no more. */
async function serveStalling(sentBytes: number): Promise<number> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => undefined));
    let received = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      received += text;
      const lines = received.split('\n');
      received = lines.pop() ?? '';
      for (const line of lines) answer(socket, JSON.parse(line) as { op: string; id?: unknown });
    });
  });
  function answer(socket: Socket, { op, id }: { op: string; id?: unknown }): void {
    if (op === 'hello') {
      const ops = ['hello', 'get', 'list', 'files', 'stats'];
      const hello = { ok: true, id, server: 'fifolio', version: '0', protocol: 1, ops, limits: {} };
      socket.write(`${JSON.stringify(hello)}\n`);
      return;
    }
    const length = 10_000_000;
    const modifiedAt = new Date(0).toISOString();
    const file = { name: 'big.bin', size: length, modifiedAt, tag: 'tag' };
    const header = { ok: true, id, ...file, from: 0, length, source: 'disk' };
    socket.write(`${JSON.stringify(header)}\n`);
    socket.write(Buffer.alloc(sentBytes, 1));
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

it.runIf(HAS_SIGNALS)(
  'an interrupted download keeps what has arrived, says how to go on, and ends with 130',
  async () => {
    const port = await serveStalling(3_000_000);
    const target = await temporaryFolder();
    const cli = startCli(['tcp_client', '127.0.0.1', String(port), 'big.bin', target]);
    await vi.waitFor(async () => {
      expect((await stat(path.join(target, 'big.bin.part'))).size).toBeGreaterThan(0);
    }, WAIT);
    cli.process.kill('SIGINT');
    const { code, stdout, stderr } = await cli.ended;
    expect(stderr).toMatch(
      /^tcp_client: error: Interrupted; .* of big\.bin is kept in \.part; run the same command again to continue\.\n$/,
    );
    expect(stdout).toBe('');
    expect(code).toBe(130);
    expect(await readdir(target)).not.toContain('big.bin');
  },
);

it.runIf(HAS_SIGNALS)('an interruption before anything has arrived says so', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const connected = new Promise<Socket>((resolve) => server.once('connection', resolve));
  const { port } = server.address() as AddressInfo;
  const target = await temporaryFolder();
  const cli = startCli(['tcp_client', '127.0.0.1', String(port), 'a', target]);
  const socket = await connected;
  onTestFinished(() => void socket.destroy());
  cli.process.kill('SIGINT');
  const { code, stderr } = await cli.ended;
  expect(stderr).toContain('Interrupted; nothing had arrived yet.');
  expect(code).toBe(130);
});

async function serveNames(count: number): Promise<string> {
  const directory = await temporaryFolder();
  for (let index = 0; index < count; index++) {
    await writeFile(path.join(directory, `file-${index}-${'x'.repeat(100)}.txt`), 'x');
  }
  const ports = [{ port: 0, host: '127.0.0.1' }];
  const server = await startServer({ directory, ports, threads: 1 });
  onTestFinished(() => server.stop({ graceMs: 0 }));
  return `127.0.0.1:${server.status().ports[0]?.port}`;
}

it('a reader that goes away ends a listing quietly', async () => {
  const cli = startCli(['fifolio', 'files', await serveNames(2000)]);
  await new Promise((resolve) => cli.process.stdout.once('data', resolve));
  cli.process.stdout.destroy();
  const { code, stderr } = await cli.ended;
  expect(stderr).toBe('');
  expect(code).toBe(0);
});

it('watch prints one JSON value per line until it is left, and ends with 0', async () => {
  const cli = startCli(['fifolio', 'watch', await serveNames(1), '--json']);
  await vi.waitFor(() => expect(cli.stdout().match(/statsRead/g)).toHaveLength(2), WAIT);
  cli.process.kill('SIGINT');
  const { code, stdout, stderr } = await cli.ended;
  const event = z.object({ type: z.enum(['statsRead', 'cacheRead']), atMs: z.number() });
  const events = stdout
    .trimEnd()
    .split('\n')
    .map((line) => event.parse(JSON.parse(line)));
  expect(events.map(({ type }) => type)).toEqual(['statsRead', 'cacheRead', 'statsRead']);
  expect(stderr).toBe('');
  if (HAS_SIGNALS) expect(code).toBe(0);
});

it('watch prints plain lines to a pipe, and ends with 3 when the server goes', async () => {
  const directory = await temporaryFolder();
  const ports = [{ port: 0, host: '127.0.0.1' }];
  const server = await startServer({ directory, ports, threads: 1 });
  onTestFinished(() => server.stop({ graceMs: 0 }));
  const cli = startCli(['fifolio', 'watch', `127.0.0.1:${server.status().ports[0]?.port}`]);
  await vi.waitFor(() => expect(cli.stdout()).toMatch(/Z\tconnections=1\t.*\tused=0\t/), WAIT);
  await server.stop({ graceMs: 0 });
  const { code, stderr } = await cli.ended;
  expect(stderr).toMatch(/^fifolio: error: 127\.0\.0\.1:\d+ ended the connection/);
  expect(code).toBe(3);
});
