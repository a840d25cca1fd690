import { writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { serverEventSchema } from '../../src/shared/server-state.ts';
import type { ServerEvent } from '../../src/shared/server-state.ts';
import { HAS_SIGNALS, startCli, temporaryFolder } from './run-cli.ts';
import type { CliOptions, RunningCli } from './run-cli.ts';

const WAIT = { timeout: 15_000, interval: 20 };

async function sharedFolder(): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'a.txt'), 'content of a');
  return folder;
}

/** Starts a server and waits until it tells its ports. */
async function startServing(
  words: readonly string[],
  options?: CliOptions,
): Promise<{ cli: RunningCli; ports: number[] }> {
  const cli = startCli(words, options);
  const ports = await vi.waitFor(() => {
    expect(cli.stdout()).toMatch(/^Try: /m);
    return Array.from(cli.stdout().matchAll(/^ {2}127\.0\.0\.1:(\d+)/gm), ([, port]) =>
      Number(port),
    );
  }, WAIT);
  return { cli, ports };
}

/** Listens on a port so that nobody else can. */
async function occupyPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

function openSocket(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => resolve(socket));
    socket.on('error', reject);
    onTestFinished(() => void socket.destroy());
  });
}

/** Asks in the plain dialect and reads to the end. */
async function request(port: number, text: string): Promise<string> {
  const socket = await openSocket(port);
  socket.write(text);
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return answer;
}

describe('tcp_server', () => {
  it('says where it listens, what it shares and what to type, and serves', async () => {
    const folder = await sharedFolder();
    const { cli, ports } = await startServing(['tcp_server', '0', folder, '--port', '0']);
    expect(ports).toHaveLength(2);
    expect(cli.stdout()).toContain(`shares ${folder}\n`);
    expect(cli.stdout()).toContain(', cache 64 MiB\n');
    expect(cli.stdout()).toContain(`In a browser: http://127.0.0.1:${ports[0]}/\n`);
    expect(cli.stdout()).toContain(`Try: ./tcp_client 127.0.0.1 ${ports[0]} list\n`);
    for (const port of ports) expect(await request(port, 'a.txt')).toBe('content of a');
    await vi.waitFor(
      () => expect(cli.stdout()).toMatch(/ {2}get {2}a\.txt {2}12 B {2}cache/),
      WAIT,
    );
    expect(cli.stdout()).not.toContain('\u001b');
  });

  it.runIf(HAS_SIGNALS).each(['SIGINT', 'SIGTERM'] as const)(
    'stops in order on %s and ends with 0',
    async (signal) => {
      const { cli, ports } = await startServing(['tcp_server', '0', await sharedFolder()]);
      cli.process.kill(signal);
      const { code, stdout, stderr } = await cli.ended;
      expect(stdout).toMatch(/Stopping\.\nStopped\.\n$/);
      expect(stderr).toBe('');
      expect(code).toBe(0);
      await expect(openSocket(ports[0]!)).rejects.toThrow('ECONNREFUSED');
    },
  );

  it.runIf(HAS_SIGNALS)(
    'gives running transfers their time, and ends with 130 when told twice',
    async () => {
      const folder = await temporaryFolder();
      await writeFile(path.join(folder, 'big.bin'), Buffer.alloc(60_000_000));
      const { cli, ports } = await startServing(['tcp_server', '0', folder, '--grace', '10m']);
      const socket = await openSocket(ports[0]!);
      socket.write('big.bin');
      // One piece is read, then the reader stalls: the transfer cannot end by itself.
      await new Promise((resolve) => socket.once('data', resolve));
      socket.pause();
      socket.on('error', () => undefined);
      cli.process.kill('SIGINT');
      await vi.waitFor(
        () =>
          expect(cli.stdout()).toContain(
            'Stopping: transfers on 1 open connection get up to 10 min',
          ),
        WAIT,
      );
      cli.process.kill('SIGINT');
      expect((await cli.ended).code).toBe(130);
    },
  );

  it('names a port in use, suggests a free one, and serves on the others', async () => {
    const taken = await occupyPort();
    const words = ['tcp_server', String(taken), await sharedFolder(), '--port', '0'];
    const { cli, ports } = await startServing(words);
    expect(cli.stderr()).toMatch(
      new RegExp(
        `^tcp_server: error: port ${taken} is in use by another program; port \\d+ is free\\.\n$`,
      ),
    );
    expect(ports).toHaveLength(1);
    expect(await request(ports[0]!, 'a.txt')).toBe('content of a');
  });

  it('ends with 4 when no port could be opened', async () => {
    const taken = await occupyPort();
    const { code, stdout, stderr } = await startCli([
      'tcp_server',
      String(taken),
      await sharedFolder(),
    ]).ended;
    expect(stderr).toContain(`port ${taken} is in use by another program; port `);
    expect(stderr).toContain('tcp_server: error: No port could be opened, so nothing is shared.\n');
    expect(stdout).toBe('');
    expect(code).toBe(4);
  });

  it('ends with 4 when the folder is missing', async () => {
    const folder = path.join(await temporaryFolder(), 'missing');
    const { code, stderr } = await startCli(['tcp_server', '0', folder]).ended;
    expect(stderr).toContain('there is no such folder');
    expect(code).toBe(4);
  });

  it('--json: one event of the shared schema per line', async () => {
    const cli = startCli(['tcp_server', '0', await sharedFolder(), '--json']);
    const eventsSoFar = (): ServerEvent[] =>
      cli
        .stdout()
        .split('\n')
        .slice(0, -1)
        .map((line) => serverEventSchema.parse(JSON.parse(line)));
    const opened = await vi.waitFor(() => {
      const event = eventsSoFar()[0];
      if (event?.type !== 'portOpened') throw new Error('no port yet');
      return event;
    }, WAIT);
    expect(await request(opened.status.port, 'a.txt')).toBe('content of a');
    await vi.waitFor(() => {
      const types = eventsSoFar().map(({ type }) => type);
      expect(types).toContain('requestCompleted');
      expect(types).toContain('entryCached');
    }, WAIT);
    if (!HAS_SIGNALS) return;
    cli.process.kill('SIGTERM');
    const { code, stderr } = await cli.ended;
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(eventsSoFar().at(-1)).toMatchObject({ type: 'portClosed', port: opened.status.port });
  });

  it('--quiet prints nothing, unless something is wrong', async () => {
    const free = await occupyPort();
    const folder = await sharedFolder();
    const cli = startCli(['tcp_server', String(free), folder, '--port', '0', '--quiet']);
    await vi.waitFor(() => expect(cli.stderr()).toContain(`port ${free} is in use`), WAIT);
    cli.process.kill('SIGTERM');
    const { code, stdout } = await cli.ended;
    expect(stdout).toBe('');
    if (HAS_SIGNALS) expect(code).toBe(0);
  });
});

describe('settings: a flag before the environment before the configuration file', () => {
  async function threadsWith(options: {
    readonly flags?: readonly string[];
    readonly environment?: NodeJS.ProcessEnv;
    readonly config?: object;
  }): Promise<string> {
    const folder = await sharedFolder();
    const config = path.join(folder, 'fifolio.json');
    await writeFile(config, JSON.stringify({ directory: '.', port: 0, ...options.config }));
    const words = ['fifolio', 'serve', '--config', config, ...(options.flags ?? [])];
    const environment = options.environment ?? {};
    const { cli } = await startServing(words, { environment });
    return /(\d+ threads?), /.exec(cli.stdout())?.[1] ?? '';
  }

  it.each([
    { config: { threads: 3 }, expected: '3 threads' },
    { config: { threads: 3 }, environment: { FIFOLIO_THREADS: '1' }, expected: '1 thread' },
    {
      config: { threads: 3 },
      environment: { FIFOLIO_THREADS: '1' },
      flags: ['--threads', '2'],
      expected: '2 threads',
    },
  ])('$expected', async ({ expected, ...options }) => {
    expect(await threadsWith(options)).toBe(expected);
  });

  it('takes everything from the environment, several ports too', async () => {
    const folder = await sharedFolder();
    const environment = {
      FIFOLIO_PORT: '0, 0',
      FIFOLIO_DIRECTORY: folder,
      FIFOLIO_CACHE_SIZE: '1MiB',
    };
    const { cli, ports } = await startServing(['fifolio', 'serve'], { environment });
    expect(ports).toHaveLength(2);
    expect(cli.stdout()).toContain(', cache 1 MiB\n');
  });
});
