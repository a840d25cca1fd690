import { spawn, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { WireClient } from '../../harness/wire-client.ts';
import { startCli, temporaryFolder } from './run-cli.ts';
import type { CliOptions, RunningCli } from './run-cli.ts';

const WAIT = { timeout: 15_000, interval: 20 };
const KILLER = path.resolve(import.meta.dirname, '../faults/preloads/thread-killer.ts');
const HAS_PYTHON = process.platform === 'linux' && isInstalled('python3');
const CAN_NOTIFY = HAS_PYTHON && isInstalled('systemd-notify');

function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version']).status === 0;
}

/** As the service manager starts a service: itself becomes the program, which is told its own number. */
const PARENT = `
import fcntl, os, socket, sys
kind, *command = sys.argv[1:]
if kind == 'file':
    given = [os.open('/dev/null', os.O_RDONLY)]
    port = 0
elif kind == 'connected':
    pair = socket.socketpair()
    given = [pair[0].detach()]
    port = 0
else:
    sockets = []
    port = 0
    for _ in range(int(kind)):
        s = socket.socket()
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        s.bind(('127.0.0.1', port))
        s.listen(128)
        port = s.getsockname()[1]
        sockets.append(s)
    given = [s.fileno() for s in sockets]
apart = [fcntl.fcntl(fd, fcntl.F_DUPFD, 100) for fd in given]
for at, fd in enumerate(apart):
    os.dup2(fd, 3 + at)
for fd in apart:
    os.close(fd)
os.environ.update(LISTEN_FDS=str(len(apart)), LISTEN_PID=str(os.getpid()))
command = [word.replace('PORT', str(port)) for word in command]
os.execvp(command[0], command)
`;

/** Prints what it is sent, one message a line. */
const RECEIVER = `
import socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1])
print('listening', flush=True)
while True:
    print(s.recv(4096).decode().replace('\\n', ' '), flush=True)
`;

async function sharedFolder(): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'a.txt'), 'content of a');
  return folder;
}

async function portOf(cli: RunningCli): Promise<number> {
  return vi.waitFor(() => {
    const port = /^Try: .* (\d+) list$/m.exec(cli.stdout())?.[1];
    expect(port, cli.stderr()).toBeDefined();
    return Number(port);
  }, WAIT);
}

async function fetchFrom(port: number): Promise<string> {
  const client = await WireClient.connect(port);
  onTestFinished(() => client.close());
  return (await client.get('a.txt')).body.toString();
}

describe('a service of systemd', () => {
  it.runIf(CAN_NOTIFY)(
    'reports that it is ready, that it lives, and that it stops (needs python3 and systemd-notify)',
    async () => {
      const folder = await sharedFolder();
      const address = path.join(await temporaryFolder(), 'notify');
      const receiver = spawn('python3', ['-c', RECEIVER, address]);
      onTestFinished(() => void receiver.kill());
      let printed = '';
      receiver.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
      const messages = (): string[] =>
        printed.split('\n').filter((line) => !/^(listening|BARRIER=1)?$/.test(line));
      await vi.waitFor(() => expect(printed).toContain('listening\n'), WAIT);

      const cli = startCli(['fifolio', 'serve', folder, '--port', '0'], {
        environment: { NOTIFY_SOCKET: address, WATCHDOG_USEC: '200000' },
      });
      const port = await portOf(cli);
      const status = `STATUS=Sharing on 127.0.0.1:${port}: 0 connections`;
      await vi.waitFor(() => expect(messages().length).toBeGreaterThan(2), WAIT);
      expect(messages()[0]).toBe(`READY=1 ${status}`);
      expect(messages()[1]).toBe(`WATCHDOG=1 ${status}`);
      expect(messages()[2]).toBe(`WATCHDOG=1 ${status}`);
      cli.process.kill('SIGTERM');
      expect(await cli.ended).toMatchObject({ code: 0, stderr: '' });
      expect(messages()).toContain('STOPPING=1 STATUS=Stopping');
    },
  );

  it.runIf(process.platform === 'linux')(
    'says once that it cannot report, and serves (Linux)',
    async () => {
      const empty = await temporaryFolder();
      const cli = startCli(['fifolio', 'serve', await sharedFolder(), '--port', '0'], {
        environment: { PATH: empty, NOTIFY_SOCKET: '/nowhere', WATCHDOG_USEC: '2000' },
      });
      expect(await fetchFrom(await portOf(cli))).toBe('content of a');
      await vi.waitFor(() => expect(cli.stderr()).toContain('\n'), WAIT);
      cli.process.kill('SIGTERM');
      const { code, stderr } = await cli.ended;
      expect(code).toBe(0);
      expect(stderr).toBe(
        'fifolio: error: systemd cannot be told how this service is: systemd-notify is not installed. It may end the service for that. Install systemd-notify and set NotifyAccess=all, or use Type=exec without a watchdog.\n',
      );
    },
  );
});

describe.runIf(HAS_PYTHON)('sockets of systemd (Linux, needs python3)', () => {
  function startWith(
    given: string,
    words: readonly string[],
    environment: NodeJS.ProcessEnv = {},
  ): RunningCli {
    const options: CliOptions = { before: ['python3', '-c', PARENT, given], environment };
    return startCli(words, options);
  }

  it('are accepted on instead of ports, also if the same port is asked for', async () => {
    const folder = await sharedFolder();
    const without = startWith('1', ['fifolio', 'serve', folder]);
    expect(await fetchFrom(await portOf(without))).toBe('content of a');
    const same = startWith('1', ['tcp_server', 'PORT', folder, '--host', '127.0.0.1']);
    expect(await fetchFrom(await portOf(same))).toBe('content of a');
    same.process.kill('SIGTERM');
    expect(await same.ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('are shared out among the threads, if a port has several', async () => {
    const words = ['fifolio', 'serve', await sharedFolder(), '--threads', '2', '--json'];
    const cli = startWith('2', words);
    await vi.waitFor(() => expect(cli.stdout()).toContain('\n'), WAIT);
    const { status } = JSON.parse(cli.stdout().split('\n')[0]!) as {
      status: { port: number; threads: number[] };
    };
    expect(status.threads).toEqual([0, 1]);
    // As the sockets are filled at random, the threads answer together what one of them could not alone.
    const answers = Array.from({ length: 40 }, () => fetchFrom(status.port));
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['content of a']));
  });

  it.each([
    ['--port', '1'],
    ['--host', '0.0.0.0'],
  ])('are not taken if %s asks for something else', async (flag, value) => {
    const { code, stderr } = await startWith('1', [
      ...['fifolio', 'serve', await sharedFolder()],
      ...[flag, value],
    ]).ended;
    expect(stderr).toMatch(
      /^fifolio: error: The service manager gave sockets for 127\.0\.0\.1:\d+, but another address or port was asked for\. /,
    );
    expect(code).toBe(2);
  });

  it.each([
    ['file', 'listen EINVAL: invalid argument'],
    ['connected', 'listen EINVAL: invalid argument'],
    ['3', 'there are more sockets for its port than threads'],
  ])('must be listening sockets, at most one for each thread: %s', async (given, reason) => {
    const words = ['fifolio', 'serve', await sharedFolder(), '--threads', '2'];
    const { code, stderr } = await startWith(given, words).ended;
    expect(stderr).toContain('The server cannot accept on the socket that it was given');
    expect(stderr).toContain(`: ${reason}. It takes listening TCP sockets`);
    expect(code).toBe(4);
  });

  it('end the program with a failure if one is lost with its thread, to be given anew', async () => {
    const cli = startWith('1', ['fifolio', 'serve', await sharedFolder(), '--threads', '1'], {
      NODE_OPTIONS: `--import=${KILLER}`,
    });
    await portOf(cli);
    cli.process.kill('SIGUSR2');
    const { code, stderr } = await cli.ended;
    expect(stderr).toContain('the socket that the program was given ended with a thread');
    expect(code).toBe(4);
  });

  it('are left alone if they were meant for another process', async () => {
    const folder = await sharedFolder();
    const cli = startCli(['fifolio', 'serve', folder, '--port', '0'], {
      environment: { LISTEN_FDS: '1', LISTEN_PID: '1' },
    });
    expect(await fetchFrom(await portOf(cli))).toBe('content of a');
  });
});
